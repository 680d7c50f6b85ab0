package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.Refusal;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules for regional NAT gateways (facts: vpc 1.8): no subnet, no interface, a route table of
 * their own, and Elastic IPs for each zone, which AWS provisions if nobody names any.
 */
final class RegionalNatGateways {
  private RegionalNatGateways() {}

  static Decision<NatGateway> create(
      Vpcs vpcs,
      NatGatewayId id,
      CreateNatGateway.Wanted.Regional wanted,
      Tags tags,
      Context context) {
    Optional<Vpc> vpc = vpcs.vpc(wanted.vpc());
    if (vpc.isEmpty()) {
      return Decision.refuse(NetworkRefusals.vpcNotFound(wanted.vpc()));
    }
    List<AllocationId> allocations =
        wanted.zones().stream().flatMap(zone -> zone.allocations().stream()).toList();
    Optional<Refusal> refusal = zoneProblem(wanted).or(() -> NatGateways.twice(allocations));
    if (refusal.isPresent()) {
      return Decision.refuse(refusal.get());
    }
    NatGateway.Placement.Regional placement =
        new NatGateway.Placement.Regional(
            new RouteTableId(context.ids().next("rtb")), wanted.zones().isEmpty());
    Optional<Refusal> failure = NatGateways.failure(vpcs, vpc.get(), allocations);
    if (failure.isPresent()) {
      NatGateway failing =
          NatGateways.failing(
              id,
              vpc.get(),
              placement,
              allocations,
              failure.get(),
              new CreateNatGateway(wanted, tags, Optional.of(id)),
              context);
      return Decision.accept(failing, Change.put(NatGateway.KIND, failing));
    }
    List<Change<?, ?>> changes = new ArrayList<>();
    changes.add(Change.put(RouteTable.KIND, table(vpcs, vpc.get(), placement.routeTable())));
    NatGateway gateway =
        new NatGateway(
            id,
            vpc.get().scope(),
            vpc.get().id(),
            placement,
            true,
            List.of(),
            NatGateway.State.PENDING,
            Optional.empty(),
            context.now(),
            Optional.empty(),
            tags);
    for (CreateNatGateway.InZone zone : wanted.zones()) {
      gateway = with(vpcs, gateway, zone.zone(), zone.allocations(), changes, context);
    }
    changes.add(Change.put(NatGateway.KIND, gateway));
    return Decision.accept(gateway, changes);
  }

  static Decision<NatGateway> associate(
      Vpcs vpcs,
      NatGateway gateway,
      NatGateway.Placement.Regional placement,
      AssociateNatGatewayAddress command,
      Context context) {
    if (placement.provisionsZones()) {
      return Decision.refuse(NatRefusals.provisionsZones(gateway.id()));
    }
    Optional<Zone> zone =
        command.zone().flatMap(name -> Zones.find(gateway.scope().region(), name));
    if (zone.isEmpty()) {
      return Decision.refuse(NatRefusals.zoneWanted(gateway.id()));
    }
    List<Change<?, ?>> changes = new ArrayList<>();
    NatGateway grown = with(vpcs, gateway, zone.get(), command.allocations(), changes, context);
    changes.add(Change.put(NatGateway.KIND, grown));
    return Decision.accept(grown, changes);
  }

  /**
   * What changes when a gateway that provisions its zones follows the VPC's subnets: Elastic IPs of
   * AWS's own for new zones, none for zones that have no subnet any more.
   */
  static List<Change<?, ?>> followed(Vpcs vpcs, NatGateway gateway, Context context) {
    Set<Zone> wanted = new HashSet<>();
    vpcs.subnetsOf(gateway.vpc()).forEach(subnet -> wanted.add(subnet.zone()));
    List<Change<?, ?>> changes = new ArrayList<>();
    List<NatGateway.Address> kept = new ArrayList<>();
    for (NatGateway.Address address : gateway.addresses()) {
      if (address.zone().filter(wanted::contains).isPresent()) {
        kept.add(address);
        wanted.remove(address.zone().get());
      } else {
        changes.addAll(freed(vpcs, address));
      }
    }
    NatGateway next = gateway.withAddresses(kept);
    List<Zone> open = wanted.stream().sorted(java.util.Comparator.comparing(Zone::name)).toList();
    Vpcs present = new Vpcs(vpcs.facts().with(changes));
    for (Zone zone : open) {
      Optional<Ipv4Address> address = PublicAddresses.free(present);
      if (address.isPresent()) {
        ElasticIp made =
            ElasticIp.allocated(
                new AllocationId(context.ids().next("eipalloc")),
                gateway.scope(),
                address.get(),
                Tags.NONE);
        next = joined(next, zone, made, true, changes, context);
        present = new Vpcs(vpcs.facts().with(changes));
      }
    }
    if (!next.equals(gateway)) {
      changes.add(Change.put(NatGateway.KIND, next));
    }
    return changes;
  }

  /** An Elastic IP that the gateway uses no more; AWS releases those that it allocated. */
  static List<Change<?, ?>> freed(Vpcs vpcs, NatGateway.Address address) {
    Optional<ElasticIp> elastic =
        address
            .elastic()
            .filter(it -> it.use().isPresent()) // one that failed may be another gateway's
            .flatMap(it -> vpcs.facts().find(ElasticIp.KIND, it.allocation()));
    if (elastic.flatMap(ElasticIp::gateway).isEmpty()) {
      return List.of();
    }
    return List.of(
        elastic.get().provisioned()
            ? Change.remove(ElasticIp.KIND, elastic.get().id())
            : Change.put(ElasticIp.KIND, elastic.get().disassociated()));
  }

  private static Optional<Refusal> zoneProblem(CreateNatGateway.Wanted.Regional wanted) {
    Set<Zone> seen = new HashSet<>();
    for (CreateNatGateway.InZone zone : wanted.zones()) {
      if (!seen.add(zone.zone())) {
        return Optional.of(NatRefusals.zoneTwice(zone.zone()));
      }
      if (zone.allocations().isEmpty()) {
        return Optional.of(NatRefusals.zoneWithoutAddress(zone.zone()));
      }
    }
    return Optional.empty();
  }

  private static RouteTable table(Vpcs vpcs, Vpc vpc, RouteTableId id) {
    List<RouteTable.Route> routes = new ArrayList<>(RouteTables.localRoutes(vpc));
    vpcs.internetGatewayOf(vpc.id())
        .ifPresent(
            internet ->
                routes.add(
                    new RouteTable.Route(
                        Cidr.ANY_IPV4,
                        new RouteTable.Target.Internet(internet.id()),
                        RouteTable.Origin.CREATE_ROUTE)));
    return new RouteTable(
        id,
        vpc.scope(),
        vpc.id(),
        routes,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Tags.NONE);
  }

  private static NatGateway with(
      Vpcs vpcs,
      NatGateway gateway,
      Zone zone,
      List<AllocationId> allocations,
      List<Change<?, ?>> changes,
      Context context) {
    NatGateway next = gateway;
    for (AllocationId allocation : allocations) {
      ElasticIp ip = vpcs.facts().find(ElasticIp.KIND, allocation).orElseThrow();
      next = joined(next, zone, ip, false, changes, context);
    }
    return next;
  }

  private static NatGateway joined(
      NatGateway gateway,
      Zone zone,
      ElasticIp ip,
      boolean provisioned,
      List<Change<?, ?>> changes,
      Context context) {
    AssociationId association = new AssociationId(context.ids().next("eipassoc"));
    changes.add(
        Change.put(
            ElasticIp.KIND,
            ip.ofGateway(new ElasticIp.OfGateway(association, gateway.id(), provisioned))));
    List<NatGateway.Address> addresses = new ArrayList<>(gateway.addresses());
    addresses.add(
        new NatGateway.Address(
            Optional.of(zone),
            Optional.empty(),
            Optional.empty(),
            Optional.of(NatGateways.elastic(ip, association)),
            addresses.isEmpty(),
            gateway.state() == NatGateway.State.PENDING
                ? NatGateway.Status.SUCCEEDED
                : NatGateway.Status.ASSOCIATING,
            context.now()));
    return gateway.withAddresses(addresses);
  }
}
