package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.RouteTableAssociationId;
import io.eksnet.id.RouteTableId;
import io.eksnet.table.Facts;

/**
 * Has a subnet use its VPC's main table again, or a gateway none.
 *
 * <p>Refused with InvalidAssociationID.NotFound, InvalidParameterValue (the main association). The
 * answer is the table that it was with.
 */
public record DisassociateRouteTable(RouteTableAssociationId association)
    implements Command<RouteTableId> {
  @Override
  public Decision<RouteTableId> decide(Facts facts, Context context) {
    return RouteTableAssociations.disassociate(new Vpcs(facts), this);
  }
}
