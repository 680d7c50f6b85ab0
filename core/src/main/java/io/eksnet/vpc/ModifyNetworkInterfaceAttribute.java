package io.eksnet.vpc;

import io.eksnet.id.AttachmentId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Changes one attribute of an interface; EC2 takes one in each call.
 *
 * <p>Refused with InvalidNetworkInterfaceID.NotFound, InvalidAttachmentID.NotFound,
 * InvalidGroup.NotFound, InvalidParameter (a group of another VPC), MissingParameter (no group),
 * SecurityGroupsPerInterfaceLimitExceeded.
 */
public record ModifyNetworkInterfaceAttribute(EniId id, Attribute attribute)
    implements Command<NetworkInterface> {

  /** An attribute and its new value. */
  public sealed interface Attribute {
    /** All security groups. */
    record Groups(List<SecurityGroupId> groups) implements Attribute {
      public Groups {
        groups = groups.stream().distinct().toList();
      }
    }

    /** Whether packets must carry one of its own addresses. */
    record SourceDestCheck(boolean check) implements Attribute {}

    /** Whether it goes with its instance. */
    record DeleteOnTermination(AttachmentId attachment, boolean delete) implements Attribute {}

    /** The description. */
    record Description(String text) implements Attribute {}
  }

  @Override
  public Decision<NetworkInterface> decide(Facts facts, Context context) {
    return NetworkInterfaces.modify(new Vpcs(facts), this);
  }
}
