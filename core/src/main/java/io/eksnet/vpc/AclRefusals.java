package io.eksnet.vpc;

import io.eksnet.id.NetworkAclAssociationId;
import io.eksnet.id.NetworkAclId;
import io.eksnet.id.Refusal;
import io.eksnet.id.SubnetId;

/** EC2's refusals about network ACLs; see {@link Ec2Refusals}. */
final class AclRefusals {
  private AclRefusals() {}

  static Refusal notFound(NetworkAclId id) {
    return new Refusal(
        "InvalidNetworkAclID.NotFound", "The networkAcl ID '" + id + "' does not exist");
  }

  static Refusal limit() {
    return new Refusal(
        "NetworkAclLimitExceeded", "The maximum number of network ACLs has been reached.");
  }

  static Refusal defaultStays(NetworkAclId id) {
    return new Refusal("InvalidParameterValue", "cannot delete default network ACL " + id);
  }

  static Refusal inUse(NetworkAclId id) {
    return new Refusal(
        "DependencyViolation",
        "The networkAcl '" + id + "' has dependencies and cannot be deleted.");
  }

  static Refusal badNumber(int number) {
    return new Refusal(
        "InvalidParameterValue",
        "Value ("
            + number
            + ") for parameter ruleNumber is invalid. Expected 1 to "
            + (NetworkAcl.FINAL_RULE_NUMBER - 1)
            + ".");
  }

  static Refusal entryExists(int number) {
    return new Refusal(
        "NetworkAclEntryAlreadyExists",
        "The network acl entry identified by " + number + " already exists.");
  }

  static Refusal entryNotFound(int number) {
    return new Refusal(
        "InvalidNetworkAclEntry.NotFound",
        "The network acl entry identified by " + number + " does not exist.");
  }

  static Refusal entryLimit() {
    return new Refusal(
        "NetworkAclEntryLimitExceeded",
        "The maximum number of network ACL entries has been reached.");
  }

  static Refusal associationNotFound(NetworkAclAssociationId id) {
    return new Refusal(
        "InvalidAssociationID.NotFound", "The association ID '" + id + "' does not exist");
  }

  static Refusal otherNetwork(NetworkAclId acl, SubnetId subnet) {
    return new Refusal(
        "InvalidParameterValue",
        "Network ACL " + acl + " and subnet " + subnet + " belong to different networks");
  }
}
