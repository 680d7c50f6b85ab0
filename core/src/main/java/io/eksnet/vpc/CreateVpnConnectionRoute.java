package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.VpnConnectionId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Facts;

/**
 * Tells a VPN connection of a block behind it.
 *
 * <p>Refused with InvalidVpnConnectionID.NotFound, InvalidVpnConnection.InvalidType (one with BGP),
 * InvalidVpnConnection.InvalidState, RouteAlreadyExists.
 */
public record CreateVpnConnectionRoute(VpnConnectionId connection, Cidr destination)
    implements Command<VpnConnection> {
  @Override
  public Decision<VpnConnection> decide(Facts facts, Context context) {
    return VpnConnections.addRoute(new Vpcs(facts), this);
  }
}
