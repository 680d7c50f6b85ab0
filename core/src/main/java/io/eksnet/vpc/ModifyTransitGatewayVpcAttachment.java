package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.SubnetId;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Changes the subnets and options of a VPC's attachment; what is absent stays as it is.
 *
 * <p>Refused with InvalidTransitGatewayAttachmentID.NotFound, IncorrectState,
 * InvalidSubnetID.NotFound, DuplicateSubnetsInSameZone, InsufficientSubnetsException,
 * InvalidParameterValue.
 *
 * @param by the account and Region of the caller
 */
public record ModifyTransitGatewayVpcAttachment(
    TransitGatewayAttachmentId attachment,
    Scope by,
    List<SubnetId> added,
    List<SubnetId> removed,
    Optional<Boolean> dns,
    Optional<Boolean> groupReferencing,
    Optional<Boolean> ipv6,
    Optional<Boolean> applianceMode)
    implements Command<TransitGatewayAttachment> {
  @Override
  public Decision<TransitGatewayAttachment> decide(Facts facts, Context context) {
    return TransitAttachments.modify(new Vpcs(facts), this, context);
  }
}
