package io.eksnet.id;

/**
 * The id of a security group, such as {@code sg-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record SecurityGroupId(String value) implements Id<SecurityGroupId> {
  @Override
  public String toString() {
    return value;
  }
}
