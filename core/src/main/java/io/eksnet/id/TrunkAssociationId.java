package io.eksnet.id;

/**
 * The id of a branch interface's association with its trunk, such as {@code
 * trunk-assoc-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record TrunkAssociationId(String value) implements Id<TrunkAssociationId> {
  @Override
  public String toString() {
    return value;
  }
}
