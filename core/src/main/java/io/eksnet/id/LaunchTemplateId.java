package io.eksnet.id;

/**
 * The id of a launch template, such as {@code lt-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record LaunchTemplateId(String value) implements Id<LaunchTemplateId> {
  @Override
  public String toString() {
    return value;
  }
}
