package io.eksnet.id;

/**
 * The id of an Elastic IP address's association, such as {@code eipassoc-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record AssociationId(String value) implements Id<AssociationId> {
  @Override
  public String toString() {
    return value;
  }
}
