package io.eksnet.vpc;

import io.eksnet.id.InstanceId;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.Refusal;
import io.eksnet.id.RouteTableAssociationId;
import io.eksnet.id.RouteTableId;

/** EC2's refusals about routes and who uses them; see {@link Ec2Refusals}. */
final class RouteRefusals {
  private RouteRefusals() {}

  static Refusal tableInUse(RouteTableId id) {
    return new Refusal(
        "DependencyViolation",
        "The routeTable '" + id + "' has dependencies and cannot be deleted.");
  }

  static Refusal onlyReplaced() {
    return new Refusal(
        "InvalidParameterValue",
        "A route to local cannot be created. Use ReplaceRoute to reset the target of a local route.");
  }

  static Refusal noRoute(RouteTable.Destination destination) {
    return new Refusal(
        "InvalidParameterValue",
        "There is no route defined for '"
            + destination
            + "' in the route table. Use CreateRoute instead.");
  }

  static Refusal notLocal(RouteTable.Destination destination) {
    return new Refusal(
        "InvalidParameterValue",
        "The route identified by "
            + destination
            + " is no local route, so its target cannot be local.");
  }

  static Refusal localTarget(RouteTable.Destination destination, RouteTable.Target target) {
    return new Refusal(
        "InvalidParameterValue",
        "The target of the local route "
            + destination
            + " can be a network interface, a NAT gateway, a Gateway Load Balancer endpoint or"
            + " local, not "
            + target
            + ".");
  }

  static Refusal notASubnet(RouteTable.Destination destination) {
    return new Refusal(
        "InvalidParameterValue",
        "The destination CIDR block "
            + destination
            + " is more specific than one of this VPC's CIDR blocks. It must be the whole CIDR block"
            + " of a subnet in the VPC.");
  }

  static Refusal reservedDestination(RouteTable.Destination destination) {
    return new Refusal(
        "InvalidParameterValue",
        "The destination CIDR block " + destination + " is reserved for AWS services.");
  }

  static Refusal familyOfEgressOnly(RouteTable.Destination destination) {
    return new Refusal(
        "InvalidParameterValue",
        "The destination "
            + destination
            + " is not IPv6: an egress-only internet gateway takes"
            + " IPv6 only.");
  }

  static Refusal propagatedRoute(RouteTableId table, RouteTable.Destination destination) {
    return new Refusal(
        "InvalidParameterValue",
        "cannot remove propagated route " + destination + " in route table " + table);
  }

  static Refusal endpointRoute(RouteTableId table, RouteTable.Destination destination) {
    return new Refusal(
        "InvalidParameterValue",
        "cannot remove VPC endpoint route " + destination + " in route table " + table);
  }

  static Refusal prefixListNotFound(PrefixListId id) {
    return new Refusal(
        "InvalidPrefixListID.NotFound", "The prefixList ID '" + id + "' does not exist");
  }

  static Refusal severalInterfaces(InstanceId id) {
    return new Refusal(
        "InvalidInstanceID",
        "There are multiple interfaces attached to instance '"
            + id
            + "'. Please specify an interface ID for the operation instead.");
  }

  static Refusal noInterface(InstanceId id) {
    return new Refusal(
        "InvalidInstanceID", "There is no interface attached to instance '" + id + "'.");
  }

  static Refusal associationNotFound(RouteTableAssociationId id) {
    return new Refusal(
        "InvalidAssociationID.NotFound", "The association ID '" + id + "' does not exist");
  }

  static Refusal mainAssociationStays(RouteTableAssociationId id) {
    return new Refusal(
        "InvalidParameterValue", "cannot disassociate the main route table association " + id);
  }

  static Refusal tableOfOtherNetwork(RouteTableId table, String what) {
    return new Refusal(
        "InvalidParameterValue",
        "Route table " + table + " and " + what + " belong to different networks");
  }

  static Refusal mainForGateway(RouteTableId table) {
    return new Refusal(
        "InvalidParameterValue",
        "Route table " + table + " is the main route table of its VPC and cannot be a gateway's.");
  }

  static Refusal gatewayTableForMain(RouteTableId table) {
    return new Refusal(
        "InvalidParameterValue",
        "Route table "
            + table
            + " is associated with a gateway and cannot be the main route table.");
  }

  static Refusal gatewayTableTarget(RouteTableId table, RouteTable.Route route) {
    return new Refusal(
        "InvalidParameterValue",
        "The route "
            + route.destination()
            + " to "
            + route.target()
            + " is not for the gateway route table "
            + table
            + ": targets are local, a network interface or a Gateway Load Balancer endpoint.");
  }

  static Refusal gatewayTableDestination(RouteTableId table, RouteTable.Destination destination) {
    return new Refusal(
        "InvalidParameterValue",
        "The destination "
            + destination
            + " is not for the gateway route table "
            + table
            + ": it must be a whole CIDR block of the VPC or of one of its subnets.");
  }

  static Refusal gatewayTablePropagates(RouteTableId table) {
    return new Refusal(
        "InvalidParameterValue",
        "Route table " + table + " cannot both be a gateway's and propagate routes.");
  }
}
