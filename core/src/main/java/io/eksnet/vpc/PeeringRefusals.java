package io.eksnet.vpc;

import io.eksnet.id.AccountId;
import io.eksnet.id.Refusal;
import io.eksnet.id.Region;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.net.Cidr;

/** EC2's refusals about peering connections; see {@link Ec2Refusals}. */
final class PeeringRefusals {
  private PeeringRefusals() {}

  static Refusal notFound(VpcPeeringConnectionId id) {
    return new Refusal(
        "InvalidVpcPeeringConnectionID.NotFound",
        "The vpcPeeringConnection ID '" + id + "' does not exist");
  }

  static Refusal exists(VpcPeeringConnectionId id) {
    return new Refusal(
        "VpcPeeringConnectionAlreadyExists",
        "A VPC peering connection between the VPCs already exists: " + id);
  }

  static Refusal outstandingLimit(VpcId vpc) {
    return new Refusal(
        "OutstandingVpcPeeringConnectionLimitExceeded",
        "The limit on the number of outstanding VPC peering connection requests has been reached"
            + " for "
            + vpc);
  }

  static Refusal activeLimit(VpcId vpc) {
    return new Refusal(
        "VpcPeeringConnectionsPerVpcLimitExceeded",
        "The limit on the number of active VPC peering connections has been reached for " + vpc);
  }

  static Refusal transition(VpcPeeringConnection connection, VpcPeeringConnection.State attempted) {
    return new Refusal(
        "InvalidStateTransition",
        "Invalid state transition for "
            + connection.id()
            + ", attempted to transition from "
            + connection.state().text()
            + " to "
            + attempted.text());
  }

  static Refusal notAccepter(AccountId account, String verb, VpcPeeringConnectionId id) {
    return new Refusal(
        "OperationNotPermitted", "User " + account + " cannot " + verb + " peering " + id);
  }

  static Refusal accepterRegion(VpcPeeringConnectionId id, Region region) {
    return new Refusal(
        "OperationNotPermitted",
        "Incorrect region specified for this request. The VPC peering connection "
            + id
            + " must be accepted in region "
            + region);
  }

  static Refusal optionsOfInactive(VpcPeeringConnectionId id) {
    return new Refusal(
        "OperationNotPermitted",
        "Peering " + id + " is not active. Peering options can be added only to active peerings.");
  }

  static Refusal optionsOfOther(AccountId account, VpcPeeringConnectionId id) {
    return new Refusal(
        "OperationNotPermitted",
        "User " + account + " cannot modify peering options of the other side of " + id);
  }

  static Refusal dnsDisabled(VpcId vpc) {
    return new Refusal(
        "InvalidVpcPeeringConnectionState.DnsHostnamesDisabled",
        "DNS hostnames and DNS support must be enabled for " + vpc);
  }

  static Refusal badRegion(Region region) {
    return new Refusal(
        "InvalidParameterValue",
        "Value (" + region + ") for parameter peerRegion is invalid. There is no such Region.");
  }

  static Refusal requestPending(VpcId vpc, VpcPeeringConnectionId id) {
    return new Refusal(
        "OperationNotPermitted",
        "A CIDR block cannot be associated with "
            + vpc
            + " while its VPC peering connection request "
            + id
            + " is pending acceptance");
  }

  static Refusal overlapsPeer(Cidr cidr, VpcId peer, VpcPeeringConnectionId id) {
    return new Refusal(
        "InvalidVpc.Range",
        "The CIDR '" + cidr + "' overlaps with a CIDR block of " + peer + ", a peer by " + id);
  }
}
