package io.eksnet.vpc;

import io.eksnet.id.AttachmentId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Detaches an interface from its instance.
 *
 * <p>Refused with InvalidAttachmentID.NotFound, OperationNotPermitted (the primary interface).
 */
public record DetachNetworkInterface(AttachmentId attachment) implements Command<NetworkInterface> {
  @Override
  public Decision<NetworkInterface> decide(Facts facts, Context context) {
    return Attachments.detach(new Vpcs(facts), this);
  }
}
