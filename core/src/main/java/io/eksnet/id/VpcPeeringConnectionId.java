package io.eksnet.id;

/**
 * The id of a peering connection, such as {@code pcx-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record VpcPeeringConnectionId(String value) implements Id<VpcPeeringConnectionId> {
  @Override
  public String toString() {
    return value;
  }
}
