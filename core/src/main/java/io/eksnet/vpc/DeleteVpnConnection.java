package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.VpnConnectionId;
import io.eksnet.table.Facts;

/**
 * Deletes a VPN connection, and its attachment to a transit gateway with it.
 *
 * <p>Refused with InvalidVpnConnectionID.NotFound, IncorrectState.
 */
public record DeleteVpnConnection(VpnConnectionId connection) implements Command<VpnConnection> {
  @Override
  public Decision<VpnConnection> decide(Facts facts, Context context) {
    return VpnConnections.delete(new Vpcs(facts), this, context);
  }
}
