package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.table.Facts;

/**
 * Detaches a virtual private gateway from its VPC.
 *
 * <p>Refused with InvalidVpnGatewayID.NotFound, InvalidVpnGatewayAttachment.NotFound.
 */
public record DetachVpnGateway(VpnGatewayId gateway, VpcId vpc) implements Command<VpnGateway> {
  @Override
  public Decision<VpnGateway> decide(Facts facts, Context context) {
    return VpnGateways.detach(new Vpcs(facts), this, context);
  }
}
