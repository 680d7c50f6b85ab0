package io.eksnet.id;

/**
 * The id of a route table's association, such as {@code rtbassoc-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record RouteTableAssociationId(String value) implements Id<RouteTableAssociationId> {
  @Override
  public String toString() {
    return value;
  }
}
