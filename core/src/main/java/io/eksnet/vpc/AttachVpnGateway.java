package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.table.Facts;

/**
 * Attaches a virtual private gateway to a VPC that has none.
 *
 * <p>Refused with InvalidVpnGatewayID.NotFound, InvalidVpcID.NotFound, IncorrectState,
 * VpnGatewayAttachmentLimitExceeded (either has another).
 */
public record AttachVpnGateway(VpnGatewayId gateway, VpcId vpc) implements Command<VpnGateway> {
  @Override
  public Decision<VpnGateway> decide(Facts facts, Context context) {
    return VpnGateways.attach(new Vpcs(facts), this, context);
  }
}
