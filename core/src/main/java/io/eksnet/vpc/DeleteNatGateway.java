package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NatGatewayId;
import io.eksnet.table.Facts;

/**
 * Deletes a NAT gateway; it is deleting for a while, and shown for an hour after.
 *
 * <p>Refused with NatGatewayNotFound.
 */
public record DeleteNatGateway(NatGatewayId id) implements Command<NatGateway> {
  @Override
  public Decision<NatGateway> decide(Facts facts, Context context) {
    return NatGateways.delete(new Vpcs(facts), this, context);
  }
}
