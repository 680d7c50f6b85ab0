package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Makes the blocks of a prefix list routes of a transit gateway's table, or leads them elsewhere.
 *
 * <p>Refused with InvalidRouteTableID.NotFound, ResourceAlreadyExists,
 * InvalidPrefixListID.NotFound, InvalidTransitGatewayAttachmentID.NotFound, IncorrectState.
 *
 * @param attachment where packets go; none for a blackhole, which drops them
 * @param creates whether there must be none yet (CreateTransitGatewayPrefixListReference), else
 *     there must be one (ModifyTransitGatewayPrefixListReference)
 */
public record SetTransitGatewayPrefixListReference(
    TransitGatewayRouteTableId table,
    PrefixListId list,
    Optional<TransitGatewayAttachmentId> attachment,
    boolean creates)
    implements Command<TransitGatewayRouteTable> {
  @Override
  public Decision<TransitGatewayRouteTable> decide(Facts facts, Context context) {
    return TransitTables.refer(new Vpcs(facts), this);
  }
}
