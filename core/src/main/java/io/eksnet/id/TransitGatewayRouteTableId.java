package io.eksnet.id;

/**
 * The id of a transit gateway route table, such as {@code tgw-rtb-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record TransitGatewayRouteTableId(String value) implements Id<TransitGatewayRouteTableId> {
  @Override
  public String toString() {
    return value;
  }
}
