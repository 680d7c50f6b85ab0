package io.eksnet.vpc;

import io.eksnet.id.Refusal;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.id.VpcEndpointServiceId;
import io.eksnet.id.VpcId;
import java.util.List;

/** EC2's refusals about VPC endpoints and endpoint services; see {@link Ec2Refusals}. */
final class EndpointRefusals {
  private EndpointRefusals() {}

  static Refusal serviceName(String name) {
    return new Refusal(
        "InvalidServiceName", "The Vpc Endpoint Service '" + name + "' does not exist");
  }

  static Refusal typeNotOffered(VpcEndpoint.Type asked, List<EndpointOffer> offers) {
    return new Refusal(
        "InvalidParameter",
        "Endpoint type ("
            + asked.text()
            + ") does not match available service types ("
            + offers.stream().map(offer -> offer.type().text()).toList()
            + ").");
  }

  static Refusal endpointNotFound(VpcEndpointId id) {
    return new Refusal(
        "InvalidVpcEndpointId.NotFound", "The Vpc Endpoint Id '" + id + "' does not exist");
  }

  /** The items of DeleteVpcEndpoints have a code of their own. */
  static Refusal endpointItemNotFound(VpcEndpointId id) {
    return new Refusal(
        "InvalidVpcEndpoint.NotFound", "The Vpc Endpoint Id '" + id + "' does not exist");
  }

  static Refusal endpointLimit() {
    return new Refusal(
        "VpcEndpointLimitExceeded", "The maximum number of VPC endpoints has been reached.");
  }

  static Refusal endpointState(VpcEndpoint endpoint) {
    return new Refusal(
        "IncorrectState",
        "The VPC endpoint '" + endpoint.id() + "' is in state " + endpoint.state().text() + ".");
  }

  static Refusal policyTooLong(int length) {
    return new Refusal(
        "InvalidPolicyDocument",
        "The policy document has "
            + length
            + " characters. The maximum is "
            + CreateVpcEndpoint.MAX_POLICY
            + ".");
  }

  static Refusal noPolicy(String service) {
    return new Refusal(
        "InvalidParameter", "The service " + service + " does not support endpoint policies.");
  }

  static Refusal routeTableNotFound(RouteTableId id) {
    return new Refusal(
        "InvalidRouteTableId.NotFound", "The routeTable ID '" + id + "' does not exist");
  }

  static Refusal tableOfOtherNetwork(RouteTableId table, VpcId vpc) {
    return new Refusal(
        "InvalidParameter",
        "Route table " + table + " and VPC " + vpc + " belong to different networks");
  }

  static Refusal routeExists(RouteTableId table, RouteTable.Destination destination) {
    return new Refusal(
        "RouteAlreadyExists",
        "route table "
            + table
            + " already has a route with destination-prefix-list-id "
            + destination);
  }

  static Refusal notRoutable(VpcEndpoint endpoint) {
    return new Refusal(
        "RouteNotSupported",
        "VPC endpoint "
            + endpoint.id()
            + " of type "
            + endpoint.type().text()
            + " cannot be the target of a route.");
  }

  static Refusal noSuchTable(RouteTableId table, VpcEndpointId endpoint) {
    return new Refusal(
        "InvalidParameter",
        "Route table " + table + " is not associated with the VPC endpoint " + endpoint + ".");
  }

  static Refusal subnetOfOtherNetwork(SubnetId subnet, VpcId vpc) {
    return new Refusal(
        "InvalidParameter",
        "Subnet " + subnet + " and VPC " + vpc + " belong to different networks");
  }

  static Refusal groupOfOtherNetwork(SecurityGroupId group, VpcId vpc) {
    return new Refusal(
        "InvalidParameter",
        "Security group " + group + " and VPC " + vpc + " belong to different networks.");
  }

  static Refusal duplicateZone(SubnetId subnet) {
    return new Refusal(
        "DuplicateSubnetsInSameZone",
        "Found another VPC endpoint subnet in the availability zone of "
            + subnet
            + ". VPC endpoint subnets should be in different availability zones supported by the"
            + " VPC endpoint service.");
  }

  static Refusal zoneNotSupported(String service, SubnetId subnet) {
    return new Refusal(
        "InvalidParameter",
        "The VPC endpoint service "
            + service
            + " does not support the availability zone of the subnet: "
            + subnet
            + ".");
  }

  static Refusal noSuchSubnet(SubnetId subnet, VpcEndpointId endpoint) {
    return new Refusal(
        "InvalidParameter",
        "Subnet " + subnet + " is not associated with the VPC endpoint " + endpoint + ".");
  }

  static Refusal noSuchGroup(SecurityGroupId group, VpcEndpointId endpoint) {
    return new Refusal(
        "InvalidParameter",
        "Security group " + group + " is not associated with the VPC endpoint " + endpoint + ".");
  }

  static Refusal lastGroup(VpcEndpointId endpoint) {
    return new Refusal(
        "InvalidParameter",
        "The VPC endpoint " + endpoint + " must have at least one security group.");
  }

  static Refusal privateDnsAttributes(VpcId vpc) {
    return new Refusal(
        "InvalidParameter",
        "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes"
            + " set to true for "
            + vpc);
  }

  static Refusal noPrivateDns(String service) {
    return new Refusal(
        "InvalidParameter",
        "Private DNS can't be enabled because the service "
            + service
            + " does not provide a private DNS name.");
  }

  static Refusal privateDnsNotVerified(String service) {
    return new Refusal(
        "InvalidParameter",
        "Private DNS can't be enabled because the service "
            + service
            + " has not verified the private DNS name.");
  }

  static Refusal privateDnsConflict(String name, VpcId vpc) {
    return new Refusal(
        "InvalidParameter",
        "private-dns-enabled cannot be set because there is already a conflicting DNS domain for "
            + name
            + " in the VPC "
            + vpc);
  }

  static Refusal otherType(String parameter, VpcEndpoint.Type type) {
    return new Refusal(
        "InvalidParameter",
        "The parameter " + parameter + " cannot be used with an endpoint of type " + type.text());
  }

  static Refusal serviceNotFound(VpcEndpointServiceId id) {
    return new Refusal(
        "InvalidVpcEndpointServiceId.NotFound",
        "The VpcEndpointService Id '" + id + "' does not exist");
  }

  static Refusal serviceInUse(VpcEndpointServiceId id) {
    return new Refusal(
        "ExistingVpcEndpointConnections",
        "Service " + id + " has existing active VPC Endpoint connections!");
  }

  static Refusal loadBalancerNotFound(String arn) {
    return new Refusal(
        "InvalidParameter", "The network load balancer '" + arn + "' does not exist");
  }

  static Refusal noLoadBalancer(VpcEndpointServiceId id) {
    return new Refusal(
        "InvalidParameter", "The service " + id + " must have at least one load balancer.");
  }

  static Refusal badPrincipal(String principal) {
    return new Refusal("InvalidPrincipal", "Invalid Principal: '" + principal + "'");
  }

  static Refusal badDnsName(String name) {
    return new Refusal(
        "InvalidParameter", "The private DNS name '" + name + "' is not a valid domain name.");
  }

  static Refusal noDnsName(VpcEndpointServiceId id) {
    return new Refusal(
        "InvalidParameter", "The service " + id + " does not have a private DNS name.");
  }

  static Refusal connectionNotFound(VpcEndpointId endpoint, VpcEndpointServiceId service) {
    return new Refusal(
        "InvalidVpcEndpointId.NotFound",
        "The Vpc Endpoint Id '" + endpoint + "' is not connected to the service " + service);
  }

  static Refusal connectionState(VpcEndpoint endpoint) {
    return new Refusal(
        "InvalidState",
        "The VPC endpoint '"
            + endpoint.id()
            + "' is in state "
            + endpoint.state().text()
            + ", which does not allow this action.");
  }
}
