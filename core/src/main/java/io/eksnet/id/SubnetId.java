package io.eksnet.id;

/**
 * The id of a subnet, such as {@code subnet-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record SubnetId(String value) implements Id<SubnetId> {
  @Override
  public String toString() {
    return value;
  }
}
