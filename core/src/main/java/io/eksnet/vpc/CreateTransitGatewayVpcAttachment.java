package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.VpcId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Attaches a VPC to a transit gateway of the same account and Region: the gateway gets an interface
 * in each of the subnets, at most one in a zone.
 *
 * <p>Refused with InvalidTransitGatewayID.NotFound, InvalidVpcID.NotFound,
 * InvalidSubnetID.NotFound, IncorrectState, DuplicateTransitGatewayAttachment,
 * DuplicateSubnetsInSameZone, TransitGatewayAttachmentLimitExceeded, InvalidParameterValue (a
 * subnet of another VPC), UnsupportedOperation (another account's gateway),
 * InsufficientFreeAddressesInSubnet.
 */
public record CreateTransitGatewayVpcAttachment(
    TransitGatewayId gateway,
    VpcId vpc,
    List<SubnetId> subnets,
    TransitGatewayAttachment.Options options,
    Tags tags)
    implements Command<TransitGatewayAttachment> {
  @Override
  public Decision<TransitGatewayAttachment> decide(Facts facts, Context context) {
    return TransitAttachments.create(new Vpcs(facts), this, context);
  }
}
