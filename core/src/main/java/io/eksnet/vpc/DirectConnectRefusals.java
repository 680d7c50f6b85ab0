package io.eksnet.vpc;

import io.eksnet.id.Refusal;

/** Direct Connect's refusals; all have one code, and the message tells them apart. */
final class DirectConnectRefusals {
  private static final String CODE = "DirectConnectClientException";

  private DirectConnectRefusals() {}

  static Refusal gatewayNotFound(Object id) {
    return new Refusal(CODE, "Direct Connect Gateway " + id + " does not exist");
  }

  static Refusal interfaceNotFound(Object id) {
    return new Refusal(CODE, "VirtualInterface " + id + " does not exist");
  }

  static Refusal associationNotFound(Object id) {
    return new Refusal(CODE, "Direct Connect Gateway association " + id + " does not exist");
  }

  static Refusal targetNotFound(Object id) {
    return new Refusal(CODE, "Gateway " + id + " does not exist");
  }

  static Refusal badAsn(long asn) {
    return new Refusal(
        CODE,
        "Amazon side ASN "
            + asn
            + " is invalid. Expecting a value from 64512 to 65534 or from 4200000000 to"
            + " 4294967294");
  }

  static Refusal badVlan(int vlan) {
    return new Refusal(CODE, "VLAN " + vlan + " is invalid. Expecting a value from 1 to 4094");
  }

  static Refusal vlanInUse(int vlan, String connection) {
    return new Refusal(CODE, "VLAN " + vlan + " is already in use on connection " + connection);
  }

  static Refusal badAdvertised(String text) {
    return new Refusal(
        CODE,
        "The tag "
            + VirtualInterface.ADVERTISES
            + " has the value '"
            + text
            + "'. Expecting CIDR blocks with a space between each two");
  }

  static Refusal gatewayInUse(Object id) {
    return new Refusal(
        CODE, "Direct Connect Gateway " + id + " has virtual interfaces or associations");
  }

  static Refusal associated(Object gateway, Object with) {
    return new Refusal(
        CODE, "Direct Connect Gateway " + gateway + " is already associated with " + with);
  }

  static Refusal otherKind(Object gateway, String has) {
    return new Refusal(CODE, "Direct Connect Gateway " + gateway + " is already used with " + has);
  }

  static Refusal notAttached(Object gateway) {
    return new Refusal(CODE, "Virtual private gateway " + gateway + " is not attached to a VPC");
  }

  static Refusal overlap(Object gateway, Object vpc, Object other) {
    return new Refusal(
        CODE,
        "The CIDR blocks of "
            + vpc
            + " and "
            + other
            + ", both on Direct Connect Gateway "
            + gateway
            + ", overlap");
  }

  static Refusal prefixesMissing() {
    return new Refusal(CODE, "Allowed prefixes are required for a transit gateway");
  }

  static Refusal notAssociated(Object id) {
    return new Refusal(CODE, "Direct Connect Gateway association " + id + " is not associated");
  }

  static Refusal resourceNotFound(String arn) {
    return new Refusal(CODE, "Resource " + arn + " does not exist");
  }

  static Refusal tooManyTags() {
    return new Refusal(
        "TooManyTagsException", "You have reached the limit on the number of tags: 50");
  }

  static Refusal gone(Object id) {
    return new Refusal(CODE, id + " is deleting or was deleted");
  }
}
