package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Facts;

/**
 * Removes a static route from a transit gateway's table.
 *
 * <p>Refused with InvalidRouteTableID.NotFound, InvalidRoute.NotFound.
 */
public record DeleteTransitGatewayRoute(TransitGatewayRouteTableId table, Cidr destination)
    implements Command<TransitGatewayRouteTable.StaticRoute> {
  @Override
  public Decision<TransitGatewayRouteTable.StaticRoute> decide(Facts facts, Context context) {
    return TransitTables.remove(new Vpcs(facts), this);
  }
}
