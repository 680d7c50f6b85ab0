package io.eksnet.id;

/**
 * The id of a NAT gateway, such as {@code nat-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record NatGatewayId(String value) implements Id<NatGatewayId> {
  @Override
  public String toString() {
    return value;
  }
}
