package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.table.Facts;

/**
 * Removes the blocks of a prefix list from a transit gateway's table.
 *
 * <p>Refused with InvalidRouteTableID.NotFound, InvalidPrefixListID.NotFound.
 */
public record DeleteTransitGatewayPrefixListReference(
    TransitGatewayRouteTableId table, PrefixListId list)
    implements Command<TransitGatewayRouteTable.PrefixListReference> {
  @Override
  public Decision<TransitGatewayRouteTable.PrefixListReference> decide(
      Facts facts, Context context) {
    return TransitTables.removeReference(new Vpcs(facts), this);
  }
}
