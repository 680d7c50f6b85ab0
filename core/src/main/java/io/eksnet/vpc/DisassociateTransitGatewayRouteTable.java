package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.table.Facts;

/**
 * Leaves an attachment without a table: what comes in through it is dropped.
 *
 * <p>Refused with InvalidRouteTableID.NotFound, InvalidTransitGatewayAttachmentID.NotFound,
 * InvalidAssociation.NotFound, IncorrectState, InvalidParameterValue (another gateway's).
 */
public record DisassociateTransitGatewayRouteTable(
    TransitGatewayRouteTableId table, TransitGatewayAttachmentId attachment)
    implements Command<TransitGatewayAttachment> {
  @Override
  public Decision<TransitGatewayAttachment> decide(Facts facts, Context context) {
    return TransitTables.disassociate(new Vpcs(facts), this);
  }
}
