package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.table.Facts;

/**
 * Ends a connection of two transit gateways; either side may.
 *
 * <p>Refused with InvalidTransitGatewayAttachmentID.NotFound, IncorrectState.
 *
 * @param by the account and Region of the caller
 */
public record DeleteTransitGatewayPeeringAttachment(TransitGatewayAttachmentId attachment, Scope by)
    implements Command<TransitGatewayAttachment> {
  @Override
  public Decision<TransitGatewayAttachment> decide(Facts facts, Context context) {
    return TransitAttachments.deletePeering(new Vpcs(facts), this, context);
  }
}
