package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.Refusal;
import io.eksnet.id.RouteTableAssociationId;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for who uses a route table, and for whose routes it takes over. */
final class RouteTableAssociations {
  private RouteTableAssociations() {}

  static Decision<RouteTable.Association> associate(
      Vpcs vpcs, AssociateRouteTable command, Context context) {
    Optional<RouteTable> table = vpcs.facts().find(RouteTable.KIND, command.table());
    if (table.isEmpty()) {
      return Decision.refuse(NetworkRefusals.routeTableNotFound(command.table()));
    }
    Optional<Refusal> problem = subnetProblem(vpcs, table.get(), command.subnet());
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    Optional<RouteTable> present =
        vpcs.facts().table(RouteTable.KIND).firstBy(RouteTable.BY_SUBNET, command.subnet());
    if (present.isPresent() && !present.get().id().equals(command.table())) {
      return Decision.refuse(NetworkRefusals.associationExists(command.table()));
    }
    Optional<RouteTable.Association> same =
        table.get().associations().stream()
            .filter(it -> it.subnet().equals(command.subnet()))
            .findFirst();
    if (same.isPresent()) {
      return Decision.accept(same.get(), List.of());
    }
    RouteTable.Association association =
        new RouteTable.Association(newId(context), command.subnet());
    return Decision.accept(
        association,
        put(table.get().withAssociations(plus(table.get().associations(), association))));
  }

  static Decision<RouteTable.GatewayAssociation> associate(
      Vpcs vpcs, AssociateGatewayRouteTable command, Context context) {
    Optional<RouteTable> table = vpcs.facts().find(RouteTable.KIND, command.table());
    if (table.isEmpty()) {
      return Decision.refuse(NetworkRefusals.routeTableNotFound(command.table()));
    }
    Optional<Refusal> problem = gatewayProblem(vpcs, table.get(), command.gateway());
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    Optional<RouteTable> present =
        vpcs.facts().table(RouteTable.KIND).firstBy(RouteTable.BY_GATEWAY, command.gateway());
    if (present.isPresent() && !present.get().id().equals(command.table())) {
      return Decision.refuse(NetworkRefusals.associationExists(command.table()));
    }
    Optional<RouteTable.GatewayAssociation> same =
        table.get().gatewayAssociations().stream()
            .filter(it -> it.gateway().equals(command.gateway()))
            .findFirst();
    if (same.isPresent()) {
      return Decision.accept(same.get(), List.of());
    }
    RouteTable.GatewayAssociation association =
        new RouteTable.GatewayAssociation(newId(context), command.gateway());
    return Decision.accept(
        association,
        put(
            table
                .get()
                .withGatewayAssociations(plus(table.get().gatewayAssociations(), association))));
  }

  static Decision<RouteTableId> disassociate(Vpcs vpcs, DisassociateRouteTable command) {
    Optional<RouteTable> table = with(vpcs, command.association());
    if (table.isEmpty()) {
      return Decision.refuse(RouteRefusals.associationNotFound(command.association()));
    }
    if (table.get().mainAssociation().equals(Optional.of(command.association()))) {
      return Decision.refuse(RouteRefusals.mainAssociationStays(command.association()));
    }
    return Decision.accept(table.get().id(), put(without(table.get(), command.association())));
  }

  static Decision<RouteTableAssociationId> replace(
      Vpcs vpcs, ReplaceRouteTableAssociation command, Context context) {
    Optional<RouteTable> from = with(vpcs, command.association());
    if (from.isEmpty()) {
      return Decision.refuse(RouteRefusals.associationNotFound(command.association()));
    }
    Optional<RouteTable> to = vpcs.facts().find(RouteTable.KIND, command.table());
    if (to.isEmpty()) {
      return Decision.refuse(NetworkRefusals.routeTableNotFound(command.table()));
    }
    if (from.get().id().equals(to.get().id())) {
      return Decision.accept(command.association(), List.of());
    }
    if (from.get().mainAssociation().equals(Optional.of(command.association()))) {
      return replaceMain(from.get(), to.get(), context);
    }
    for (RouteTable.Association old : from.get().associations()) {
      if (old.id().equals(command.association())) {
        RouteTable.Association next = new RouteTable.Association(newId(context), old.subnet());
        return moved(
            subnetProblem(vpcs, to.get(), old.subnet()),
            next.id(),
            without(from.get(), old.id()),
            to.get().withAssociations(plus(to.get().associations(), next)));
      }
    }
    RouteTable.GatewayAssociation old =
        from.get().gatewayAssociations().stream()
            .filter(it -> it.id().equals(command.association()))
            .findFirst()
            .orElseThrow();
    RouteTable.GatewayAssociation next =
        new RouteTable.GatewayAssociation(newId(context), old.gateway());
    return moved(
        gatewayProblem(vpcs, to.get(), old.gateway()),
        next.id(),
        without(from.get(), old.id()),
        to.get().withGatewayAssociations(plus(to.get().gatewayAssociations(), next)));
  }

  private static Decision<RouteTableAssociationId> replaceMain(
      RouteTable from, RouteTable to, Context context) {
    if (!from.vpc().equals(to.vpc())) {
      return Decision.refuse(RouteRefusals.tableOfOtherNetwork(to.id(), from.vpc().value()));
    }
    if (!to.gatewayAssociations().isEmpty()) {
      return Decision.refuse(RouteRefusals.gatewayTableForMain(to.id()));
    }
    RouteTableAssociationId next = newId(context);
    return moved(
        Optional.empty(),
        next,
        from.withMainAssociation(Optional.empty()),
        to.withMainAssociation(Optional.of(next)));
  }

  private static Decision<RouteTableAssociationId> moved(
      Optional<Refusal> problem, RouteTableAssociationId next, RouteTable from, RouteTable to) {
    return problem.isPresent()
        ? Decision.refuse(problem.get())
        : Decision.accept(next, put(from), put(to));
  }

  static Decision<RouteTable> propagate(Vpcs vpcs, EnableVgwRoutePropagation command) {
    Optional<RouteTable> table = vpcs.facts().find(RouteTable.KIND, command.table());
    if (table.isEmpty()) {
      return Decision.refuse(NetworkRefusals.routeTableNotFound(command.table()));
    }
    Optional<Refusal> problem =
        RouteTables.targetProblem(
            vpcs, table.get(), new RouteTable.Target.VirtualPrivate(command.gateway()));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    if (!table.get().gatewayAssociations().isEmpty()) {
      return Decision.refuse(RouteRefusals.gatewayTablePropagates(command.table()));
    }
    if (table.get().propagating().contains(command.gateway())) {
      return Decision.accept(table.get(), List.of());
    }
    RouteTable changed =
        table.get().withPropagating(plus(table.get().propagating(), command.gateway()));
    return Decision.accept(changed, put(changed));
  }

  static Decision<RouteTable> propagateNoMore(Vpcs vpcs, DisableVgwRoutePropagation command) {
    Optional<RouteTable> table = vpcs.facts().find(RouteTable.KIND, command.table());
    if (table.isEmpty()) {
      return Decision.refuse(NetworkRefusals.routeTableNotFound(command.table()));
    }
    List<VpnGatewayId> rest =
        table.get().propagating().stream().filter(it -> !it.equals(command.gateway())).toList();
    RouteTable.Target gone = new RouteTable.Target.VirtualPrivate(command.gateway());
    List<RouteTable.Route> routes =
        table.get().routes().stream()
            .filter(
                route ->
                    route.origin() != RouteTable.Origin.ENABLE_VGW_ROUTE_PROPAGATION
                        || !route.target().equals(gone))
            .toList();
    RouteTable changed = table.get().withPropagating(rest).withRoutes(routes);
    return Decision.accept(changed, put(changed));
  }

  private static Optional<RouteTable> with(Vpcs vpcs, RouteTableAssociationId association) {
    return vpcs.facts().table(RouteTable.KIND).firstBy(RouteTable.BY_ASSOCIATION, association);
  }

  private static Optional<Refusal> subnetProblem(Vpcs vpcs, RouteTable table, SubnetId id) {
    Optional<Subnet> subnet = vpcs.subnet(id);
    if (subnet.isEmpty()) {
      return Optional.of(Ec2Refusals.subnetNotFound(id));
    }
    return subnet.get().vpc().equals(table.vpc())
        ? Optional.empty()
        : Optional.of(NetworkRefusals.subnetOfOtherNetwork(table.id(), id));
  }

  /** Why a gateway cannot use a table (facts: vpc 1.7, gateway tables). */
  private static Optional<Refusal> gatewayProblem(Vpcs vpcs, RouteTable table, String gateway) {
    Optional<VpcId> vpc = vpcOf(vpcs, gateway);
    if (vpc.isEmpty()) {
      return Optional.of(GatewayRefusals.gatewayNotFound(gateway));
    }
    if (!vpc.get().equals(table.vpc())) {
      return Optional.of(RouteRefusals.tableOfOtherNetwork(table.id(), "gateway " + gateway));
    }
    if (table.isMain()) {
      return Optional.of(RouteRefusals.mainForGateway(table.id()));
    }
    if (!table.propagating().isEmpty()) {
      return Optional.of(RouteRefusals.gatewayTablePropagates(table.id()));
    }
    return table.routes().stream()
        .flatMap(route -> Routes.gatewayTableProblem(vpcs, table, route).stream())
        .findFirst();
  }

  /** The VPC that a gateway is attached to; only internet gateways are known here yet. */
  private static Optional<VpcId> vpcOf(Vpcs vpcs, String gateway) {
    return vpcs.facts()
        .find(InternetGateway.KIND, new InternetGatewayId(gateway))
        .flatMap(InternetGateway::vpc);
  }

  private static RouteTable without(RouteTable table, RouteTableAssociationId gone) {
    return table
        .withAssociations(
            table.associations().stream().filter(it -> !it.id().equals(gone)).toList())
        .withGatewayAssociations(
            table.gatewayAssociations().stream().filter(it -> !it.id().equals(gone)).toList());
  }

  private static RouteTableAssociationId newId(Context context) {
    return new RouteTableAssociationId(context.ids().next("rtbassoc"));
  }

  private static <T> List<T> plus(List<T> list, T item) {
    List<T> all = new ArrayList<>(list);
    all.add(item);
    return all;
  }

  private static Change<RouteTableId, RouteTable> put(RouteTable table) {
    return Change.put(RouteTable.KIND, table);
  }
}
