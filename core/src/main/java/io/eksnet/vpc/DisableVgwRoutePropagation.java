package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.table.Facts;

/**
 * Takes the routes of a virtual private gateway out of a table, and takes over no more of them.
 *
 * <p>Refused with InvalidRouteTableID.NotFound.
 */
public record DisableVgwRoutePropagation(RouteTableId table, VpnGatewayId gateway)
    implements Command<RouteTable> {
  @Override
  public Decision<RouteTable> decide(Facts facts, Context context) {
    return RouteTableAssociations.propagateNoMore(new Vpcs(facts), this);
  }
}
