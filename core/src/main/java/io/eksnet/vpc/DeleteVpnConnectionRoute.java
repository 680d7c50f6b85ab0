package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.VpnConnectionId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Facts;

/**
 * Lets a VPN connection forget a block behind it.
 *
 * <p>Refused with InvalidVpnConnectionID.NotFound, InvalidVpnConnection.InvalidState,
 * InvalidRoute.NotFound.
 */
public record DeleteVpnConnectionRoute(VpnConnectionId connection, Cidr destination)
    implements Command<VpnConnection> {
  @Override
  public Decision<VpnConnection> decide(Facts facts, Context context) {
    return VpnConnections.removeRoute(new Vpcs(facts), this);
  }
}
