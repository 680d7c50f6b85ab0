package io.eksnet.vpc;

import io.eksnet.id.Decision;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The routes of gateway endpoints: one in each table, from a prefix list to the endpoint. */
final class EndpointRoutes {
  private EndpointRoutes() {}

  /** Adds the endpoint's route to tables. */
  static Decision<Boolean> add(
      Vpcs vpcs, VpcEndpoint endpoint, ManagedPrefixList list, List<RouteTableId> tables) {
    RouteTable.Route route =
        new RouteTable.Route(
            new RouteTable.Destination.PrefixList(list.id()),
            new RouteTable.Target.Endpoint(endpoint.id()),
            RouteTable.Origin.CREATE_ROUTE);
    List<Change<?, ?>> changes = new ArrayList<>();
    for (RouteTableId id : tables) {
      Optional<RouteTable> table = vpcs.facts().find(RouteTable.KIND, id);
      if (table.isEmpty()) {
        return Decision.refuse(EndpointRefusals.routeTableNotFound(id));
      }
      if (!table.get().vpc().equals(endpoint.vpc())) {
        return Decision.refuse(EndpointRefusals.tableOfOtherNetwork(id, endpoint.vpc()));
      }
      List<RouteTable.Route> routes = new ArrayList<>(table.get().routes());
      if (routes.stream().anyMatch(it -> it.destination().equals(route.destination()))) {
        return Decision.refuse(EndpointRefusals.routeExists(id, route.destination()));
      }
      if (Routes.routes(vpcs, table.get(), list.family()) + list.maxEntries()
          > vpcs.quota(Quota.ROUTES_PER_ROUTE_TABLE)) {
        return Decision.refuse(NetworkRefusals.routeLimit());
      }
      routes.add(route);
      changes.add(Change.put(RouteTable.KIND, table.get().withRoutes(routes)));
    }
    return Decision.accept(true, changes);
  }

  /** Takes all routes to endpoints out of all tables. */
  static List<Change<?, ?>> without(Vpcs vpcs, List<VpcEndpointId> endpoints) {
    List<Change<?, ?>> changes = new ArrayList<>();
    endpoints.stream()
        .flatMap(id -> vpcs.facts().find(VpcEndpoint.KIND, id).stream())
        .filter(endpoint -> endpoint.type() == VpcEndpoint.Type.GATEWAY)
        .map(VpcEndpoint::vpc)
        .distinct()
        .flatMap(vpc -> vpcs.facts().table(RouteTable.KIND).by(RouteTable.BY_VPC, vpc).stream())
        .forEach(table -> pruned(table, endpoints).ifPresent(changes::add));
    return changes;
  }

  /** Takes the route to an endpoint out of one table; none when it has none. */
  static Optional<Change<?, ?>> without(RouteTable table, VpcEndpointId endpoint) {
    return pruned(table, List.of(endpoint));
  }

  private static Optional<Change<?, ?>> pruned(RouteTable table, List<VpcEndpointId> endpoints) {
    List<RouteTable.Route> left =
        table.routes().stream().filter(route -> !leadsTo(route, endpoints)).toList();
    return left.size() == table.routes().size()
        ? Optional.empty()
        : Optional.of(Change.put(RouteTable.KIND, table.withRoutes(left)));
  }

  private static boolean leadsTo(RouteTable.Route route, List<VpcEndpointId> endpoints) {
    return route.target() instanceof RouteTable.Target.Endpoint(VpcEndpointId id)
        && endpoints.contains(id);
  }
}
