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
 * InvalidNetworkInterface.InUse, IncorrectState, InvalidParameterCombination (another zone, a type
 * without trunks or prefixes), InvalidParameterValue (the device index is in use, there is no such
 * network card), AttachmentLimitExceeded, PrivateIpAddressLimitExceeded.
 *
 * @param networkCard the index of the network card, 0 on most types
 * @param deviceIndex 1 and more on card 0
 */
public record AttachNetworkInterface(
    EniId eni, InstanceId instance, int networkCard, int deviceIndex)
    implements Command<NetworkInterface.Attachment> {

  /** Attaches to the first network card. */
  public AttachNetworkInterface(EniId eni, InstanceId instance, int deviceIndex) {
    this(eni, instance, 0, deviceIndex);
  }

  @Override
  public Decision<NetworkInterface.Attachment> decide(Facts facts, Context context) {
    return Attachments.attach(new Vpcs(facts), this, context);
  }
}
