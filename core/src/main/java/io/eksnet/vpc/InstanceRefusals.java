package io.eksnet.vpc;

import io.eksnet.id.InstanceId;
import io.eksnet.id.Refusal;

/**
 * EC2's refusals about launching, stopping and changing instances. Codes are those of the EC2 API
 * reference; words are as seen in clients' logs where known.
 */
final class InstanceRefusals {
  private InstanceRefusals() {}

  static Refusal badCount(int least, int most) {
    return new Refusal(
        "InvalidParameterValue",
        "Value ( "
            + (least < 1 ? least : most)
            + " ) for parameter "
            + (least < 1 ? "minCount" : "maxCount")
            + " is invalid. Expected minCount of 1 or more, and maxCount of minCount or more.");
  }

  static Refusal severalWithOneAddress() {
    return new Refusal(
        "InvalidParameterCombination",
        "A private IP address, or a network interface that exists, cannot be given to more than one"
            + " instance.");
  }

  static Refusal noPrimaryInterface() {
    return new Refusal(
        "InvalidParameterValue",
        "Expected exactly one network interface at device index 0 of network card 0, and each"
            + " device index once.");
  }

  static Refusal publicAddressWithSeveral() {
    return new Refusal(
        "InvalidParameterCombination",
        "The associatePublicIPAddress parameter cannot be specified when launching with multiple"
            + " network interfaces.");
  }

  static Refusal publicAddressForExisting() {
    return new Refusal(
        "InvalidParameterCombination",
        "The associatePublicIPAddress parameter can only be specified for the network interface"
            + " with DeviceIndex 0 that the launch creates.");
  }

  static Refusal addressLimit(String type) {
    return new Refusal(
        "InvalidInterface.IpAddressLimitExceeded",
        "The number of IP addresses on the interface exceeds the limit for " + type + ".");
  }

  static Refusal terminationDisabled(InstanceId id) {
    return new Refusal(
        "OperationNotPermitted",
        "The instance '"
            + id
            + "' may not be terminated. Modify its 'disableApiTermination' instance attribute and"
            + " try again.");
  }

  static Refusal stopDisabled(InstanceId id) {
    return new Refusal(
        "OperationNotPermitted",
        "The instance '"
            + id
            + "' may not be stopped. Modify its 'disableApiStop' instance attribute and try"
            + " again.");
  }

  static Refusal wrongState(InstanceId id, String done) {
    return new Refusal(
        "IncorrectInstanceState",
        "The instance '" + id + "' is not in a state from which it can be " + done + ".");
  }

  static Refusal notStopped(InstanceId id) {
    return new Refusal(
        "IncorrectInstanceState", "The instance '" + id + "' is not in the 'stopped' state.");
  }

  static Refusal severalInterfaces(InstanceId id) {
    return new Refusal(
        "InvalidInstanceID",
        "There are multiple interfaces attached to instance '"
            + id
            + "'. Please specify an interface ID for the operation instead.");
  }

  static Refusal noSuchDevice(InstanceId id, String device) {
    return new Refusal(
        "InvalidInstanceAttributeValue",
        "No device is currently mapped at " + device + " of instance '" + id + "'");
  }
}
