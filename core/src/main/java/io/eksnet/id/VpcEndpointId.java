package io.eksnet.id;

/**
 * The id of a VPC endpoint, such as {@code vpce-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record VpcEndpointId(String value) implements Id<VpcEndpointId> {
  @Override
  public String toString() {
    return value;
  }
}
