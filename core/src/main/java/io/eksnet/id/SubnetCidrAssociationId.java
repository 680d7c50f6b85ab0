package io.eksnet.id;

/**
 * The id of a subnet's association with an IPv6 block, such as {@code
 * subnet-cidr-assoc-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record SubnetCidrAssociationId(String value) implements Id<SubnetCidrAssociationId> {
  @Override
  public String toString() {
    return value;
  }
}
