package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EgressOnlyInternetGatewayId;
import io.eksnet.id.EniId;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.Refusal;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import java.util.List;
import java.util.Optional;

/** The rules for route tables. */
final class RouteTables {
  private RouteTables() {}

  /** The routes that every table of a VPC has: to itself. */
  static List<RouteTable.Route> localRoutes(Vpc vpc) {
    return vpc.blocks().stream().map(RouteTables::localRoute).toList();
  }

  /** The route to one of a VPC's own blocks. */
  static RouteTable.Route localRoute(Cidr block) {
    return new RouteTable.Route(
        block, new RouteTable.Target.Local(), RouteTable.Origin.CREATE_ROUTE_TABLE);
  }

  static Decision<RouteTable> create(Vpcs vpcs, CreateRouteTable command, Context context) {
    Optional<Vpc> vpc = vpcs.vpc(command.vpc());
    if (vpc.isEmpty()) {
      return Decision.refuse(NetworkRefusals.vpcNotFound(command.vpc()));
    }
    var tables = vpcs.facts().table(RouteTable.KIND);
    if (tables.keysBy(RouteTable.BY_VPC, command.vpc()).size()
        >= vpcs.quota(Quota.ROUTE_TABLES_PER_VPC)) {
      return Decision.refuse(NetworkRefusals.routeTableLimit());
    }
    RouteTableId id = command.id().orElseGet(() -> new RouteTableId(context.ids().next("rtb")));
    if (tables.contains(id)) {
      return Decision.refuse(Ec2Refusals.idInUse(id));
    }
    RouteTable made =
        new RouteTable(
            id,
            vpc.get().scope(),
            vpc.get().id(),
            localRoutes(vpc.get()),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            command.tags());
    return Decision.accept(made, Change.put(RouteTable.KIND, made));
  }

  static Decision<RouteTableId> delete(Vpcs vpcs, DeleteRouteTable command) {
    Optional<RouteTable> table = vpcs.facts().find(RouteTable.KIND, command.id());
    if (table.isEmpty()) {
      return Decision.refuse(NetworkRefusals.routeTableNotFound(command.id()));
    }
    return table.get().isUsed()
        ? Decision.refuse(RouteRefusals.tableInUse(command.id()))
        : Decision.accept(command.id(), Change.remove(RouteTable.KIND, command.id()));
  }

  /** Why a table cannot have a route to a target, if so. */
  static Optional<Refusal> targetProblem(Vpcs vpcs, RouteTable table, RouteTable.Target target) {
    return switch (target) {
      case RouteTable.Target.Local() -> Optional.of(RouteRefusals.onlyReplaced());
      case RouteTable.Target.Internet(InternetGatewayId id) ->
          vpcs.facts()
              .find(InternetGateway.KIND, id)
              .map(gateway -> otherNetwork(table, "network gateway " + id, gateway.vpc()))
              .orElseGet(() -> Optional.of(GatewayRefusals.gatewayNotFound(id.value())));
      case RouteTable.Target.Nat(NatGatewayId id) ->
          vpcs.facts()
              .find(NatGateway.KIND, id)
              .map(gateway -> otherNetwork(table, "NAT gateway " + id, Optional.of(gateway.vpc())))
              .orElseGet(() -> Optional.of(NetworkRefusals.natNotFound(id)));
      case RouteTable.Target.Peering(VpcPeeringConnectionId id) ->
          ConnectionTargets.peering(vpcs, table, id);
      case RouteTable.Target.Transit(TransitGatewayId id) ->
          ConnectionTargets.transit(vpcs, table, id);
      case RouteTable.Target.VirtualPrivate(VpnGatewayId id) ->
          ConnectionTargets.virtualPrivate(vpcs, table, id);
      case RouteTable.Target.EgressOnly(EgressOnlyInternetGatewayId id) ->
          vpcs.facts()
              .find(EgressOnlyInternetGateway.KIND, id)
              .map(
                  gateway ->
                      otherNetwork(
                          table, "egress only network gateway " + id, Optional.of(gateway.vpc())))
              .orElseGet(() -> Optional.of(GatewayRefusals.gatewayNotFound(id.value())));
      case RouteTable.Target.Endpoint(VpcEndpointId id) ->
          vpcs.facts()
              .find(VpcEndpoint.KIND, id)
              .map(endpoint -> Optional.of(EndpointRefusals.notRoutable(endpoint)))
              .orElseGet(() -> Optional.of(EndpointRefusals.endpointNotFound(id)));
      case RouteTable.Target.Interface(EniId id) ->
          vpcs.networkInterface(id)
              .map(eni -> otherNetwork(table, "interface " + id, Optional.of(eni.vpc())))
              .orElseGet(() -> Optional.of(Ec2Refusals.interfaceNotFound(id)));
    };
  }

  private static Optional<Refusal> otherNetwork(
      RouteTable table, String what, Optional<VpcId> vpc) {
    return vpc.equals(Optional.of(table.vpc()))
        ? Optional.empty()
        : Optional.of(NetworkRefusals.routeToOtherNetwork(table.id(), what));
  }
}
