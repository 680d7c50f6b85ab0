package io.eksnet.id;

/**
 * The id of a egress-only internet gateway, such as {@code eigw-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record EgressOnlyInternetGatewayId(String value) implements Id<EgressOnlyInternetGatewayId> {
  @Override
  public String toString() {
    return value;
  }
}
