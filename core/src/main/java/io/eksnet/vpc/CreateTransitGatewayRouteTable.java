package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Tags;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.table.Facts;

/**
 * Makes a route table of a transit gateway.
 *
 * <p>Refused with InvalidTransitGatewayID.NotFound, IncorrectState,
 * TransitGatewayRouteTableLimitExceeded.
 */
public record CreateTransitGatewayRouteTable(TransitGatewayId gateway, Tags tags)
    implements Command<TransitGatewayRouteTable> {
  @Override
  public Decision<TransitGatewayRouteTable> decide(Facts facts, Context context) {
    return TransitTables.create(new Vpcs(facts), this, context);
  }
}
