package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.RouteTableId;
import io.eksnet.table.Facts;

/**
 * Deletes a route table.
 *
 * <p>Refused with InvalidRouteTableID.NotFound, DependencyViolation (a VPC's main table; a table in
 * use by subnets or gateways).
 */
public record DeleteRouteTable(RouteTableId id) implements Command<RouteTableId> {
  @Override
  public Decision<RouteTableId> decide(Facts facts, Context context) {
    return RouteTables.delete(new Vpcs(facts), this);
  }
}
