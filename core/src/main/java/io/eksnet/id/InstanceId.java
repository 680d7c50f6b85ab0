package io.eksnet.id;

/**
 * The id of an instance, such as {@code i-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record InstanceId(String value) implements Id<InstanceId> {
  @Override
  public String toString() {
    return value;
  }
}
