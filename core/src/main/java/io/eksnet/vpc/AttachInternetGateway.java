package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.VpcId;
import io.eksnet.table.Facts;

/**
 * Attaches an internet gateway to a VPC that has none.
 *
 * <p>Refused with InvalidInternetGatewayID.NotFound, InvalidVpcID.NotFound,
 * Resource.AlreadyAssociated, InvalidParameterValue (the VPC has another).
 */
public record AttachInternetGateway(InternetGatewayId gateway, VpcId vpc)
    implements Command<InternetGateway> {
  @Override
  public Decision<InternetGateway> decide(Facts facts, Context context) {
    return InternetGateways.attach(new Vpcs(facts), this);
  }
}
