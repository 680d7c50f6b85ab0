package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
import io.eksnet.table.Facts;

/**
 * Attaches an interface to an instance of its zone. It outlives the instance until {@link
 * ModifyNetworkInterfaceAttribute} says otherwise.
 *
 * <p>Refused with InvalidNetworkInterfaceID.NotFound, InvalidInstanceID.NotFound,
 * InvalidNetworkInterface.InUse, IncorrectState, InvalidParameterCombination (another zone),
 * InvalidParameterValue (the device index is in use), AttachmentLimitExceeded,
 * PrivateIpAddressLimitExceeded.
 *
 * @param deviceIndex 1 and more
 */
public record AttachNetworkInterface(EniId eni, InstanceId instance, int deviceIndex)
    implements Command<NetworkInterface.Attachment> {
  @Override
  public Decision<NetworkInterface.Attachment> decide(Facts facts, Context context) {
    return Attachments.attach(new Vpcs(facts), this, context);
  }
}
