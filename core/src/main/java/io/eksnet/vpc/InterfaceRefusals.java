package io.eksnet.vpc;

import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
import io.eksnet.id.Refusal;
import io.eksnet.id.TrunkAssociationId;
import io.eksnet.net.Cidr;

/**
 * EC2's refusals about prefixes, attributes, network cards and trunks. Codes are those of the EC2
 * API reference; words are as seen in clients' logs, and where no log was found, our own in EC2's
 * manner.
 */
final class InterfaceRefusals {
  private InterfaceRefusals() {}

  static Refusal noFreePrefix() {
    return new Refusal(
        "InsufficientCidrBlocks",
        "There are not enough free cidr blocks in the specified subnet to satisfy the request");
  }

  static Refusal noFreePrefixForNew() {
    return new Refusal(
        "InvalidParameterValue", "There aren't sufficient free Ipv4 addresses or prefixes");
  }

  static Refusal noPrefix(Cidr block, int length) {
    return new Refusal(
        "InvalidParameterValue",
        "Value (" + block + ") for parameter prefixes is invalid. Expected a /" + length + ".");
  }

  static Refusal prefixOutsideSubnet(Cidr block) {
    return new Refusal(
        "InvalidParameterValue",
        "Prefix " + block + " does not fall within the subnet's address range");
  }

  static Refusal prefixInUse(Cidr block) {
    return new Refusal("InvalidParameterValue", "Prefix " + block + " is in use.");
  }

  static Refusal prefixesNotAssigned(EniId id) {
    return new Refusal(
        "InvalidParameterValue",
        "Some of the specified prefixes are not assigned to interface " + id);
  }

  static Refusal prefixesNotSupported(String type) {
    return new Refusal(
        "InvalidParameterCombination",
        "Prefix delegation is not supported on instance type " + type + ".");
  }

  static Refusal notTogether(String one, String other) {
    return new Refusal(
        "InvalidParameterCombination",
        "The parameter " + one + " cannot be used with the parameter " + other);
  }

  static Refusal invalid(String parameter, Object value, String expected) {
    return new Refusal(
        "InvalidParameterValue",
        "Value (" + value + ") for parameter " + parameter + " is invalid. Expected " + expected);
  }

  static Refusal noIpv6(Object subnet) {
    return new Refusal(
        "InvalidParameterValue", "The subnet '" + subnet + "' has no IPv6 CIDR block.");
  }

  static Refusal noSuchCard(InstanceId instance, int card) {
    return new Refusal(
        "InvalidParameterValue",
        "Instance '" + instance + "' has no network card with index '" + card + "'.");
  }

  static Refusal trunkNotSupported(String type) {
    return new Refusal(
        "InvalidParameterCombination",
        "Trunk network interfaces are not supported on instance type " + type + ".");
  }

  static Refusal noTrunk(EniId id) {
    return new Refusal(
        "InvalidParameterValue", "The network interface '" + id + "' is not a trunk interface.");
  }

  static Refusal noBranch(EniId id) {
    return new Refusal(
        "InvalidParameterValue",
        "The network interface '"
            + id
            + "' cannot be a branch interface: expected an ordinary one"
            + " that is not in use.");
  }

  static Refusal branchElsewhere(EniId branch, EniId trunk) {
    return new Refusal(
        "InvalidParameterCombination",
        "The network interfaces '"
            + branch
            + "' and '"
            + trunk
            + "' are not in the same VPC and Availability Zone.");
  }

  static Refusal trunkKeyInUse(EniId trunk, Object key) {
    return new Refusal(
        "InvalidParameterValue",
        "The trunk interface '" + trunk + "' already has an association with the " + key + ".");
  }

  static Refusal trunkAssociationNotFound(TrunkAssociationId id) {
    return new Refusal(
        "InvalidTrunkInterfaceAssociationID.NotFound",
        "The trunk interface association ID '" + id + "' does not exist");
  }
}
