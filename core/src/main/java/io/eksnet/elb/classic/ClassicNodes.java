package io.eksnet.elb.classic;

import io.eksnet.elb.LoadBalancer.Scheme;
import io.eksnet.elb.classic.ClassicLoadBalancer.Node;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.SubnetId;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneId;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.ServiceInterfaces;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpcs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules for where a Classic Load Balancer is: an interface in each zone. */
final class ClassicNodes {
  /** How many addresses of a subnet must be free (Classic Load Balancers user guide). */
  private static final int FREE_ADDRESSES = 8;

  private ClassicNodes() {}

  /** Why a load balancer cannot be in these subnets beside where it is, if so. */
  static Optional<Refusal> problem(
      Vpcs vpcs, Scope owner, Scheme scheme, List<SubnetId> subnets, List<Node> there) {
    if (subnets.isEmpty()) {
      return Optional.of(
          ClassicRefusals.validation("Either AvailabilityZones or SubnetIds must be specified"));
    }
    Set<ZoneId> zones = new HashSet<>(there.stream().map(it -> it.zone().id()).toList());
    Set<VpcId> networks = new HashSet<>();
    there.forEach(it -> vpcs.subnet(it.subnet()).ifPresent(s -> networks.add(s.vpc())));
    for (SubnetId id : subnets) {
      Optional<Subnet> found = vpcs.subnet(id).filter(it -> it.scope().equals(owner));
      if (found.isEmpty()) {
        return Optional.of(ClassicRefusals.subnetNotFound(id));
      }
      Subnet subnet = found.get();
      networks.add(subnet.vpc());
      if (networks.size() > 1) {
        return Optional.of(ClassicRefusals.twoNetworks());
      }
      if (!zones.add(subnet.zone().id())) {
        return Optional.of(ClassicRefusals.sameZone());
      }
      if (scheme == Scheme.INTERNET_FACING && vpcs.internetGatewayOf(subnet.vpc()).isEmpty()) {
        return Optional.of(ClassicRefusals.noInternet(subnet.vpc()));
      }
      if (vpcs.availableAddresses(subnet) < FREE_ADDRESSES) {
        return Optional.of(ClassicRefusals.subnetFull(id));
      }
    }
    return Optional.empty();
  }

  /** The load balancer with interfaces in these subnets too. */
  static Decision<ClassicLoadBalancer> added(
      Vpcs vpcs, ClassicLoadBalancer bare, List<SubnetId> subnets, Context context) {
    boolean isPublic = bare.scheme() == Scheme.INTERNET_FACING;
    Deque<Ipv4Address> free =
        new ArrayDeque<>(
            isPublic ? ServiceInterfaces.publicAddresses(vpcs, subnets.size()) : List.of());
    if (isPublic && free.size() < subnets.size()) {
      return Decision.refuse(
          ClassicRefusals.configuration("There is no public address left to give"));
    }
    List<Change<?, ?>> changes = new ArrayList<>();
    List<Node> nodes = new ArrayList<>(bare.nodes());
    for (SubnetId id : subnets) {
      Decision<NetworkInterface> made =
          ServiceInterfaces.make(
              vpcs,
              vpcs.subnet(id).orElseThrow(),
              NetworkInterface.Type.LOAD_BALANCER,
              bare.interfaceDescription(),
              bare.groups(),
              context);
      switch (made) {
        case Decision.Refused<NetworkInterface>(Refusal why) -> {
          return Decision.refuse(ClassicRefusals.configuration(why.message()));
        }
        case Decision.Accepted<NetworkInterface>(NetworkInterface eni, var _) -> {
          Optional<Ipv4Address> address =
              isPublic ? Optional.of(free.removeFirst()) : Optional.empty();
          nodes.add(new Node(eni.zone(), id, eni.id(), eni.primary(), address));
          changes.add(Change.put(NetworkInterface.KIND, exposed(eni, address)));
        }
      }
    }
    return Decision.accept(bare.withNodes(nodes), changes);
  }

  private static NetworkInterface exposed(NetworkInterface eni, Optional<Ipv4Address> address) {
    return address
        .map(
            it ->
                eni.withPublicAddress(
                    new NetworkInterface.PublicAddress(
                        it, eni.primary(), Optional.empty(), Optional.empty())))
        .orElse(eni);
  }
}
