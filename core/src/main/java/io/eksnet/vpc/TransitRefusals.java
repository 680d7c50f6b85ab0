package io.eksnet.vpc;

import io.eksnet.id.PrefixListId;
import io.eksnet.id.Refusal;
import io.eksnet.id.SubnetId;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.net.Cidr;
import java.util.List;
import java.util.stream.Collectors;

/** EC2's refusals about transit gateways; see {@link Ec2Refusals}. */
final class TransitRefusals {
  private TransitRefusals() {}

  static Refusal gatewayNotFound(TransitGatewayId id) {
    return new Refusal(
        "InvalidTransitGatewayID.NotFound",
        "Transit Gateway " + id + " was deleted or does not exist.");
  }

  static Refusal attachmentNotFound(TransitGatewayAttachmentId id) {
    return new Refusal(
        "InvalidTransitGatewayAttachmentID.NotFound",
        "Transit Gateway Attachment " + id + " was deleted or does not exist.");
  }

  static Refusal tableNotFound(TransitGatewayRouteTableId id) {
    return new Refusal(
        "InvalidRouteTableID.NotFound",
        "Transit Gateway Route Table " + id + " was deleted or does not exist.");
  }

  static Refusal invalidState(Object id) {
    return new Refusal("IncorrectState", id + " is in invalid state");
  }

  static Refusal gatewayLimit() {
    return new Refusal(
        "TransitGatewayLimitExceeded", "You have reached the limit of transit gateways.");
  }

  static Refusal attachmentLimit() {
    return new Refusal(
        "TransitGatewayAttachmentLimitExceeded",
        "You have reached the limit of transit gateway attachments.");
  }

  static Refusal tableLimit() {
    return new Refusal(
        "TransitGatewayRouteTableLimitExceeded",
        "You have reached the limit of transit gateway route tables.");
  }

  static Refusal badAsn(long asn) {
    return new Refusal(
        "InvalidParameterValue",
        "Value ("
            + asn
            + ") for parameter amazonSideAsn is invalid. Expecting a value from 64512 to 65534 or"
            + " from 4200000000 to 4294967294.");
  }

  static Refusal hasAttachments(
      TransitGatewayId id, String what, List<TransitGatewayAttachment> attachments) {
    return new Refusal(
        "IncorrectState",
        id
            + " has non-deleted "
            + what
            + " Attachments: "
            + attachments.stream().map(it -> it.id().value()).collect(Collectors.joining(", "))
            + ".");
  }

  static Refusal sharedGateway(TransitGatewayId id) {
    return new Refusal(
        "UnsupportedOperation",
        "Transit Gateway "
            + id
            + " belongs to another account. eksnet does not serve Resource Access Manager, through"
            + " which AWS shares transit gateways.");
  }

  static Refusal duplicateAttachment(TransitGatewayId id) {
    return new Refusal(
        "DuplicateTransitGatewayAttachment",
        id + " has non-deleted Transit Gateway Attachments with same VPC ID.");
  }

  static Refusal duplicatePeering(TransitGatewayId id, TransitGatewayId peer) {
    return new Refusal(
        "DuplicateTransitGatewayAttachment",
        id + " has non-deleted Transit Gateway Attachments with same peer " + peer + ".");
  }

  static Refusal duplicateZone() {
    return new Refusal("DuplicateSubnetsInSameZone", "Duplicate Subnets for same AZ");
  }

  static Refusal subnetOfOtherVpc(SubnetId subnet) {
    return new Refusal(
        "InvalidParameterValue", "Subnet " + subnet + " does not belong to the specified VPC.");
  }

  static Refusal subnetNotAttached(TransitGatewayAttachmentId id, SubnetId subnet) {
    return new Refusal(
        "InvalidParameterValue", "Subnet " + subnet + " is not attached by " + id + ".");
  }

  static Refusal noSubnetLeft(TransitGatewayAttachmentId id) {
    return new Refusal("InsufficientSubnetsException", id + " must keep at least one subnet.");
  }

  static Refusal notOfVpc(TransitGatewayAttachmentId id) {
    return new Refusal(
        "InvalidTransitGatewayAttachmentID.NotFound",
        "Transit Gateway VPC Attachment " + id + " was deleted or does not exist.");
  }

  static Refusal notOfPeer(TransitGatewayAttachmentId id) {
    return new Refusal(
        "InvalidTransitGatewayAttachmentID.NotFound",
        "Transit Gateway Peering Attachment " + id + " was deleted or does not exist.");
  }

  static Refusal ownRequest(String verb, TransitGatewayAttachmentId id) {
    return new Refusal(
        "InvalidParameterValue",
        "Cannot " + verb + " " + id + " as the source of the peering request.");
  }

  static Refusal otherGateway(
      TransitGatewayRouteTableId table, TransitGatewayAttachmentId attachment) {
    return new Refusal(
        "InvalidParameterValue",
        "Transit Gateway Route Table "
            + table
            + " and Transit Gateway Attachment "
            + attachment
            + " belong to different transit gateways.");
  }

  static Refusal associated(TransitGatewayAttachmentId id) {
    return new Refusal(
        "Resource.AlreadyAssociated",
        "Transit Gateway Attachment " + id + " is already associated to a route table.");
  }

  static Refusal notAssociated(
      TransitGatewayRouteTableId table, TransitGatewayAttachmentId attachment) {
    return new Refusal(
        "InvalidAssociation.NotFound",
        "Association of " + attachment + " with " + table + " does not exist.");
  }

  static Refusal propagating(
      TransitGatewayRouteTableId table, TransitGatewayAttachmentId attachment) {
    return new Refusal(
        "TransitGatewayRouteTablePropagation.Duplicate",
        "Propagation of " + attachment + " to " + table + " already exists.");
  }

  static Refusal notPropagating(
      TransitGatewayRouteTableId table, TransitGatewayAttachmentId attachment) {
    return new Refusal(
        "TransitGatewayRouteTablePropagation.NotFound",
        "Propagation of " + attachment + " to " + table + " does not exist.");
  }

  static Refusal cannotPropagate(TransitGatewayAttachmentId attachment) {
    return new Refusal(
        "InvalidParameterValue",
        "Propagation is not supported for the peering attachment " + attachment + ".");
  }

  static Refusal tableInUse(
      TransitGatewayRouteTableId id, List<TransitGatewayAttachment> attachments) {
    return new Refusal(
        "IncorrectState",
        id
            + " has non-deleted associations: "
            + attachments.stream().map(it -> it.id().value()).collect(Collectors.joining(", "))
            + ".");
  }

  static Refusal defaultTable(TransitGatewayRouteTableId id) {
    return new Refusal("IncorrectState", id + " is a default route table of its transit gateway.");
  }

  static Refusal routeExists(Cidr destination, TransitGatewayRouteTableId table) {
    return new Refusal(
        "RouteAlreadyExists",
        "Route " + destination + " already exists in Transit Gateway Route Table " + table + ".");
  }

  static Refusal routeNotFound(Cidr destination, TransitGatewayRouteTableId table) {
    return new Refusal(
        "InvalidRoute.NotFound",
        "Route " + destination + " does not exist in Transit Gateway Route Table " + table + ".");
  }

  static Refusal routeTarget() {
    return new Refusal(
        "InvalidParameterCombination",
        "Exactly one of transitGatewayAttachmentId and blackhole must be given.");
  }

  static Refusal referenceExists(PrefixListId list, TransitGatewayRouteTableId table) {
    return new Refusal(
        "ResourceAlreadyExists",
        "A reference to " + list + " already exists in Transit Gateway Route Table " + table + ".");
  }

  static Refusal referenceNotFound(PrefixListId list, TransitGatewayRouteTableId table) {
    return new Refusal(
        "InvalidPrefixListID.NotFound",
        "There is no reference to " + list + " in Transit Gateway Route Table " + table + ".");
  }
}
