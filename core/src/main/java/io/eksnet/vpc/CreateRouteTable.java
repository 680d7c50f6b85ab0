package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Makes a route table that has only the VPC's local routes.
 *
 * <p>Refused with InvalidVpcID.NotFound, RouteTableLimitExceeded.
 *
 * @param id pinned in networks that are built from files; otherwise none
 */
public record CreateRouteTable(VpcId vpc, Tags tags, Optional<RouteTableId> id)
    implements Command<RouteTable> {
  @Override
  public Decision<RouteTable> decide(Facts facts, Context context) {
    return RouteTables.create(new Vpcs(facts), this, context);
  }
}
