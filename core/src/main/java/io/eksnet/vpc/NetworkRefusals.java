package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.Id;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.Refusal;
import io.eksnet.id.Region;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Cidr;
import java.util.stream.Collectors;

/** EC2's refusals about VPCs, subnets, routes and gateways; see {@link Ec2Refusals}. */
final class NetworkRefusals {
  private NetworkRefusals() {}

  static Refusal vpcNotFound(VpcId id) {
    return new Refusal("InvalidVpcID.NotFound", "The vpc ID '" + id + "' does not exist");
  }

  static Refusal vpcRange(Cidr cidr) {
    return new Refusal("InvalidVpc.Range", "The CIDR '" + cidr + "' is invalid.");
  }

  static Refusal vpcLimit() {
    return new Refusal("VpcLimitExceeded", "The maximum number of VPCs has been reached.");
  }

  static Refusal subnetRange(Cidr cidr) {
    return new Refusal("InvalidSubnet.Range", "The CIDR '" + cidr + "' is invalid.");
  }

  static Refusal subnetConflict(Cidr cidr) {
    return new Refusal(
        "InvalidSubnet.Conflict", "The CIDR '" + cidr + "' conflicts with another subnet");
  }

  static Refusal subnetLimit() {
    return new Refusal("SubnetLimitExceeded", "The maximum number of subnets has been reached.");
  }

  static Refusal badZone(ZoneName zone, Region region) {
    return new Refusal(
        "InvalidParameterValue",
        "Value ("
            + zone
            + ") for parameter availabilityZone is invalid. Subnets can currently only be created"
            + " in the following availability zones: "
            + Zones.of(region).stream()
                .map(it -> it.name().value())
                .collect(Collectors.joining(", "))
            + ".");
  }

  static Refusal dependencies(String noun, Id<?> id) {
    return new Refusal(
        "DependencyViolation",
        "The " + noun + " '" + id + "' has dependencies and cannot be deleted.");
  }

  static Refusal internetGatewayNotFound(InternetGatewayId id) {
    return new Refusal(
        "InvalidInternetGatewayID.NotFound", "The internetGateway ID '" + id + "' does not exist");
  }

  static Refusal internetGatewayLimit() {
    return new Refusal(
        "InternetGatewayLimitExceeded",
        "The maximum number of internet gateways has been reached.");
  }

  static Refusal gatewayAttached(InternetGatewayId id, VpcId vpc) {
    return new Refusal(
        "Resource.AlreadyAssociated", "resource " + id + " is already attached to network " + vpc);
  }

  static Refusal vpcHasGateway(VpcId vpc) {
    return new Refusal(
        "InvalidParameterValue", "Network " + vpc + " already has an internet gateway attached");
  }

  static Refusal addressLimit() {
    return new Refusal("AddressLimitExceeded", "The maximum number of addresses has been reached.");
  }

  static Refusal noPublicAddress() {
    return new Refusal("InsufficientAddressCapacity", "There is no public address left to give.");
  }

  static Refusal natWithoutInternet(VpcId vpc) {
    return new Refusal(
        "Gateway.NotAttached", "Network " + vpc + " has no Internet gateway attached");
  }

  static Refusal natAllocationNotFound(AllocationId id) {
    return new Refusal(
        "InvalidAllocationID.NotFound",
        "Elastic IP address " + id + " could not be associated with this NAT gateway");
  }

  static Refusal natAllocationInUse(AllocationId id) {
    return new Refusal(
        "Resource.AlreadyAssociated", "Elastic IP address " + id + " is already associated");
  }

  static Refusal natSubnetFull() {
    return new Refusal(
        "InsufficientFreeAddressesInSubnet",
        "Subnet has insufficient free addresses to create this NAT gateway");
  }

  static Refusal natLimit() {
    return new Refusal(
        "NatGatewayLimitExceeded", "The maximum number of NAT gateways has been reached.");
  }

  static Refusal natNotFound(NatGatewayId id) {
    return new Refusal(
        "InvalidNatGatewayID.NotFound", "The natGateway ID '" + id + "' does not exist");
  }

  static Refusal routeTableNotFound(RouteTableId id) {
    return new Refusal(
        "InvalidRouteTableID.NotFound", "The routeTable ID '" + id + "' does not exist");
  }

  static Refusal routeTableLimit() {
    return new Refusal(
        "RouteTableLimitExceeded", "The maximum number of route tables has been reached.");
  }

  static Refusal routeLimit() {
    return new Refusal("RouteLimitExceeded", "The maximum number of routes has been reached.");
  }

  static Refusal targetUnknown(RouteTable.Target target) {
    return new Refusal("InvalidParameterValue", "The route target '" + target + "' does not exist");
  }

  static Refusal routeExists(RouteTable.Destination destination) {
    return new Refusal(
        "RouteAlreadyExists", "The route identified by " + destination + " already exists.");
  }

  static Refusal routeInsideVpc(RouteTable.Destination destination) {
    return new Refusal(
        "InvalidParameterValue",
        "The destination CIDR block "
            + destination
            + " is equal to or more specific than one of this VPC's CIDR blocks. This route can"
            + " target only an interface or an instance.");
  }

  static Refusal routeToOtherNetwork(RouteTableId table, String what) {
    return new Refusal(
        "InvalidParameterValue",
        "route table " + table + " and " + what + " belong to different networks");
  }

  static Refusal routeNotFound(RouteTableId table, RouteTable.Destination destination) {
    return new Refusal(
        "InvalidRoute.NotFound",
        "no route with destination-cidr-block " + destination + " in route table " + table);
  }

  static Refusal localRouteStays(RouteTableId table, RouteTable.Destination destination) {
    return new Refusal(
        "InvalidParameterValue",
        "cannot remove local route " + destination + " in route table " + table);
  }

  static Refusal associationExists(RouteTableId table) {
    return new Refusal(
        "Resource.AlreadyAssociated",
        "the specified association for route table "
            + table
            + " conflicts with an existing association");
  }

  static Refusal subnetOfOtherNetwork(RouteTableId table, SubnetId subnet) {
    return new Refusal(
        "InvalidParameterValue",
        "Route table " + table + " and subnet " + subnet + " belong to different networks");
  }
}
