package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SubnetId;
import io.eksnet.table.Facts;

/**
 * Has a subnet use a table in place of the VPC's main one.
 *
 * <p>Refused with InvalidRouteTableID.NotFound, InvalidSubnetID.NotFound,
 * Resource.AlreadyAssociated, InvalidParameterValue (table and subnet of two VPCs).
 */
public record AssociateRouteTable(RouteTableId table, SubnetId subnet)
    implements Command<RouteTable.Association> {
  @Override
  public Decision<RouteTable.Association> decide(Facts facts, Context context) {
    return RouteTableAssociations.associate(new Vpcs(facts), this, context);
  }
}
