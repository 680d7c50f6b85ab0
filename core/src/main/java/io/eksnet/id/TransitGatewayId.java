package io.eksnet.id;

/**
 * The id of a transit gateway, such as {@code tgw-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record TransitGatewayId(String value) implements Id<TransitGatewayId> {
  @Override
  public String toString() {
    return value;
  }
}
