package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.table.Facts;

/**
 * Gives a VPC an egress-only internet gateway.
 *
 * <p>Refused with InvalidVpcID.NotFound, EgressOnlyInternetGatewayLimitExceeded,
 * InvalidParameterValue (the VPC has one).
 */
public record CreateEgressOnlyInternetGateway(VpcId vpc, Tags tags)
    implements Command<EgressOnlyInternetGateway> {
  @Override
  public Decision<EgressOnlyInternetGateway> decide(Facts facts, Context context) {
    return EgressOnlyInternetGateways.create(new Vpcs(facts), this, context);
  }
}
