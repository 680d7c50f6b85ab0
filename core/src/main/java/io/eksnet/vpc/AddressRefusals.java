package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
import io.eksnet.id.Refusal;
import io.eksnet.id.VpcId;
import io.eksnet.net.Ipv4Address;

/** EC2's refusals about Elastic IPs; see {@link Ec2Refusals}. */
final class AddressRefusals {
  private AddressRefusals() {}

  static Refusal allocationNotFound(AllocationId id) {
    return new Refusal(
        "InvalidAllocationID.NotFound", "The allocation ID '" + id + "' does not exist");
  }

  static Refusal associationNotFound(AssociationId id) {
    return new Refusal(
        "InvalidAssociationID.NotFound", "The association ID '" + id + "' does not exist");
  }

  static Refusal inUse(Ipv4Address address) {
    return new Refusal("InvalidIPAddress.InUse", "Address " + address + " is in use.");
  }

  static Refusal locked(AllocationId id) {
    return new Refusal(
        "InvalidAddress.Locked",
        "The address with allocation id '"
            + id
            + "' cannot be released because it has a reverse DNS record. Reset it first.");
  }

  static Refusal serviceManaged(AllocationId id) {
    return new Refusal(
        "OperationNotPermitted", "The address with allocation id '" + id + "' is managed by AWS.");
  }

  static Refusal alreadyAssociated(AllocationId id, AssociationId association) {
    return new Refusal(
        "Resource.AlreadyAssociated",
        "resource " + id + " is already associated with associate-id " + association);
  }

  static Refusal interfaceHasAddress(EniId id, Ipv4Address privateAddress) {
    return new Refusal(
        "Resource.AlreadyAssociated",
        "resource " + id + " already has an address associated with " + privateAddress);
  }

  static Refusal notAnAddressOf(EniId id, Ipv4Address address) {
    return new Refusal(
        "InvalidParameterValue",
        "The private IP address " + address + " is not assigned to interface " + id);
  }

  static Refusal noInternetGateway(VpcId id) {
    return new Refusal(
        "Gateway.NotAttached", "Network " + id + " is not attached to any internet gateway");
  }

  static Refusal pendingInstance(InstanceId id) {
    return new Refusal(
        "InvalidInstanceID",
        "The pending instance '" + id + "' is not in a valid state for this operation.");
  }
}
