package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.table.Facts;

/**
 * Asks another transit gateway, of any account and Region, to be connected with this one.
 *
 * <p>Refused with InvalidTransitGatewayID.NotFound, IncorrectState,
 * DuplicateTransitGatewayAttachment, TransitGatewayAttachmentLimitExceeded.
 */
public record CreateTransitGatewayPeeringAttachment(
    TransitGatewayId gateway, TransitGatewayId peer, Scope peerScope, Tags tags)
    implements Command<TransitGatewayAttachment> {
  @Override
  public Decision<TransitGatewayAttachment> decide(Facts facts, Context context) {
    return TransitAttachments.createPeering(new Vpcs(facts), this, context);
  }
}
