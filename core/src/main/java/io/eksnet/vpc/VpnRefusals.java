package io.eksnet.vpc;

import io.eksnet.id.CustomerGatewayId;
import io.eksnet.id.Refusal;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpnConnectionId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.net.Cidr;

/** EC2's refusals about VPN; see {@link Ec2Refusals}. */
final class VpnRefusals {
  private VpnRefusals() {}

  static Refusal gatewayNotFound(VpnGatewayId id) {
    return new Refusal(
        "InvalidVpnGatewayID.NotFound", "The vpnGateway ID '" + id + "' does not exist");
  }

  static Refusal gatewayLimit() {
    return new Refusal(
        "VpnGatewayLimitExceeded",
        "The maximum number of virtual private gateways has been reached.");
  }

  static Refusal gatewayBusy(VpnGatewayId id) {
    return new Refusal(
        "IncorrectState", "The virtual private gateway '" + id + "' is in an incorrect state.");
  }

  static Refusal gatewayInUse(VpnGatewayId id) {
    return new Refusal("IncorrectState", "The vpnGateway '" + id + "' is in use.");
  }

  static Refusal attachmentLimit(VpcId vpc) {
    return new Refusal(
        "VpnGatewayAttachmentLimitExceeded",
        "The maximum number of virtual private gateway attachments has been reached for "
            + vpc
            + ".");
  }

  static Refusal gatewayElsewhere(VpnGatewayId id, VpcId vpc) {
    return new Refusal(
        "VpnGatewayAttachmentLimitExceeded",
        "The virtual private gateway '" + id + "' is already attached to " + vpc + ".");
  }

  static Refusal notAttached(VpnGatewayId id, VpcId vpc) {
    return new Refusal(
        "InvalidVpnGatewayAttachment.NotFound",
        "The attachment with vpn gateway ID '" + id + "' and vpc ID '" + vpc + "' does not exist");
  }

  static Refusal customerGatewayNotFound(CustomerGatewayId id) {
    return new Refusal(
        "InvalidCustomerGatewayID.NotFound", "The customerGateway ID '" + id + "' does not exist");
  }

  static Refusal customerGatewayLimit() {
    return new Refusal(
        "CustomerGatewayLimitExceeded",
        "The maximum number of customer gateways has been reached.");
  }

  static Refusal customerGatewayInUse() {
    return new Refusal("IncorrectState", "The customer gateway is in use.");
  }

  static Refusal badAsn(long asn) {
    return new Refusal(
        "InvalidParameterValue",
        "Value (" + asn + ") for parameter bgpAsn is invalid. Invalid BGP ASN");
  }

  static Refusal connectionNotFound(VpnConnectionId id) {
    return new Refusal(
        "InvalidVpnConnectionID.NotFound", "The vpnConnection ID '" + id + "' does not exist");
  }

  static Refusal connectionLimit() {
    return new Refusal(
        "VpnConnectionLimitExceeded", "The maximum number of VPN connections has been reached.");
  }

  static Refusal connectionBusy() {
    return new Refusal(
        "InvalidVpnConnection.InvalidState",
        "The VPN connection must be in the available state to complete the request.");
  }

  static Refusal connectionDeleted(VpnConnectionId id) {
    return new Refusal(
        "IncorrectState", "The vpnConnection '" + id + "' is deleting or was deleted.");
  }

  static Refusal notStatic() {
    return new Refusal(
        "InvalidVpnConnection.InvalidType",
        "The specified VPN connection does not support static routes.");
  }

  static Refusal routeExists(Cidr cidr) {
    return new Refusal("RouteAlreadyExists", "The route " + cidr + " already exists.");
  }

  static Refusal routeNotFound(Cidr cidr) {
    return new Refusal(
        "InvalidRoute.NotFound", "The route with destination " + cidr + " does not exist.");
  }

  static Refusal badInside(Cidr cidr) {
    return new Refusal(
        "InvalidParameterValue",
        "Value ("
            + cidr
            + ") for parameter TunnelInsideCidr is invalid. Expecting an unused /30 of"
            + " 169.254.0.0/16 that AWS does not reserve.");
  }

  /** The key itself is not repeated. */
  static Refusal badKey() {
    return new Refusal(
        "InvalidParameterValue",
        "Value for parameter PreSharedKey is invalid. Expecting 8 to 64 letters, digits, periods and"
            + " underscores that do not start with zero.");
  }

  static Refusal noTunnelAddress() {
    return new Refusal(
        "InsufficientAddressCapacity", "There is no address left for another tunnel.");
  }
}
