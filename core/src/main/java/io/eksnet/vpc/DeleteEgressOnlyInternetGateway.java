package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EgressOnlyInternetGatewayId;
import io.eksnet.table.Facts;

/**
 * Deletes an egress-only internet gateway; routes to it become blackholes.
 *
 * <p>Refused with InvalidGatewayID.NotFound.
 */
public record DeleteEgressOnlyInternetGateway(EgressOnlyInternetGatewayId id)
    implements Command<EgressOnlyInternetGatewayId> {
  @Override
  public Decision<EgressOnlyInternetGatewayId> decide(Facts facts, Context context) {
    return EgressOnlyInternetGateways.delete(new Vpcs(facts), this);
  }
}
