package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.VpcId;
import io.eksnet.table.Facts;

/**
 * Takes an internet gateway off its VPC.
 *
 * <p>Refused with InvalidInternetGatewayID.NotFound, Gateway.NotAttached, DependencyViolation
 * (public addresses in the VPC; a route table of the gateway).
 */
public record DetachInternetGateway(InternetGatewayId gateway, VpcId vpc)
    implements Command<InternetGateway> {
  @Override
  public Decision<InternetGateway> decide(Facts facts, Context context) {
    return InternetGateways.detach(new Vpcs(facts), this);
  }
}
