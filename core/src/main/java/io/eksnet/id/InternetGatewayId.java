package io.eksnet.id;

/**
 * The id of an internet gateway, such as {@code igw-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record InternetGatewayId(String value) implements Id<InternetGatewayId> {
  @Override
  public String toString() {
    return value;
  }
}
