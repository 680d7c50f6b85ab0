package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.table.Facts;

/**
 * Accepts a connection of two transit gateways.
 *
 * <p>Refused with InvalidTransitGatewayAttachmentID.NotFound, InvalidParameterValue (one's own
 * request), IncorrectState.
 *
 * @param by the account and Region of the caller
 */
public record AcceptTransitGatewayPeeringAttachment(TransitGatewayAttachmentId attachment, Scope by)
    implements Command<TransitGatewayAttachment> {
  @Override
  public Decision<TransitGatewayAttachment> decide(Facts facts, Context context) {
    return TransitAttachments.answerPeering(new Vpcs(facts), attachment, by, true, context);
  }
}
