package io.eksnet.id;

/**
 * The id of an Elastic IP address's allocation, such as {@code eipalloc-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record AllocationId(String value) implements Id<AllocationId> {
  @Override
  public String toString() {
    return value;
  }
}
