package io.eksnet.id;

/**
 * The id of a VPC, such as {@code vpc-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record VpcId(String value) implements Id<VpcId> {
  @Override
  public String toString() {
    return value;
  }
}
