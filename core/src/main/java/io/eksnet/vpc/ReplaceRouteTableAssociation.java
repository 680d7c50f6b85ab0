package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.RouteTableAssociationId;
import io.eksnet.id.RouteTableId;
import io.eksnet.table.Facts;

/**
 * Has a subnet or a gateway use another table, or makes another table a VPC's main one.
 *
 * <p>Refused with InvalidAssociationID.NotFound, InvalidRouteTableID.NotFound,
 * InvalidParameterValue (a table of another VPC; one that cannot be a gateway's or the main one).
 * The answer is the new association's id; that of the same table is the old one.
 */
public record ReplaceRouteTableAssociation(RouteTableAssociationId association, RouteTableId table)
    implements Command<RouteTableAssociationId> {
  @Override
  public Decision<RouteTableAssociationId> decide(Facts facts, Context context) {
    return RouteTableAssociations.replace(new Vpcs(facts), this, context);
  }
}
