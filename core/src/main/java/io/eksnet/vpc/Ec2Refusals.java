package io.eksnet.vpc;

import io.eksnet.id.AttachmentId;
import io.eksnet.id.EniId;
import io.eksnet.id.Id;
import io.eksnet.id.InstanceId;
import io.eksnet.id.Refusal;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;

/**
 * EC2's refusals about interfaces, addresses and instances, with its codes and words. Codes are
 * those of the EC2 API reference ("Error codes"); words are as seen in clients' logs, and where no
 * log was found, the reference's own.
 */
final class Ec2Refusals {
  private Ec2Refusals() {}

  static Refusal idInUse(Id<?> id) {
    return new Refusal("InvalidParameterValue", "The ID '" + id + "' already exists");
  }

  static Refusal subnetNotFound(SubnetId id) {
    return new Refusal("InvalidSubnetID.NotFound", "The subnet ID '" + id + "' does not exist");
  }

  static Refusal interfaceNotFound(EniId id) {
    return new Refusal(
        "InvalidNetworkInterfaceID.NotFound",
        "The networkInterface ID '" + id + "' does not exist");
  }

  static Refusal interfaceInUse(EniId id) {
    return new Refusal("InvalidNetworkInterface.InUse", "Interface: [" + id + "] in use.");
  }

  static Refusal interfaceLimit() {
    return new Refusal(
        "NetworkInterfaceLimitExceeded",
        "The maximum number of network interfaces has been reached.");
  }

  static Refusal requesterManaged(EniId id) {
    return new Refusal(
        "OperationNotPermitted",
        "The network interface '" + id + "' is managed by the service that created it.");
  }

  static Refusal instanceNotFound(InstanceId id) {
    return new Refusal("InvalidInstanceID.NotFound", "The instance ID '" + id + "' does not exist");
  }

  static Refusal instanceState(InstanceId id) {
    return new Refusal(
        "IncorrectState", "Instance '" + id + "' is not in a state that allows this action.");
  }

  static Refusal attachmentNotFound(AttachmentId id) {
    return new Refusal(
        "InvalidAttachmentID.NotFound", "The attachment ID '" + id + "' does not exist");
  }

  static Refusal attachmentLimit(int count, String type) {
    return new Refusal(
        "AttachmentLimitExceeded", "Interface count " + count + " exceeds the limit for " + type);
  }

  static Refusal deviceIndexInUse(InstanceId id, int index) {
    return new Refusal(
        "InvalidParameterValue",
        "Instance '" + id + "' already has an interface attached at device index '" + index + "'.");
  }

  static Refusal primaryStays() {
    return new Refusal(
        "OperationNotPermitted",
        "The network interface at device index 0 and networkCard index 0 cannot be detached.");
  }

  static Refusal otherZone() {
    return new Refusal(
        "InvalidParameterCombination",
        "You may not attach a network interface to an instance if they are not in the same"
            + " availability zone");
  }

  static Refusal addressLimit() {
    return new Refusal(
        "PrivateIpAddressLimitExceeded", "Number of private addresses will exceed limit.");
  }

  static Refusal noFreeAddress() {
    return new Refusal(
        "InsufficientFreeAddressesInSubnet",
        "The specified subnet does not have enough free addresses to satisfy the request.");
  }

  static Refusal noFreeAddressForInstance(SubnetId id) {
    return new Refusal(
        "InsufficientFreeAddressesInSubnet",
        "There are not enough free addresses in subnet '"
            + id
            + "' to satisfy the requested number of instances.");
  }

  static Refusal addressOutsideSubnet(IpAddress address) {
    return new Refusal(
        "InvalidParameterValue",
        "Address " + address + " does not fall within the subnet's address range");
  }

  static Refusal addressReserved(IpAddress address) {
    return new Refusal(
        "InvalidParameterValue", "Address " + address + " is in subnet's reserved address range");
  }

  static Refusal primaryAddressInUse(Ipv4Address address) {
    return new Refusal("InvalidIPAddress.InUse", "Address " + address + " is in use.");
  }

  static Refusal secondaryAddressInUse(IpAddress address) {
    return new Refusal("InvalidParameterValue", "Address " + address + " is in use.");
  }

  static Refusal addressesNotAssigned(EniId id) {
    return new Refusal(
        "InvalidParameterValue",
        "Some of the specified addresses are not assigned to interface " + id);
  }

  static Refusal groupNotFound(SecurityGroupId id) {
    return new Refusal("InvalidGroup.NotFound", "The security group '" + id + "' does not exist");
  }

  static Refusal groupOfOtherNetwork(SecurityGroupId group, SubnetId subnet) {
    return new Refusal(
        "InvalidParameter",
        "Security group " + group + " and subnet " + subnet + " belong to different networks.");
  }

  static Refusal groupsPerInterfaceLimit() {
    return new Refusal(
        "SecurityGroupsPerInterfaceLimitExceeded",
        "The maximum number of security groups per interface has been reached.");
  }

  static Refusal missing(String parameter) {
    return new Refusal("MissingParameter", "The request must contain the parameter " + parameter);
  }

  static Refusal unknownType(String type) {
    return new Refusal("InvalidParameterValue", "Invalid value '" + type + "' for InstanceType.");
  }

  static Refusal notTaggable(String id) {
    return new Refusal("InvalidID", "The ID '" + id + "' is not valid");
  }

  static Refusal resourceNotFound(String code, String noun, String id) {
    return new Refusal(code, "The " + noun + " ID '" + id + "' does not exist");
  }

  static Refusal tagLimit() {
    return new Refusal(
        "TagLimitExceeded", "The maximum number of Tags for a resource has been reached.");
  }

  static Refusal reservedTag() {
    return new Refusal(
        "InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use");
  }
}
