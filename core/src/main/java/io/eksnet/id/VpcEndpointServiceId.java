package io.eksnet.id;

/**
 * The id of a VPC endpoint service, such as {@code vpce-svc-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record VpcEndpointServiceId(String value) implements Id<VpcEndpointServiceId> {
  @Override
  public String toString() {
    return value;
  }
}
