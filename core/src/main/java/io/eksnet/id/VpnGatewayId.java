package io.eksnet.id;

/**
 * The id of a virtual private gateway, such as {@code vgw-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record VpnGatewayId(String value) implements Id<VpnGatewayId> {
  @Override
  public String toString() {
    return value;
  }
}
