package io.eksnet.vpc;

import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.Refusal;
import io.eksnet.id.VpcId;

/** EC2's refusals about internet gateways of both kinds; see {@link Ec2Refusals}. */
final class GatewayRefusals {
  private GatewayRefusals() {}

  static Refusal gatewayNotFound(String id) {
    return new Refusal("InvalidGatewayID.NotFound", "The gateway ID '" + id + "' does not exist");
  }

  static Refusal notAttached(String gateway, VpcId vpc) {
    return new Refusal(
        "Gateway.NotAttached", "resource " + gateway + " is not attached to network " + vpc);
  }

  static Refusal mappedAddresses(VpcId vpc) {
    return new Refusal(
        "DependencyViolation",
        "Network "
            + vpc
            + " has some mapped public address(es). Please unmap those public address(es) before"
            + " detaching the gateway.");
  }

  static Refusal gatewayHasTable(InternetGatewayId id) {
    return new Refusal(
        "DependencyViolation",
        "The internetGateway '"
            + id
            + "' is associated with a route table and cannot be detached.");
  }

  static Refusal gatewayHasDependencies(InternetGatewayId id) {
    return new Refusal(
        "DependencyViolation",
        "The internetGateway '" + id + "' has dependencies and cannot be deleted.");
  }

  static Refusal vpcHasEgressOnlyGateway(VpcId vpc) {
    return new Refusal(
        "InvalidParameterValue",
        "Network " + vpc + " already has an egress only internet gateway attached");
  }

  static Refusal egressOnlyGatewayLimit() {
    return new Refusal(
        "EgressOnlyInternetGatewayLimitExceeded",
        "The maximum number of egress-only internet gateways has been reached.");
  }
}
