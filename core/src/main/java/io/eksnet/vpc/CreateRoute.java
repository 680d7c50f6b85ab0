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
 * <p>Refused with InvalidRouteTableID.NotFound, RouteAlreadyExists, RouteLimitExceeded, the
 * target's NotFound, InvalidParameterValue (a target of another VPC; a destination inside of the
 * VPC whose target is no interface).
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
    return RouteTables.add(new Vpcs(facts), this);
  }
}
