package io.eksnet.elb;

import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.SubnetId;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneId;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import io.eksnet.vpc.ElasticIp;
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
import java.util.stream.Collectors;

/** The rules for where a load balancer is: an interface and its addresses in each zone. */
final class LoadBalancerNodes {
  private LoadBalancerNodes() {}

  /** Why a load balancer cannot be where it is asked for, if so. */
  static Optional<Refusal> problem(Vpcs vpcs, CreateLoadBalancer command) {
    if (command.mappings().isEmpty()) {
      return Optional.of(ElbRefusals.noSubnet());
    }
    Set<ZoneId> zones = new HashSet<>();
    for (CreateLoadBalancer.Mapping mapping : command.mappings()) {
      Optional<Subnet> subnet =
          vpcs.subnet(mapping.subnet()).filter(it -> it.scope().equals(command.scope()));
      if (subnet.isEmpty()) {
        return Optional.of(ElbRefusals.subnetNotFound(mapping.subnet()));
      }
      Optional<Refusal> problem =
          subnetProblem(vpcs, command, subnet.get())
              .or(() -> addressProblem(vpcs, command, mapping));
      if (problem.isPresent()) {
        return problem;
      }
      if (!zones.add(subnet.get().zone().id())) {
        return Optional.of(ElbRefusals.sameZone());
      }
    }
    return Optional.empty();
  }

  /** The VPC of the first subnet, which must exist. */
  static VpcId vpc(Vpcs vpcs, CreateLoadBalancer command) {
    return vpcs.subnet(command.mappings().getFirst().subnet()).orElseThrow().vpc();
  }

  /** The load balancer with its interfaces. */
  static Decision<LoadBalancer> made(
      Vpcs vpcs, LoadBalancer bare, List<CreateLoadBalancer.Mapping> mappings, Context context) {
    boolean isPublic = bare.scheme() == LoadBalancer.Scheme.INTERNET_FACING;
    long lent = mappings.stream().filter(it -> it.allocation().isEmpty()).count();
    Deque<Ipv4Address> free =
        new ArrayDeque<>(
            isPublic ? ServiceInterfaces.publicAddresses(vpcs, (int) lent) : List.of());
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
      switch (made(vpcs, bare, mapping, context)) {
        case Decision.Refused<NetworkInterface>(Refusal why) -> {
          return Decision.refuse(ElbRefusals.configuration(why.message()));
        }
        case Decision.Accepted<NetworkInterface>(NetworkInterface eni, var _) -> {
          nodes.add(
              new LoadBalancer.Node(
                  eni.zone(),
                  eni.subnet(),
                  eni.id(),
                  eni.primary(),
                  mapping.address().isPresent(),
                  mapping.allocation(),
                  address));
          changes.addAll(exposed(eni, address, elastic, context));
        }
      }
    }
    LoadBalancer made =
        new LoadBalancer(
            bare.arn(),
            bare.scope(),
            bare.name(),
            bare.type(),
            bare.scheme(),
            bare.vpc(),
            nodes,
            bare.groups(),
            bare.state(),
            bare.attributes(),
            bare.createdAt(),
            bare.tags());
    changes.add(Change.put(LoadBalancer.KIND, made));
    return Decision.accept(made, changes);
  }

  /** Whether nodes are where mappings ask for them. */
  static boolean areAsAsked(
      List<LoadBalancer.Node> nodes, List<CreateLoadBalancer.Mapping> mappings) {
    Set<SubnetId> there = nodes.stream().map(LoadBalancer.Node::subnet).collect(Collectors.toSet());
    Set<SubnetId> asked =
        mappings.stream().map(CreateLoadBalancer.Mapping::subnet).collect(Collectors.toSet());
    Set<AllocationId> held =
        nodes.stream().flatMap(it -> it.allocation().stream()).collect(Collectors.toSet());
    Set<AllocationId> wanted =
        mappings.stream().flatMap(it -> it.allocation().stream()).collect(Collectors.toSet());
    return there.equals(asked) && held.equals(wanted);
  }

  private static Decision<NetworkInterface> made(
      Vpcs vpcs, LoadBalancer bare, CreateLoadBalancer.Mapping mapping, Context context) {
    Subnet subnet = vpcs.subnet(mapping.subnet()).orElseThrow();
    NetworkInterface.Type type = NetworkInterface.Type.NETWORK_LOAD_BALANCER;
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
    Optional<AssociationId> association =
        elastic.map(_ -> new AssociationId(context.ids().next("eipassoc")));
    List<Change<?, ?>> changes = new ArrayList<>();
    changes.add(
        Change.put(
            NetworkInterface.KIND,
            eni.withPublicAddress(
                new NetworkInterface.PublicAddress(
                    address.get(), eni.primary(), elastic.map(ElasticIp::id), association))));
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

  private static Optional<Refusal> subnetProblem(
      Vpcs vpcs, CreateLoadBalancer command, Subnet subnet) {
    if (!subnet.vpc().equals(vpc(vpcs, command))) {
      return Optional.of(ElbRefusals.twoNetworks());
    }
    if (vpcs.availableAddresses(subnet) < LoadBalancers.FREE_ADDRESSES) {
      return Optional.of(ElbRefusals.subnetFull(subnet.id()));
    }
    boolean isPublic = command.scheme() == LoadBalancer.Scheme.INTERNET_FACING;
    return isPublic && vpcs.internetGatewayOf(subnet.vpc()).isEmpty()
        ? Optional.of(ElbRefusals.noInternet(subnet.vpc()))
        : Optional.empty();
  }

  private static Optional<Refusal> addressProblem(
      Vpcs vpcs, CreateLoadBalancer command, CreateLoadBalancer.Mapping mapping) {
    boolean isPublic = command.scheme() == LoadBalancer.Scheme.INTERNET_FACING;
    if (isPublic && mapping.address().isPresent()) {
      return Optional.of(
          ElbRefusals.configuration(
              "Private IPv4 addresses can be specified for internal load balancers only"));
    }
    if (mapping.allocation().isEmpty()) {
      return Optional.empty();
    }
    AllocationId id = mapping.allocation().get();
    if (!isPublic) {
      return Optional.of(
          ElbRefusals.configuration(
              "Elastic IP addresses can be specified for internet-facing load balancers only"));
    }
    Optional<ElasticIp> elastic =
        vpcs.facts().find(ElasticIp.KIND, id).filter(it -> it.scope().equals(command.scope()));
    if (elastic.isEmpty()) {
      return Optional.of(ElbRefusals.allocationNotFound(id));
    }
    boolean twice =
        command.mappings().stream().filter(it -> it.allocation().equals(Optional.of(id))).count()
            > 1;
    return twice || elastic.get().association().isPresent()
        ? Optional.of(ElbRefusals.allocationInUse(id))
        : Optional.empty();
  }
}
