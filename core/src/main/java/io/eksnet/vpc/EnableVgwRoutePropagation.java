package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.table.Facts;

/**
 * Has a table take over the routes of a virtual private gateway.
 *
 * <p>Refused with InvalidRouteTableID.NotFound, InvalidGatewayID.NotFound, Gateway.NotAttached,
 * InvalidParameterValue (a gateway route table).
 */
public record EnableVgwRoutePropagation(RouteTableId table, VpnGatewayId gateway)
    implements Command<RouteTable> {
  @Override
  public Decision<RouteTable> decide(Facts facts, Context context) {
    return RouteTableAssociations.propagate(new Vpcs(facts), this);
  }
}
