package io.eksnet.id;

/**
 * The id of a route table, such as {@code rtb-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record RouteTableId(String value) implements Id<RouteTableId> {
  @Override
  public String toString() {
    return value;
  }
}
