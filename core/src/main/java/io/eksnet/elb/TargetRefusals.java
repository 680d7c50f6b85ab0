package io.eksnet.elb;

import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Refusal;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.id.VpcId;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * ELB's refusals about target groups and targets, with its codes and its words where they are known
 * (clients' logs and issues; for the rest the API reference's description of the code).
 */
final class TargetRefusals {
  private TargetRefusals() {}

  static Refusal groupNotFound() {
    return new Refusal("TargetGroupNotFound", "One or more target groups not found");
  }

  static Refusal duplicateName(String name) {
    return new Refusal(
        "DuplicateTargetGroupName",
        "A target group with the same name '" + name + "' exists, but with different settings");
  }

  static Refusal tooManyGroups() {
    return new Refusal(
        "TooManyTargetGroups",
        "You've reached the limit on the number of target groups for your AWS account");
  }

  static Refusal inUse(TargetGroupArn arn) {
    return new Refusal(
        "ResourceInUse", "Target group '" + arn + "' is currently in use by a listener or a rule");
  }

  static Refusal invalid(String message) {
    return new Refusal("ValidationError", message);
  }

  static Refusal configuration(String message) {
    return new Refusal("InvalidConfigurationRequest", message);
  }

  static Refusal vpcNotFound(VpcId vpc) {
    return invalid("The VPC ID '" + vpc + "' is not found");
  }

  static Refusal notServed(String what, String instead) {
    return new Refusal(
        "UnsupportedOperation",
        "eksnet does not serve " + what + ". Nothing was done; " + instead + ".");
  }

  static Refusal unknownAttribute(String key) {
    return invalid("Target group attribute key '" + key + "' is not recognized");
  }

  static Refusal unsupportedAttribute() {
    return configuration("The provided target group attribute is not supported");
  }

  static Refusal badAttribute(String key, String value, String expected) {
    return invalid(
        "Target group attribute value '"
            + value
            + "' of key '"
            + key
            + "' is not valid. Expected "
            + expected);
  }

  static Refusal stickiness(String type, String protocol) {
    return configuration(
        "Stickiness type '"
            + type
            + "' is not supported for target groups with the "
            + protocol
            + " protocol");
  }

  static Refusal badInstance(String id) {
    return invalid("Instance ID '" + id + "' is not valid");
  }

  static Refusal notInVpc() {
    return new Refusal(
        "InvalidTarget",
        "The specified target does not exist or is not in the same VPC as the target group");
  }

  static Refusal notRunning(Collection<String> ids) {
    return new Refusal(
        "InvalidTarget",
        "The following targets are not in a running state and cannot be registered: "
            + ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", ")));
  }

  static Refusal notSupported(Collection<String> ids) {
    return new Refusal(
        "InvalidTarget", "Targets {" + String.join(", ", ids) + "} are not supported");
  }

  static Refusal badAddress(String address, String family) {
    return invalid("The IP address '" + address + "' is not a valid " + family + " address");
  }

  static Refusal publicAddress(String address) {
    return new Refusal(
        "InvalidTarget",
        "The IP address '"
            + address
            + "' is not within any subnet of the VPC or any valid range: 10.0.0.0/8, 100.64.0.0/10,"
            + " 172.16.0.0/12, 192.168.0.0/16");
  }

  static Refusal zoneRequired(String address) {
    return invalid(
        "The Availability Zone is required for IP address '"
            + address
            + "' because it is not in the VPC");
  }

  static Refusal zoneWithoutCrossZone(String address) {
    return invalid(
        "Since cross-zone load balancing is off for the target group and the IP address '"
            + address
            + "' is outside the VPC, you must specify an Availability Zone of the VPC");
  }

  static Refusal zoneOverridden(String address, String asked, String own) {
    return invalid(
        "The IP address '"
            + address
            + "' is within the VPC, and cannot have its Availability Zone overridden to '"
            + asked
            + "' from '"
            + own
            + "'");
  }

  static Refusal badZone(String zone) {
    return invalid("The Availability Zone '" + zone + "' is not valid");
  }

  static Refusal zoneNotSupported(TargetGroup.TargetType type) {
    return invalid(
        "Availability Zones are not supported for targets of target groups with target type '"
            + type.text()
            + "'");
  }

  static Refusal noListener() {
    return invalid(
        "If the target type is ALB, the target must have at least one listener that matches the"
            + " target group port or any specified port overrides");
  }

  static Refusal tooManyInGroup(int most, TargetGroupArn arn) {
    return new Refusal(
        "TooManyTargets",
        "The maximum number of targets per target group '"
            + most
            + "' has been reached on target group '"
            + arn
            + "'");
  }

  static Refusal tooManyInBalancer(int most, LoadBalancerArn arn) {
    return new Refusal(
        "TooManyTargets",
        "The maximum number of targets per load balancer '"
            + most
            + "' has been reached on load balancer '"
            + arn
            + "'");
  }

  static Refusal tooManyInZone(int most, String zone, LoadBalancerArn arn) {
    return new Refusal(
        "TooManyTargets",
        "The maximum number of targets per Availability Zone '"
            + most
            + "' has been reached in '"
            + zone
            + "' on load balancer '"
            + arn
            + "'");
  }

  static Refusal tooManyRegistrations(int most, String id, LoadBalancerArn arn) {
    return new Refusal(
        "TooManyRegistrationsForTargetId",
        "The maximum number of registrations '"
            + most
            + "' for target '"
            + id
            + "' has been reached on load balancer '"
            + arn
            + "'");
  }

  static Refusal badQuic(List<String> ids) {
    return invalid(
        "A QUIC server ID of the form 0x and 16 hexadecimal characters in lower case must be"
            + " specified, once, for each target: "
            + ids);
  }

  static Refusal outOfRange(String member, long value, long least, long most) {
    return invalid(
        "1 validation error detected: Value '"
            + value
            + "' at '"
            + member
            + "' failed to satisfy constraint: Member must have value "
            + (value < least
                ? "greater than or equal to " + least
                : "less than or equal to " + most));
  }
}
