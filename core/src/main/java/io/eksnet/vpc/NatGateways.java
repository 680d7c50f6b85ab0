package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.Refusal;
import io.eksnet.id.SubnetId;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rules for NAT gateways; {@link RegionalNatGateways} has those for regional ones. */
final class NatGateways {
  private NatGateways() {}

  /**
   * A zonal gateway that is to be made.
   *
   * @param allocations its Elastic IPs, the primary one first; none for a private gateway
   * @param secondary its further private addresses
   */
  private record Zonal(
      NatGatewayId id,
      Subnet subnet,
      List<AllocationId> allocations,
      Optional<Ipv4Address> primary,
      AddressRequest<Ipv4Address> secondary,
      CreateNatGateway command) {}

  static Decision<NatGateway> create(Vpcs vpcs, CreateNatGateway command, Context context) {
    NatGatewayId id = command.id().orElseGet(() -> new NatGatewayId(context.ids().next("nat")));
    if (vpcs.facts().table(NatGateway.KIND).contains(id)) {
      return Decision.refuse(Ec2Refusals.idInUse(id));
    }
    return switch (command.wanted()) {
      case CreateNatGateway.Wanted.Regional wanted ->
          RegionalNatGateways.create(vpcs, id, wanted, command.tags(), context);
      case CreateNatGateway.Wanted.Private(var subnet, var primary, var secondary) ->
          inSubnet(
              vpcs,
              subnet,
              it -> new Zonal(id, it, List.of(), primary, secondary, command),
              context);
      case CreateNatGateway.Wanted.Public wanted ->
          unequal(wanted.secondary(), wanted.secondaryAddresses())
              .<Decision<NatGateway>>map(Decision::refuse)
              .orElseGet(
                  () ->
                      inSubnet(
                          vpcs,
                          wanted.subnet(),
                          it ->
                              new Zonal(
                                  id,
                                  it,
                                  Stream.concat(
                                          Stream.of(wanted.allocation()),
                                          wanted.secondary().stream())
                                      .toList(),
                                  wanted.privateAddress(),
                                  addresses(wanted.secondary(), wanted.secondaryAddresses()),
                                  command),
                          context));
    };
  }

  /** Private addresses go with Elastic IPs one by one, or are none at all. */
  static Optional<Refusal> unequal(List<AllocationId> allocations, List<Ipv4Address> addresses) {
    return addresses.isEmpty() || addresses.size() == allocations.size()
        ? Optional.empty()
        : Optional.of(NatRefusals.unequal(allocations.size(), addresses.size()));
  }

  /** The private addresses for Elastic IPs: those named, or as many of EC2's choice. */
  static AddressRequest<Ipv4Address> addresses(
      List<AllocationId> allocations, List<Ipv4Address> addresses) {
    return addresses.isEmpty()
        ? new AddressRequest.Count<Ipv4Address>(allocations.size())
        : new AddressRequest.Exactly<Ipv4Address>(addresses);
  }

  static Decision<NatGateway> delete(Vpcs vpcs, DeleteNatGateway command, Context context) {
    Optional<NatGateway> gateway = vpcs.facts().find(NatGateway.KIND, command.id());
    if (gateway.isEmpty()) {
      return Decision.refuse(NatRefusals.notFound(command.id()));
    }
    return switch (gateway.get().state()) {
      case DELETED -> Decision.refuse(NatRefusals.notFound(command.id()));
      case DELETING -> Decision.accept(gateway.get(), List.of());
      case FAILED -> put(gateway.get().ended(NatGateway.State.DELETED, context.now()));
      case PENDING, AVAILABLE -> put(gateway.get().ended(NatGateway.State.DELETING, context.now()));
    };
  }

  /** How many gateways a zone has of an account. */
  static long inZone(Vpcs vpcs, Subnet subnet) {
    return vpcs.facts().table(NatGateway.KIND).stream()
        .filter(gateway -> gateway.scope().equals(subnet.scope()))
        .filter(NatGateway::isAlive)
        .filter(
            gateway ->
                gateway
                    .subnet()
                    .flatMap(vpcs::subnet)
                    .map(Subnet::zone)
                    .equals(Optional.of(subnet.zone())))
        .count();
  }

  /** Why EC2 fails a gateway that wants Elastic IPs (facts: vpc 1.4, "NAT"), if it does. */
  static Optional<Refusal> failure(Vpcs vpcs, Vpc vpc, List<AllocationId> allocations) {
    if (vpcs.internetGatewayOf(vpc.id()).isEmpty()) {
      return Optional.of(NetworkRefusals.natWithoutInternet(vpc.id()));
    }
    for (AllocationId allocation : allocations) {
      Optional<ElasticIp> elastic =
          vpcs.facts()
              .find(ElasticIp.KIND, allocation)
              .filter(it -> it.scope().equals(vpc.scope()));
      if (elastic.isEmpty()) {
        return Optional.of(NetworkRefusals.natAllocationNotFound(allocation));
      }
      if (elastic.get().inUse()) {
        return Optional.of(NetworkRefusals.natAllocationInUse(allocation));
      }
    }
    return Optional.empty();
  }

  /** The first Elastic IP that is named twice. */
  static Optional<Refusal> twice(List<AllocationId> allocations) {
    Set<AllocationId> seen = new HashSet<>();
    return allocations.stream().filter(it -> !seen.add(it)).findFirst().map(NatRefusals::twice);
  }

  /** A gateway that EC2 will say has failed. */
  static NatGateway failing(
      NatGatewayId id,
      Vpc vpc,
      NatGateway.Placement placement,
      List<AllocationId> allocations,
      Refusal why,
      CreateNatGateway command,
      Context context) {
    List<NatGateway.Address> addresses =
        allocations.stream()
            .map(
                it ->
                    new NatGateway.Address(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new NatGateway.Elastic(it, Optional.empty())),
                        it.equals(allocations.getFirst()),
                        NatGateway.Status.FAILED,
                        context.now()))
            .toList();
    return new NatGateway(
        id,
        vpc.scope(),
        vpc.id(),
        placement,
        !allocations.isEmpty() || placement instanceof NatGateway.Placement.Regional,
        addresses,
        NatGateway.State.PENDING,
        Optional.of(new NatGateway.Failure(why.code(), why.message())),
        context.now(),
        Optional.empty(),
        command.tags());
  }

  private static Decision<NatGateway> inSubnet(
      Vpcs vpcs, SubnetId id, java.util.function.Function<Subnet, Zonal> wanted, Context context) {
    Optional<Subnet> subnet = vpcs.subnet(id);
    Optional<Vpc> vpc = subnet.flatMap(it -> vpcs.vpc(it.vpc()));
    if (subnet.isEmpty() || vpc.isEmpty()) {
      return Decision.refuse(Ec2Refusals.subnetNotFound(id));
    }
    Zonal zonal = wanted.apply(subnet.get());
    Optional<Refusal> refusal = refusal(vpcs, zonal);
    if (refusal.isPresent()) {
      return Decision.refuse(refusal.get());
    }
    Optional<Refusal> failure =
        zonal.allocations().isEmpty()
            ? Optional.empty()
            : failure(vpcs, vpc.get(), zonal.allocations());
    Optional<List<Ipv4Address>> addresses =
        NatAddressChoice.choose(
            SubnetAddresses.of(vpcs, subnet.get()), zonal.primary(), zonal.secondary());
    if (failure.isPresent() || addresses.isEmpty()) {
      return put(
          failing(
              zonal.id(),
              vpc.get(),
              new NatGateway.Placement.Zonal(id),
              zonal.allocations(),
              failure.orElseGet(NetworkRefusals::natSubnetFull),
              zonal.command(),
              context));
    }
    return made(vpcs, zonal, addresses.get(), context);
  }

  private static Optional<Refusal> refusal(Vpcs vpcs, Zonal zonal) {
    if (inZone(vpcs, zonal.subnet()) >= vpcs.quota(Quota.NAT_GATEWAYS_PER_ZONE)) {
      return Optional.of(NetworkRefusals.natLimit());
    }
    if (zonal.allocations().size() > vpcs.quota(Quota.ELASTIC_IPS_PER_NAT_GATEWAY)) {
      return Optional.of(NatRefusals.tooManyElasticIps());
    }
    if (1 + zonal.secondary().size() > vpcs.quota(Quota.PRIVATE_ADDRESSES_PER_NAT_GATEWAY)) {
      return Optional.of(NatRefusals.tooManyPrivateAddresses());
    }
    return twice(zonal.allocations())
        .or(
            () ->
                NatAddressChoice.problem(
                    SubnetAddresses.of(vpcs, zonal.subnet()), zonal.primary(), zonal.secondary()));
  }

  private static Decision<NatGateway> made(
      Vpcs vpcs, Zonal zonal, List<Ipv4Address> addresses, Context context) {
    return switch (ServiceInterfaces.make(
        vpcs,
        zonal.subnet(),
        NetworkInterface.Type.NAT_GATEWAY,
        "Interface for NAT Gateway " + zonal.id(),
        List.of(),
        addresses.getFirst(),
        context)) {
      case Decision.Refused<NetworkInterface>(Refusal why) -> Decision.refuse(why);
      case Decision.Accepted<NetworkInterface>(NetworkInterface eni, var _) ->
          with(vpcs, zonal, eni.withSecondary(addresses.subList(1, addresses.size())), context);
    };
  }

  private static Decision<NatGateway> with(
      Vpcs vpcs, Zonal zonal, NetworkInterface eni, Context context) {
    List<Change<?, ?>> changes = new ArrayList<>();
    List<NatGateway.Address> addresses = new ArrayList<>();
    NetworkInterface own = eni;
    for (int i = 0; i < eni.addresses().size(); i++) {
      Ipv4Address address = eni.addresses().get(i);
      Optional<NatGateway.Elastic> elastic = Optional.empty();
      if (!zonal.allocations().isEmpty()) {
        ElasticIp ip = vpcs.facts().find(ElasticIp.KIND, zonal.allocations().get(i)).orElseThrow();
        AssociationId association = new AssociationId(context.ids().next("eipassoc"));
        own = ElasticIps.before(ip, own, address, association);
        changes.add(
            Change.put(
                ElasticIp.KIND,
                ip.associated(new ElasticIp.Association(association, eni.id(), address))));
        elastic = Optional.of(elastic(ip, association));
      }
      addresses.add(
          new NatGateway.Address(
              Optional.empty(),
              Optional.of(eni.id()),
              Optional.of(address),
              elastic,
              i == 0,
              NatGateway.Status.SUCCEEDED,
              context.now()));
    }
    NatGateway gateway =
        new NatGateway(
            zonal.id(),
            zonal.subnet().scope(),
            zonal.subnet().vpc(),
            new NatGateway.Placement.Zonal(zonal.subnet().id()),
            !zonal.allocations().isEmpty(),
            addresses,
            NatGateway.State.PENDING,
            Optional.empty(),
            context.now(),
            Optional.empty(),
            zonal.command().tags());
    changes.add(Change.put(NetworkInterface.KIND, own));
    changes.add(Change.put(NatGateway.KIND, gateway));
    return Decision.accept(gateway, changes);
  }

  /** An Elastic IP as an address of a gateway tells of it. */
  static NatGateway.Elastic elastic(ElasticIp ip, AssociationId association) {
    return new NatGateway.Elastic(
        ip.id(), Optional.of(new NatGateway.Use(association, ip.publicAddress())));
  }

  private static Decision<NatGateway> put(NatGateway gateway) {
    return Decision.accept(gateway, Change.put(NatGateway.KIND, gateway));
  }
}
