package io.eksnet.id;

/**
 * The id of a customer gateway, such as {@code cgw-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record CustomerGatewayId(String value) implements Id<CustomerGatewayId> {
  @Override
  public String toString() {
    return value;
  }
}
