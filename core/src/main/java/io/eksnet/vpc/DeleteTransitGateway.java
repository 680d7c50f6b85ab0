package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.table.Facts;

/**
 * Deletes a transit gateway without attachments, and its route tables with it.
 *
 * <p>Refused with InvalidTransitGatewayID.NotFound, IncorrectState.
 */
public record DeleteTransitGateway(TransitGatewayId gateway) implements Command<TransitGateway> {
  @Override
  public Decision<TransitGateway> decide(Facts facts, Context context) {
    return TransitGateways.delete(new Vpcs(facts), this, context);
  }
}
