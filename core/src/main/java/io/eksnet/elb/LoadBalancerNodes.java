package io.eksnet.elb;

import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.net.Ipv4Address;
import io.eksnet.net.Ipv6Address;
import io.eksnet.table.Change;
import io.eksnet.vpc.ElasticIp;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.ServiceInterfaces;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpcs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Makes and removes the interfaces of a load balancer, one with its addresses in each zone. */
final class LoadBalancerNodes {
  private LoadBalancerNodes() {}

  /** The nodes for some subnets, which must be fit for them. */
  static Decision<List<LoadBalancer.Node>> made(
      Vpcs vpcs, LoadBalancer bare, Placement placement, Context context) {
    boolean isPublic = placement.hasPublicIpv4();
    List<CreateLoadBalancer.Mapping> mappings = placement.added();
    int lent = (int) mappings.stream().filter(it -> it.allocation().isEmpty()).count();
    Deque<Ipv4Address> free =
        new ArrayDeque<>(isPublic ? ServiceInterfaces.publicAddresses(vpcs, lent) : List.of());
    if (isPublic && free.size() < lent) {
      return Decision.refuse(ElbRefusals.configuration("There is no public address left to give"));
    }
    List<Change<?, ?>> changes = new ArrayList<>();
    List<LoadBalancer.Node> nodes = new ArrayList<>();
    for (CreateLoadBalancer.Mapping mapping : mappings) {
      Optional<ElasticIp> elastic =
          mapping.allocation().flatMap(id -> vpcs.facts().find(ElasticIp.KIND, id));
      Optional<Ipv4Address> address =
          elastic
              .map(ElasticIp::publicAddress)
              .or(() -> isPublic ? Optional.of(free.removeFirst()) : Optional.empty());
      Decision<NetworkInterface> made =
          made(vpcs, bare, mapping, context)
              .then(
                  eni ->
                      placement.ipAddressType().hasIpv6()
                          ? ServiceInterfaces.withIpv6(vpcs, eni, mapping.ipv6Address())
                          : Decision.accept(eni))
              .then(
                  eni ->
                      ServiceInterfaces.withSecondary(
                          new Vpcs(
                              vpcs.facts().with(List.of(Change.put(NetworkInterface.KIND, eni)))),
                          eni,
                          LoadBalancerAttributes.secondaryAddresses(bare)));
      switch (made) {
        case Decision.Refused<NetworkInterface>(Refusal why) -> {
          return Decision.refuse(ElbRefusals.configuration(why.message()));
        }
        case Decision.Accepted<NetworkInterface>(NetworkInterface eni, var _) -> {
          nodes.add(node(eni, mapping, address));
          changes.addAll(exposed(eni, address, elastic, context));
        }
      }
    }
    return Decision.accept(nodes, changes);
  }

  /** What goes with a node. */
  static List<Change<?, ?>> removal(Vpcs vpcs, LoadBalancer.Node node) {
    return ServiceInterfaces.removal(vpcs, node.eni());
  }

  /** A node with an IPv6 address of ELB's choice. */
  static Decision<LoadBalancer.Node> withIpv6(Vpcs vpcs, LoadBalancer.Node node) {
    if (node.ipv6Address().isPresent()) {
      return Decision.accept(node);
    }
    NetworkInterface eni = vpcs.networkInterface(node.eni()).orElseThrow();
    return ServiceInterfaces.withIpv6(vpcs, eni, Optional.empty())
        .then(
            made ->
                Decision.accept(
                    addressed(
                        node,
                        node.publicAddress(),
                        Optional.of(made.held().ipv6().getFirst()),
                        false),
                    Change.put(NetworkInterface.KIND, made)));
  }

  /** A node without an IPv6 address. */
  static Decision<LoadBalancer.Node> withoutIpv6(Vpcs vpcs, LoadBalancer.Node node) {
    NetworkInterface eni = vpcs.networkInterface(node.eni()).orElseThrow();
    return Decision.accept(
        addressed(node, node.publicAddress(), Optional.empty(), false),
        Change.put(NetworkInterface.KIND, eni.withHeld(eni.held().withIpv6(List.of(), List.of()))));
  }

  /** A node with a lent public IPv4 address, or without any. */
  static Decision<LoadBalancer.Node> withPublicIpv4(
      Vpcs vpcs, LoadBalancer.Node node, boolean exposed) {
    if (node.publicAddress().isPresent() == exposed) {
      return Decision.accept(node);
    }
    NetworkInterface eni = vpcs.networkInterface(node.eni()).orElseThrow();
    if (!exposed) {
      return Decision.accept(
          addressed(node, Optional.empty(), node.ipv6Address(), node.ipv6AddressChosen()),
          Change.put(NetworkInterface.KIND, eni.withoutPublicAddress(eni.primary())));
    }
    List<Ipv4Address> free = ServiceInterfaces.publicAddresses(vpcs, 1);
    return free.isEmpty()
        ? Decision.refuse(ElbRefusals.configuration("There is no public address left to give"))
        : Decision.accept(
            addressed(
                node, Optional.of(free.getFirst()), node.ipv6Address(), node.ipv6AddressChosen()),
            Change.put(
                NetworkInterface.KIND,
                eni.withPublicAddress(
                    new NetworkInterface.PublicAddress(
                        free.getFirst(), eni.primary(), Optional.empty(), Optional.empty()))));
  }

  private static LoadBalancer.Node node(
      NetworkInterface eni, CreateLoadBalancer.Mapping mapping, Optional<Ipv4Address> address) {
    return new LoadBalancer.Node(
        eni.zone(),
        eni.subnet(),
        eni.id(),
        eni.primary(),
        mapping.address().isPresent(),
        mapping.allocation(),
        address,
        eni.held().ipv6().stream().findFirst(),
        mapping.ipv6Address().isPresent());
  }

  private static LoadBalancer.Node addressed(
      LoadBalancer.Node node,
      Optional<Ipv4Address> publicAddress,
      Optional<Ipv6Address> ipv6Address,
      boolean chosen) {
    return new LoadBalancer.Node(
        node.zone(),
        node.subnet(),
        node.eni(),
        node.privateAddress(),
        node.addressChosen(),
        node.allocation(),
        publicAddress,
        ipv6Address,
        chosen);
  }

  private static Decision<NetworkInterface> made(
      Vpcs vpcs, LoadBalancer bare, CreateLoadBalancer.Mapping mapping, Context context) {
    Subnet subnet = vpcs.subnet(mapping.subnet()).orElseThrow();
    NetworkInterface.Type type =
        switch (bare.type()) {
          case APPLICATION -> NetworkInterface.Type.LOAD_BALANCER;
          case NETWORK -> NetworkInterface.Type.NETWORK_LOAD_BALANCER;
        };
    String description = bare.interfaceDescription();
    return mapping
        .address()
        .map(
            address ->
                ServiceInterfaces.make(
                    vpcs, subnet, type, description, bare.groups(), address, context))
        .orElseGet(
            () -> ServiceInterfaces.make(vpcs, subnet, type, description, bare.groups(), context));
  }

  private static List<Change<?, ?>> exposed(
      NetworkInterface eni,
      Optional<Ipv4Address> address,
      Optional<ElasticIp> elastic,
      Context context) {
    if (address.isEmpty()) {
      return List.of(Change.put(NetworkInterface.KIND, eni));
    }
    Optional<AllocationId> allocation = elastic.map(ElasticIp::id);
    Optional<AssociationId> association =
        elastic.map(_ -> new AssociationId(context.ids().next("eipassoc")));
    List<Change<?, ?>> changes = new ArrayList<>();
    changes.add(
        Change.put(
            NetworkInterface.KIND,
            eni.withPublicAddress(
                new NetworkInterface.PublicAddress(
                    address.get(), eni.primary(), allocation, association))));
    if (elastic.isPresent() && association.isPresent()) {
      changes.add(
          Change.put(
              ElasticIp.KIND,
              elastic
                  .get()
                  .associated(
                      new ElasticIp.Association(association.get(), eni.id(), eni.primary()))));
    }
    return changes;
  }
}
