package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.table.Facts;

/**
 * Deletes a transit gateway's route table that no attachment is associated with.
 *
 * <p>Refused with InvalidRouteTableID.NotFound, IncorrectState.
 */
public record DeleteTransitGatewayRouteTable(TransitGatewayRouteTableId table)
    implements Command<TransitGatewayRouteTable> {
  @Override
  public Decision<TransitGatewayRouteTable> decide(Facts facts, Context context) {
    return TransitTables.delete(new Vpcs(facts), this, context);
  }
}
