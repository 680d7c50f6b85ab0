package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.table.Facts;

/**
 * Lets a table forget the blocks behind an attachment.
 *
 * <p>Refused with InvalidRouteTableID.NotFound, InvalidTransitGatewayAttachmentID.NotFound,
 * TransitGatewayRouteTablePropagation.NotFound, IncorrectState, InvalidParameterValue (another
 * gateway's).
 */
public record DisableTransitGatewayRouteTablePropagation(
    TransitGatewayRouteTableId table, TransitGatewayAttachmentId attachment)
    implements Command<TransitGatewayAttachment> {
  @Override
  public Decision<TransitGatewayAttachment> decide(Facts facts, Context context) {
    return TransitTables.stopPropagating(new Vpcs(facts), this);
  }
}
