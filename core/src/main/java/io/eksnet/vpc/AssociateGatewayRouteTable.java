package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.RouteTableId;
import io.eksnet.table.Facts;

/**
 * Has a gateway of the VPC use a table for the packets that come in by it: AssociateRouteTable with
 * a GatewayId.
 *
 * <p>Refused with InvalidRouteTableID.NotFound, InvalidGatewayID.NotFound,
 * Resource.AlreadyAssociated, InvalidParameterValue (the main table; a gateway of another VPC;
 * routes that gateway tables do not have).
 *
 * @param gateway the id of an internet gateway or of a virtual private gateway
 */
public record AssociateGatewayRouteTable(RouteTableId table, String gateway)
    implements Command<RouteTable.GatewayAssociation> {
  @Override
  public String action() {
    return "AssociateRouteTable";
  }

  @Override
  public Decision<RouteTable.GatewayAssociation> decide(Facts facts, Context context) {
    return RouteTableAssociations.associate(new Vpcs(facts), this, context);
  }
}
