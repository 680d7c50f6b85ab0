package io.eksnet.id;

/**
 * The id of a Direct Connect gateway, such as {@code a1b2c3d4-5678-90ab-cdef-000000000001}.
 *
 * @param value AWS's text
 */
public record DirectConnectGatewayId(String value) implements Id<DirectConnectGatewayId> {
  @Override
  public String toString() {
    return value;
  }
}
