package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.Refusal;
import io.eksnet.id.RouteTableAssociationId;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for route tables. */
final class RouteTables {
  private RouteTables() {}

  /** The routes that every table of a VPC has: to itself. */
  static List<RouteTable.Route> localRoutes(Vpc vpc) {
    return vpc.blocks().stream()
        .map(
            block ->
                new RouteTable.Route(
                    block, new RouteTable.Target.Local(), RouteTable.Origin.CREATE_ROUTE_TABLE))
        .toList();
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

  static Decision<RouteTable> add(Vpcs vpcs, CreateRoute command) {
    Optional<RouteTable> table = vpcs.facts().find(RouteTable.KIND, command.table());
    if (table.isEmpty()) {
      return Decision.refuse(NetworkRefusals.routeTableNotFound(command.table()));
    }
    Optional<Refusal> problem = problem(vpcs, table.get(), command);
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    List<RouteTable.Route> routes = new ArrayList<>(table.get().routes());
    routes.add(
        new RouteTable.Route(
            command.destination(), command.target(), RouteTable.Origin.CREATE_ROUTE));
    return changed(table.get().withRoutes(routes));
  }

  static Decision<RouteTable> delete(Vpcs vpcs, DeleteRoute command) {
    Optional<RouteTable> table = vpcs.facts().find(RouteTable.KIND, command.table());
    if (table.isEmpty()) {
      return Decision.refuse(NetworkRefusals.routeTableNotFound(command.table()));
    }
    Optional<RouteTable.Route> route =
        table.get().routes().stream()
            .filter(it -> it.destination().equals(command.destination()))
            .findFirst();
    if (route.isEmpty()) {
      return Decision.refuse(NetworkRefusals.routeNotFound(command.table(), command.destination()));
    }
    if (route.get().target() instanceof RouteTable.Target.Local) {
      return Decision.refuse(
          NetworkRefusals.localRouteStays(command.table(), command.destination()));
    }
    if (route.get().target() instanceof RouteTable.Target.Endpoint) {
      return Decision.refuse(
          EndpointRefusals.endpointRouteStays(command.table(), command.destination()));
    }
    return changed(
        table
            .get()
            .withRoutes(
                table.get().routes().stream().filter(it -> !it.equals(route.get())).toList()));
  }

  static Decision<RouteTable.Association> associate(
      Vpcs vpcs, AssociateRouteTable command, Context context) {
    Optional<RouteTable> table = vpcs.facts().find(RouteTable.KIND, command.table());
    if (table.isEmpty()) {
      return Decision.refuse(NetworkRefusals.routeTableNotFound(command.table()));
    }
    Optional<Subnet> subnet = vpcs.subnet(command.subnet());
    if (subnet.isEmpty()) {
      return Decision.refuse(Ec2Refusals.subnetNotFound(command.subnet()));
    }
    if (!subnet.get().vpc().equals(table.get().vpc())) {
      return Decision.refuse(
          NetworkRefusals.subnetOfOtherNetwork(command.table(), command.subnet()));
    }
    boolean taken =
        vpcs.facts()
            .table(RouteTable.KIND)
            .firstBy(RouteTable.BY_SUBNET, command.subnet())
            .isPresent();
    if (taken) {
      return Decision.refuse(NetworkRefusals.associationExists(command.table()));
    }
    RouteTable.Association association =
        new RouteTable.Association(
            new RouteTableAssociationId(context.ids().next("rtbassoc")), command.subnet());
    List<RouteTable.Association> all = new ArrayList<>(table.get().associations());
    all.add(association);
    return Decision.accept(
        association, Change.put(RouteTable.KIND, table.get().withAssociations(all)));
  }

  private static Optional<Refusal> problem(Vpcs vpcs, RouteTable table, CreateRoute command) {
    Optional<Refusal> badTarget = targetProblem(vpcs, table, command.target());
    if (badTarget.isPresent()) {
      return badTarget;
    }
    boolean exists =
        table.routes().stream()
            .anyMatch(route -> route.destination().equals(command.destination()));
    if (exists) {
      return Optional.of(NetworkRefusals.routeExists(command.destination()));
    }
    boolean insideVpc =
        command.destination() instanceof RouteTable.Destination.Range(Cidr cidr)
            && vpcs.vpc(table.vpc()).filter(vpc -> vpc.contains(cidr)).isPresent();
    if (insideVpc && !(command.target() instanceof RouteTable.Target.Interface)) {
      return Optional.of(NetworkRefusals.routeInsideVpc(command.destination()));
    }
    return routes(vpcs, table, family(vpcs, command.destination()))
            >= vpcs.quota(Quota.ROUTES_PER_ROUTE_TABLE)
        ? Optional.of(NetworkRefusals.routeLimit())
        : Optional.empty();
  }

  /** Whether a table has more routes of a family than it may. */
  static boolean tooMany(Vpcs vpcs, RouteTable table, IpFamily family) {
    return routes(vpcs, table, family) > vpcs.quota(Quota.ROUTES_PER_ROUTE_TABLE);
  }

  /** How many routes of a family a table has; a prefix list counts with all its entries. */
  static int routes(Vpcs vpcs, RouteTable table, IpFamily family) {
    return table.routes().stream()
        .filter(route -> route.origin() != RouteTable.Origin.ENABLE_VGW_ROUTE_PROPAGATION)
        .map(RouteTable.Route::destination)
        .filter(destination -> family(vpcs, destination) == family)
        .mapToInt(destination -> weight(vpcs, destination))
        .sum();
  }

  private static IpFamily family(Vpcs vpcs, RouteTable.Destination destination) {
    return switch (destination) {
      case RouteTable.Destination.Range(Cidr cidr) -> cidr.family();
      case RouteTable.Destination.PrefixList(PrefixListId id) ->
          vpcs.prefixList(id).map(ManagedPrefixList::family).orElse(IpFamily.IPV4);
    };
  }

  private static int weight(Vpcs vpcs, RouteTable.Destination destination) {
    return switch (destination) {
      case RouteTable.Destination.Range _ -> 1;
      case RouteTable.Destination.PrefixList(PrefixListId id) ->
          vpcs.prefixList(id).map(ManagedPrefixList::maxEntries).orElse(1);
    };
  }

  private static Optional<Refusal> targetProblem(
      Vpcs vpcs, RouteTable table, RouteTable.Target target) {
    return switch (target) {
      case RouteTable.Target.Local() -> Optional.of(Ec2Refusals.missing("gatewayId"));
      case RouteTable.Target.Internet(InternetGatewayId id) ->
          vpcs.facts()
              .find(InternetGateway.KIND, id)
              .map(gateway -> otherNetwork(table, "network gateway " + id, gateway.vpc()))
              .orElseGet(() -> Optional.of(NetworkRefusals.internetGatewayNotFound(id)));
      case RouteTable.Target.Nat(NatGatewayId id) ->
          vpcs.facts()
              .find(NatGateway.KIND, id)
              .map(gateway -> otherNetwork(table, "NAT gateway " + id, Optional.of(gateway.vpc())))
              .orElseGet(() -> Optional.of(NetworkRefusals.natNotFound(id)));
      case RouteTable.Target.EgressOnly _,
          RouteTable.Target.Peering _,
          RouteTable.Target.Transit _,
          RouteTable.Target.VirtualPrivate _,
          RouteTable.Target.Endpoint _ ->
          Optional.of(NetworkRefusals.targetUnknown(target));
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

  private static Decision<RouteTable> changed(RouteTable table) {
    return Decision.accept(table, Change.put(RouteTable.KIND, table));
  }
}
