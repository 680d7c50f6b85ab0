package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.id.RouteTableId;
import io.eksnet.net.Cidr;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.RouteStates;
import io.eksnet.vpc.RouteTable;
import io.eksnet.vpc.RouteTable.Destination;
import io.eksnet.vpc.RouteTable.Route;
import io.eksnet.vpc.RouteTable.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.PropagatingVgw;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationStateCode;

/** Route tables as EC2 shows them. */
final class RouteTableActions {
  private RouteTableActions() {}

  static final Resources<RouteTableId, RouteTable> ROUTE_TABLES =
      new Resources<>(
          Pages.of("DescribeRouteTables"), Ec2Resources.ROUTE_TABLES, filters().build());

  private static Filters.Builder<RouteTable> filters() {
    return routeFilters(Filters.<RouteTable>of())
        .by("route-table-id", RouteTable::id)
        .by("vpc-id", RouteTable::vpc)
        .by("owner-id", table -> table.scope().account())
        .each(
            "association.main",
            t -> t.associationIds().stream().map(Optional::of).map(t.mainAssociation()::equals))
        .each("association.subnet-id", t -> t.associations().stream().map(a -> a.subnet()))
        .each("association.gateway-id", t -> t.gatewayAssociations().stream().map(a -> a.gateway()))
        .each("association.route-table-association-id", t -> t.associationIds().stream())
        .each("association.route-table-id", t -> t.associationIds().stream().map(_ -> t.id()))
        .tags(RouteTable::tags);
  }

  private static Filters.Builder<RouteTable> routeFilters(Filters.Builder<RouteTable> filters) {
    return filters
        .each("route.destination-cidr-block", t -> ranges(t).filter(Sdk::ipv4))
        .each("route.destination-ipv6-cidr-block", t -> ranges(t).filter(cidr -> !Sdk.ipv4(cidr)))
        .each(
            "route.destination-prefix-list-id",
            t ->
                t.routes().stream()
                    .map(Route::destination)
                    .filter(Destination.PrefixList.class::isInstance))
        .each("route.gateway-id", t -> t.routes().stream().flatMap(r -> gatewayId(r).stream()))
        .each("route.nat-gateway-id", t -> targets(t, Target.Nat.class))
        .each("route.origin", t -> t.routes().stream().map(route -> route.origin().text()))
        .seen("route.state", (t, view) -> t.routes().stream().map(route -> state(t, route, view)))
        .seen(
            "route.instance-id",
            (t, view) -> t.routes().stream().flatMap(route -> instanceId(route, view).stream()))
        .each("route.egress-only-internet-gateway-id", t -> targets(t, Target.EgressOnly.class))
        .each("route.transit-gateway-id", t -> targets(t, Target.Transit.class))
        .each("route.vpc-peering-connection-id", t -> targets(t, Target.Peering.class));
  }

  static void register(Ec2Registration on) {
    on.on(
        "DescribeRouteTables",
        DescribeRouteTablesRequest::builder,
        served("RouteTableIds", "Filters", "MaxResults", "NextToken", "DryRun"),
        (q, call) -> {
          View view = call.view();
          return ROUTE_TABLES
              .list(view, q, q.routeTableIds())
              .map(
                  page ->
                      DescribeRouteTablesResponse.builder()
                          .routeTables(page.map(table -> sdk(table, view)))
                          .nextToken(page.nextOrNull())
                          .build());
        });
  }

  private static Stream<Cidr> ranges(RouteTable table) {
    return table.routes().stream()
        .flatMap(
            route ->
                route.destination() instanceof Destination.Range(var cidr)
                    ? Stream.of(cidr)
                    : Stream.empty());
  }

  private static Optional<String> gatewayId(Route route) {
    return switch (route.target()) {
      case Target.Local _ -> Optional.of("local");
      case Target.Internet(var gateway) -> Optional.of(gateway.value());
      case Target.VirtualPrivate(var gateway) -> Optional.of(gateway.value());
      case Target.Endpoint(var endpoint) -> Optional.of(endpoint.value());
      case Target.Nat _,
          Target.Interface _,
          Target.EgressOnly _,
          Target.Peering _,
          Target.Transit _ ->
          Optional.empty();
    };
  }

  private static Stream<Target> targets(RouteTable table, Class<? extends Target> kind) {
    return table.routes().stream().map(Route::target).filter(kind::isInstance);
  }

  private static RouteState state(RouteTable table, Route route, View view) {
    return RouteStates.isBlackhole(view.vpcs(), table, route)
        ? RouteState.BLACKHOLE
        : RouteState.ACTIVE;
  }

  /** The instance that an interface target is attached to. */
  private static Optional<String> instanceId(Route route, View view) {
    return route.target() instanceof Target.Interface(var eni)
        ? view.vpcs()
            .networkInterface(eni)
            .flatMap(NetworkInterface::attachment)
            .map(at -> at.instance().value())
        : Optional.empty();
  }

  static software.amazon.awssdk.services.ec2.model.RouteTable sdk(RouteTable table, View view) {
    return software.amazon.awssdk.services.ec2.model.RouteTable.builder()
        .routeTableId(table.id().value())
        .vpcId(table.vpc().value())
        .ownerId(table.scope().account().value())
        .associations(associations(table))
        .routes(view.vpcs().routesOf(table).stream().map(route -> sdk(table, route, view)).toList())
        .propagatingVgws(
            table.propagating().stream()
                .map(gateway -> PropagatingVgw.builder().gatewayId(gateway.value()).build())
                .toList())
        .tags(Sdk.tags(table.tags()))
        .build();
  }

  private static List<RouteTableAssociation> associations(RouteTable table) {
    List<RouteTableAssociation> associations = new ArrayList<>();
    table
        .mainAssociation()
        .ifPresent(id -> associations.add(association(table, id.value(), true).build()));
    for (RouteTable.Association each : table.associations()) {
      associations.add(
          association(table, each.id().value(), false).subnetId(each.subnet().value()).build());
    }
    for (RouteTable.GatewayAssociation each : table.gatewayAssociations()) {
      associations.add(
          association(table, each.id().value(), false).gatewayId(each.gateway()).build());
    }
    return associations;
  }

  private static RouteTableAssociation.Builder association(
      RouteTable table, String id, boolean main) {
    return RouteTableAssociation.builder()
        .main(main)
        .routeTableAssociationId(id)
        .routeTableId(table.id().value())
        .associationState(state -> state.state(RouteTableAssociationStateCode.ASSOCIATED));
  }

  private static software.amazon.awssdk.services.ec2.model.Route sdk(
      RouteTable table, Route route, View view) {
    var sdk =
        software.amazon.awssdk.services.ec2.model.Route.builder()
            .origin(route.origin().text())
            .state(state(table, route, view));
    switch (route.destination()) {
      case Destination.PrefixList(var list) -> sdk.destinationPrefixListId(list.value());
      case Destination.Range(var cidr) when Sdk.ipv4(cidr) ->
          sdk.destinationCidrBlock(cidr.toString());
      case Destination.Range(var cidr) -> sdk.destinationIpv6CidrBlock(cidr.toString());
    }
    switch (route.target()) {
      case Target.Local _ -> sdk.gatewayId("local");
      case Target.EgressOnly(var gateway) -> sdk.egressOnlyInternetGatewayId(gateway.value());
      case Target.Peering(var pcx) -> sdk.vpcPeeringConnectionId(pcx.value());
      case Target.Transit(var tgw) -> sdk.transitGatewayId(tgw.value());
      case Target.VirtualPrivate(var gateway) -> sdk.gatewayId(gateway.value());
      case Target.Endpoint(var endpoint) -> sdk.gatewayId(endpoint.value());
      case Target.Internet(var gateway) -> sdk.gatewayId(gateway.value());
      case Target.Nat(var gateway) -> sdk.natGatewayId(gateway.value());
      case Target.Interface(var eni) -> {
        sdk.networkInterfaceId(eni.value());
        view.vpcs()
            .networkInterface(eni)
            .flatMap(it -> it.attachment())
            .ifPresent(at -> sdk.instanceId(at.instance().value()).instanceOwnerId(view.owner()));
      }
    }
    return sdk.build();
  }
}
