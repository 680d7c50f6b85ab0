package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.RouteTableId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Facts;

/**
 * Takes a route from a table.
 *
 * <p>Refused with InvalidRouteTableID.NotFound, InvalidRoute.NotFound, InvalidParameterValue (a
 * local route, a propagated one, one that an endpoint made).
 */
public record DeleteRoute(RouteTableId table, RouteTable.Destination destination)
    implements Command<RouteTable> {
  /** The route for a block of addresses. */
  public DeleteRoute(RouteTableId table, Cidr destination) {
    this(table, new RouteTable.Destination.Range(destination));
  }

  @Override
  public Decision<RouteTable> decide(Facts facts, Context context) {
    return Routes.delete(new Vpcs(facts), this);
  }
}
