package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.table.Facts;

/**
 * Deletes a virtual private gateway that nothing uses.
 *
 * <p>Refused with InvalidVpnGatewayID.NotFound, IncorrectState.
 */
public record DeleteVpnGateway(VpnGatewayId gateway) implements Command<VpnGateway> {
  @Override
  public Decision<VpnGateway> decide(Facts facts, Context context) {
    return VpnGateways.delete(new Vpcs(facts), this, context);
  }
}
