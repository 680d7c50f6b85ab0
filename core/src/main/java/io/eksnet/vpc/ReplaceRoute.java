package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.RouteTableId;
import io.eksnet.table.Facts;

/**
 * Gives a route another target. The local route's target may be an interface or a NAT gateway, and
 * local again.
 *
 * <p>Refused with InvalidRouteTableID.NotFound, InvalidParameterValue (no such route; a target that
 * the table or the destination does not take), the target's NotFound.
 */
public record ReplaceRoute(
    RouteTableId table, RouteTable.Destination destination, RouteTable.Target target)
    implements Command<RouteTable> {
  @Override
  public Decision<RouteTable> decide(Facts facts, Context context) {
    return Routes.replace(new Vpcs(facts), this);
  }
}
