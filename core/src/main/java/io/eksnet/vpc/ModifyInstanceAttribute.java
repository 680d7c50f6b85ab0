package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.InstanceId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Changes one attribute of an instance.
 *
 * <p>Refused with InvalidInstanceID.NotFound, IncorrectInstanceState (type, user data or EBS
 * optimization of one that is not stopped), InvalidInstanceID (groups or source/destination check
 * of one with several interfaces), InvalidParameterValue (the type), InvalidInstanceAttributeValue
 * (no such device), AttachmentLimitExceeded, PrivateIpAddressLimitExceeded, and what {@link
 * ModifyNetworkInterfaceAttribute} says of groups.
 */
public record ModifyInstanceAttribute(InstanceId id, Attribute attribute)
    implements Command<Instance> {

  /** An attribute and its new value. */
  public sealed interface Attribute {
    /** Its type, while it is stopped. */
    record Type(String type) implements Attribute {}

    /** Whether packets must carry one of its only interface's addresses. */
    record SourceDestCheck(boolean check) implements Attribute {}

    /** The security groups of its only interface. */
    record Groups(List<SecurityGroupId> groups) implements Attribute {}

    /** Whether it is protected against termination. */
    record DisableApiTermination(boolean disable) implements Attribute {}

    /** Whether it is protected against being stopped. */
    record DisableApiStop(boolean disable) implements Attribute {}

    /** What happens when it is shut down from within. */
    record ShutdownBehavior(Instance.ShutdownBehavior behavior) implements Attribute {}

    /** Its user data in base64, while it is stopped. */
    record UserData(String base64) implements Attribute {}

    /** Whether its traffic to EBS has a band of its own, while it is stopped. */
    record EbsOptimized(boolean optimized) implements Attribute {}

    /** Whether the volume of a device goes with it. */
    record DeleteOnTermination(String device, boolean delete) implements Attribute {}
  }

  @Override
  public Decision<Instance> decide(Facts facts, Context context) {
    return InstanceAttributes.modify(new Vpcs(facts), this);
  }
}
