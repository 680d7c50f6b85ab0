package io.eksnet.id;

/**
 * The id of a security group rule, such as {@code sgr-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record SecurityGroupRuleId(String value) implements Id<SecurityGroupRuleId> {
  @Override
  public String toString() {
    return value;
  }
}
