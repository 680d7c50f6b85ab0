package io.eksnet.id;

/**
 * The id of a CIDR's association with a VPC, such as {@code vpc-cidr-assoc-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record VpcCidrAssociationId(String value) implements Id<VpcCidrAssociationId> {
  @Override
  public String toString() {
    return value;
  }
}
