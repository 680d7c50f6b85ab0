package io.eksnet.vpc;

import io.eksnet.id.Decision;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.Refusal;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for the routes of a table. */
final class Routes {
  /** What no route may lead away from: "Route table concepts" of the VPC user guide. */
  private static final List<Cidr> RESERVED =
      List.of(Cidr.parse("169.254.168.0/22"), Cidr.parse("fd00:ec2::/32"));

  private Routes() {}

  static Decision<RouteTable> add(Vpcs vpcs, CreateRoute command) {
    Optional<RouteTable> table = vpcs.facts().find(RouteTable.KIND, command.table());
    if (table.isEmpty()) {
      return Decision.refuse(NetworkRefusals.routeTableNotFound(command.table()));
    }
    Optional<RouteTable.Route> present = at(table.get(), command.destination());
    if (present.map(RouteTable.Route::target).filter(command.target()::equals).isPresent()) {
      return Decision.accept(table.get(), List.of());
    }
    RouteTable.Route route =
        new RouteTable.Route(
            command.destination(), command.target(), RouteTable.Origin.CREATE_ROUTE);
    Optional<Refusal> problem =
        RouteTables.targetProblem(vpcs, table.get(), command.target())
            .or(() -> destinationProblem(vpcs, table.get(), route))
            .or(() -> present.filter(Routes::isStatic).map(_ -> exists(route)))
            .or(() -> roomProblem(vpcs, table.get(), command.destination()));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    List<RouteTable.Route> routes = new ArrayList<>(table.get().routes());
    routes.add(route);
    return changed(table.get().withRoutes(routes));
  }

  static Decision<RouteTable> replace(Vpcs vpcs, ReplaceRoute command) {
    Optional<RouteTable> table = vpcs.facts().find(RouteTable.KIND, command.table());
    if (table.isEmpty()) {
      return Decision.refuse(NetworkRefusals.routeTableNotFound(command.table()));
    }
    Optional<RouteTable.Route> present =
        at(table.get(), command.destination()).filter(Routes::isStatic);
    if (present.isEmpty()) {
      return Decision.refuse(RouteRefusals.noRoute(command.destination()));
    }
    RouteTable.Route route =
        new RouteTable.Route(command.destination(), command.target(), present.get().origin());
    Optional<Refusal> problem =
        isLocal(present.get())
            ? localProblem(vpcs, table.get(), route)
            : command.target() instanceof RouteTable.Target.Local
                ? Optional.of(RouteRefusals.notLocal(command.destination()))
                : RouteTables.targetProblem(vpcs, table.get(), command.target())
                    .or(() -> destinationProblem(vpcs, table.get(), route));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    return changed(
        table
            .get()
            .withRoutes(
                table.get().routes().stream()
                    .map(it -> it.equals(present.get()) ? route : it)
                    .toList()));
  }

  static Decision<RouteTable> delete(Vpcs vpcs, DeleteRoute command) {
    Optional<RouteTable> table = vpcs.facts().find(RouteTable.KIND, command.table());
    if (table.isEmpty()) {
      return Decision.refuse(NetworkRefusals.routeTableNotFound(command.table()));
    }
    Optional<RouteTable.Route> route = at(table.get(), command.destination());
    if (route.isEmpty()) {
      return Decision.refuse(NetworkRefusals.routeNotFound(command.table(), command.destination()));
    }
    if (isLocal(route.get())) {
      return Decision.refuse(
          NetworkRefusals.localRouteStays(command.table(), command.destination()));
    }
    if (!isStatic(route.get())) {
      return Decision.refuse(RouteRefusals.propagatedRoute(command.table(), command.destination()));
    }
    if (route.get().target() instanceof RouteTable.Target.Endpoint) {
      return Decision.refuse(RouteRefusals.endpointRoute(command.table(), command.destination()));
    }
    return changed(
        table
            .get()
            .withRoutes(
                table.get().routes().stream().filter(it -> !it.equals(route.get())).toList()));
  }

  /** Why a gateway cannot use a route of its table, if so (facts: vpc 1.7, gateway tables). */
  static Optional<Refusal> gatewayTableProblem(
      Vpcs vpcs, RouteTable table, RouteTable.Route route) {
    boolean takes =
        route.target() instanceof RouteTable.Target.Local
            || route.target() instanceof RouteTable.Target.Interface;
    if (!takes) {
      return Optional.of(RouteRefusals.gatewayTableTarget(table.id(), route));
    }
    boolean whole =
        route.destination() instanceof RouteTable.Destination.Range(Cidr cidr)
            && (isBlockOfVpc(table, cidr) || isSubnet(vpcs, table, cidr));
    return whole
        ? Optional.empty()
        : Optional.of(RouteRefusals.gatewayTableDestination(table.id(), route.destination()));
  }

  /** The route of just this destination; a static one before a propagated one. */
  private static Optional<RouteTable.Route> at(
      RouteTable table, RouteTable.Destination destination) {
    List<RouteTable.Route> all =
        table.routes().stream().filter(it -> it.destination().equals(destination)).toList();
    return all.stream().filter(Routes::isStatic).findFirst().or(() -> all.stream().findFirst());
  }

  private static boolean isStatic(RouteTable.Route route) {
    return route.origin() != RouteTable.Origin.ENABLE_VGW_ROUTE_PROPAGATION;
  }

  /** Local routes are those that come with a table, whatever their target is by now. */
  private static boolean isLocal(RouteTable.Route route) {
    return route.origin() == RouteTable.Origin.CREATE_ROUTE_TABLE;
  }

  private static Refusal exists(RouteTable.Route route) {
    return NetworkRefusals.routeExists(route.destination());
  }

  private static Optional<Refusal> localProblem(
      Vpcs vpcs, RouteTable table, RouteTable.Route route) {
    return switch (route.target()) {
      case RouteTable.Target.Local _ -> Optional.empty();
      case RouteTable.Target.Interface _, RouteTable.Target.Nat _ ->
          RouteTables.targetProblem(vpcs, table, route.target())
              .or(
                  () ->
                      table.gatewayAssociations().isEmpty()
                          ? Optional.empty()
                          : gatewayTableProblem(vpcs, table, route));
      case RouteTable.Target.Internet _,
          RouteTable.Target.EgressOnly _,
          RouteTable.Target.Peering _,
          RouteTable.Target.Transit _,
          RouteTable.Target.VirtualPrivate _,
          RouteTable.Target.Endpoint _ ->
          Optional.of(RouteRefusals.localTarget(route.destination(), route.target()));
    };
  }

  private static Optional<Refusal> destinationProblem(
      Vpcs vpcs, RouteTable table, RouteTable.Route route) {
    Optional<Refusal> own =
        switch (route.destination()) {
          case RouteTable.Destination.PrefixList(PrefixListId id) ->
              vpcs.prefixList(id).isPresent()
                  ? Optional.empty()
                  : Optional.of(RouteRefusals.prefixListNotFound(id));
          case RouteTable.Destination.Range(Cidr cidr) -> rangeProblem(vpcs, table, route, cidr);
        };
    if (own.isPresent()) {
      return own;
    }
    if (route.target() instanceof RouteTable.Target.EgressOnly
        && family(vpcs, route.destination()) == IpFamily.IPV4) {
      return Optional.of(RouteRefusals.familyOfEgressOnly(route.destination()));
    }
    return table.gatewayAssociations().isEmpty()
        ? Optional.empty()
        : gatewayTableProblem(vpcs, table, route);
  }

  /**
   * Inside of the VPC a route must be for a whole subnet, and lead to a middlebox (facts: vpc 1.7
   * item 4).
   */
  private static Optional<Refusal> rangeProblem(
      Vpcs vpcs, RouteTable table, RouteTable.Route route, Cidr cidr) {
    if (RESERVED.stream().anyMatch(block -> block.contains(cidr))) {
      return Optional.of(RouteRefusals.reservedDestination(route.destination()));
    }
    boolean insideVpc = vpcs.vpc(table.vpc()).filter(vpc -> vpc.contains(cidr)).isPresent();
    if (!insideVpc || isBlockOfVpc(table, cidr)) {
      return Optional.empty(); // a block of the VPC has its local route
    }
    boolean middlebox =
        route.target() instanceof RouteTable.Target.Interface
            || route.target() instanceof RouteTable.Target.Nat;
    if (!middlebox) {
      return Optional.of(NetworkRefusals.routeInsideVpc(route.destination()));
    }
    return isSubnet(vpcs, table, cidr)
        ? Optional.empty()
        : Optional.of(RouteRefusals.notASubnet(route.destination()));
  }

  private static boolean isBlockOfVpc(RouteTable table, Cidr cidr) {
    return table.routes().stream()
        .filter(Routes::isLocal)
        .anyMatch(route -> route.destination().equals(new RouteTable.Destination.Range(cidr)));
  }

  private static boolean isSubnet(Vpcs vpcs, RouteTable table, Cidr cidr) {
    return vpcs.subnetsOf(table.vpc()).stream()
        .anyMatch(
            subnet -> subnet.cidr().equals(cidr) || subnet.ipv6Cidr().equals(Optional.of(cidr)));
  }

  private static Optional<Refusal> roomProblem(
      Vpcs vpcs, RouteTable table, RouteTable.Destination destination) {
    int after = routes(vpcs, table, family(vpcs, destination)) + weight(vpcs, destination);
    return after > vpcs.quota(Quota.ROUTES_PER_ROUTE_TABLE)
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
        .filter(Routes::isStatic)
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

  private static Decision<RouteTable> changed(RouteTable table) {
    return Decision.accept(table, Change.put(RouteTable.KIND, table));
  }
}
