package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.table.Facts;

/**
 * Routes what comes in through an attachment by a table.
 *
 * <p>Refused with InvalidRouteTableID.NotFound, InvalidTransitGatewayAttachmentID.NotFound,
 * Resource.AlreadyAssociated, IncorrectState, InvalidParameterValue (another gateway's).
 */
public record AssociateTransitGatewayRouteTable(
    TransitGatewayRouteTableId table, TransitGatewayAttachmentId attachment)
    implements Command<TransitGatewayAttachment> {
  @Override
  public Decision<TransitGatewayAttachment> decide(Facts facts, Context context) {
    return TransitTables.associate(new Vpcs(facts), this);
  }
}
