package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.RouteTableId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Facts;

/**
 * Adds a route to a table.
 *
 * <p>A route that is there already with the same target is left as it is.
 *
 * <p>Refused with InvalidRouteTableID.NotFound, RouteAlreadyExists (with another target),
 * RouteLimitExceeded, the target's NotFound, InvalidPrefixListID.NotFound, InvalidParameterValue (a
 * target of another VPC; a destination inside of the VPC that is no whole subnet, or whose target
 * is neither an interface nor a NAT gateway; what gateway tables do not have).
 */
public record CreateRoute(
    RouteTableId table, RouteTable.Destination destination, RouteTable.Target target)
    implements Command<RouteTable> {
  /** A route for a block of addresses. */
  public CreateRoute(RouteTableId table, Cidr destination, RouteTable.Target target) {
    this(table, new RouteTable.Destination.Range(destination), target);
  }

  @Override
  public Decision<RouteTable> decide(Facts facts, Context context) {
    return Routes.add(new Vpcs(facts), this);
  }
}
