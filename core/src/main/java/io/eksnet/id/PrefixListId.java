package io.eksnet.id;

/**
 * The id of a prefix list, such as {@code pl-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record PrefixListId(String value) implements Id<PrefixListId> {
  @Override
  public String toString() {
    return value;
  }
}
