package io.eksnet.id;

/**
 * The id of a Site-to-Site VPN connection, such as {@code vpn-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record VpnConnectionId(String value) implements Id<VpnConnectionId> {
  @Override
  public String toString() {
    return value;
  }
}
