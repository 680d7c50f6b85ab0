package io.eksnet.id;

/**
 * The id of a Region, such as {@code us-west-2}.
 *
 * @param value AWS's text
 */
public record Region(String value) implements Id<Region> {
  @Override
  public String toString() {
    return value;
  }
}
