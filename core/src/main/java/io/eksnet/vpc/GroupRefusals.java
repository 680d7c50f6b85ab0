package io.eksnet.vpc;

import io.eksnet.id.Refusal;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SecurityGroupRuleId;
import io.eksnet.id.VpcId;
import io.eksnet.net.Protocol;
import java.util.Locale;

/** EC2's refusals about security groups and their rules; see {@link Ec2Refusals}. */
final class GroupRefusals {
  private GroupRefusals() {}

  static Refusal reservedName() {
    return new Refusal("InvalidGroup.Reserved", "Cannot use reserved security group name: default");
  }

  static Refusal nameLikeId(String name) {
    return new Refusal(
        "InvalidParameterValue",
        "Value ("
            + name
            + ") for parameter GroupName is invalid. Group names may not be in the format sg-*.");
  }

  static Refusal duplicateName(String name, VpcId vpc) {
    return new Refusal(
        "InvalidGroup.Duplicate",
        "The security group '" + name + "' already exists for VPC '" + vpc + "'");
  }

  static Refusal limit() {
    return new Refusal(
        "SecurityGroupLimitExceeded", "The maximum number of security groups has been reached.");
  }

  static Refusal defaultStays(SecurityGroupId id) {
    return new Refusal(
        "CannotDelete",
        "the specified group: \"" + id + "\" name: \"default\" cannot be deleted by a user");
  }

  static Refusal inUse(SecurityGroupId id) {
    return new Refusal("DependencyViolation", "resource " + id + " has a dependent object");
  }

  static Refusal peerOfOtherNetwork() {
    return new Refusal(
        "InvalidGroup.NotFound",
        "You have specified two resources that belong to different networks.");
  }

  static Refusal ruleExists(Permission permission) {
    return new Refusal(
        "InvalidPermission.Duplicate",
        "the specified rule \"" + words(permission) + "\" already exists");
  }

  static Refusal sameTwice() {
    return new Refusal(
        "InvalidParameterValue", "The same permission must not appear multiple times");
  }

  static Refusal ruleLimit() {
    return new Refusal(
        "RulesPerSecurityGroupLimitExceeded",
        "The maximum number of rules per security group has been reached.");
  }

  static Refusal ruleNotFound() {
    return new Refusal(
        "InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
  }

  static Refusal ruleIdNotFound(SecurityGroupRuleId id) {
    return new Refusal(
        "InvalidSecurityGroupRuleId.NotFound",
        "The security group rule ID '" + id + "' does not exist");
  }

  static Refusal sameRuleTwice(SecurityGroupRuleId id) {
    return new Refusal(
        "InvalidParameterValue",
        "The security group rule ID '" + id + "' must not appear multiple times");
  }

  static Refusal otherKindOfPeer(SecurityGroupRuleId id) {
    return new Refusal(
        "InvalidParameterValue",
        "The type of the source or destination of the security group rule '"
            + id
            + "' cannot be changed. Expected one of the same type.");
  }

  static Refusal defaultNotAssociated(SecurityGroupId id) {
    return new Refusal(
        "InvalidParameterCombination",
        "The default security group '" + id + "' cannot be associated with other VPCs.");
  }

  static Refusal defaultVpcNotAssociated() {
    return new Refusal(
        "InvalidParameterCombination",
        "Security groups cannot be associated with or from a default VPC.");
  }

  static Refusal notAssociable(SecurityGroupId id, VpcId vpc) {
    return new Refusal(
        "InvalidParameterValue",
        "The security group '"
            + id
            + "' cannot be associated with VPC '"
            + vpc
            + "'. Expected another VPC of the same account and Region.");
  }

  static Refusal notAssociated(SecurityGroupId id, VpcId vpc) {
    return new Refusal(
        "InvalidSecurityGroupVpcAssociation.NotFound",
        "The security group '" + id + "' is not associated with VPC '" + vpc + "'.");
  }

  private static String words(Permission permission) {
    Traffic traffic = permission.traffic();
    Protocol protocol = traffic.protocol();
    String what = protocol.toString().toUpperCase(Locale.ROOT);
    if (Traffic.hasPorts(protocol)) {
      what += ", from port: " + traffic.ports().from() + ", to port: " + traffic.ports().to();
    } else if (protocol.isIcmp()) {
      what += ", type: " + traffic.icmp().type() + ", code: " + traffic.icmp().code();
    }
    return "peer: " + permission.peer() + ", " + what + ", ALLOW";
  }
}
