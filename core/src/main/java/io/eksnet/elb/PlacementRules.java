package io.eksnet.elb;

import io.eksnet.id.AllocationId;
import io.eksnet.id.Refusal;
import io.eksnet.id.SubnetId;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneId;
import io.eksnet.vpc.ElasticIp;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpcs;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules for where a load balancer may be, and with which addresses. */
final class PlacementRules {
  /** How many addresses of a subnet must be free (ELB user guides). */
  static final int FREE_ADDRESSES = 8;

  /** The longest prefix of a subnet for an Application Load Balancer (its user guide). */
  private static final int SMALLEST_SUBNET = 27;

  private static final int FEWEST_ZONES = 2;

  private PlacementRules() {}

  /** Why a load balancer cannot be where it is asked for, if so. */
  static Optional<Refusal> problem(Vpcs vpcs, Placement asked, Optional<VpcId> home) {
    boolean application = asked.type() == LoadBalancerType.APPLICATION;
    if (asked.mappings().isEmpty()) {
      return Optional.of(application ? ElbRefusals.tooFewZones() : ElbRefusals.noSubnet());
    }
    if (!application && !asked.ipAddressType().hasPublicIpv4()) {
      return Optional.of(ElbRefusals.ipAddressTypeOfOther(asked.type()));
    }
    Set<ZoneId> zones = new HashSet<>();
    for (CreateLoadBalancer.Mapping mapping : asked.mappings()) {
      Optional<Subnet> subnet =
          vpcs.subnet(mapping.subnet()).filter(it -> it.scope().equals(asked.scope()));
      if (subnet.isEmpty()) {
        return Optional.of(ElbRefusals.subnetNotFound(mapping.subnet()));
      }
      VpcId vpc = home.orElseGet(() -> asked.vpc(vpcs));
      Optional<Refusal> problem =
          subnet.get().vpc().equals(vpc)
              ? fitness(vpcs, asked, mapping, subnet.get())
              : Optional.of(ElbRefusals.twoNetworks());
      if (problem.isPresent()) {
        return problem;
      }
      if (!zones.add(subnet.get().zone().id())) {
        return Optional.of(ElbRefusals.sameZone());
      }
    }
    return application && zones.size() < FEWEST_ZONES
        ? Optional.of(ElbRefusals.tooFewZones())
        : Optional.empty();
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

  private static Optional<Refusal> fitness(
      Vpcs vpcs, Placement asked, CreateLoadBalancer.Mapping mapping, Subnet subnet) {
    if (asked.ipAddressType().hasIpv6() && subnet.ipv6Cidr().isEmpty()) {
      return Optional.of(ElbRefusals.noIpv6(subnet.id()));
    }
    if (asked.keeps(mapping)) {
      return Optional.empty();
    }
    if (asked.type() == LoadBalancerType.APPLICATION && subnet.cidr().length() > SMALLEST_SUBNET) {
      return Optional.of(ElbRefusals.subnetSmall(subnet.id(), SMALLEST_SUBNET));
    }
    if (vpcs.availableAddresses(subnet) < FREE_ADDRESSES) {
      return Optional.of(ElbRefusals.subnetFull(subnet.id()));
    }
    if (asked.isPublic() && vpcs.internetGatewayOf(subnet.vpc()).isEmpty()) {
      return Optional.of(ElbRefusals.noInternet(subnet.vpc()));
    }
    return addressProblem(vpcs, asked, mapping);
  }

  private static Optional<Refusal> addressProblem(
      Vpcs vpcs, Placement asked, CreateLoadBalancer.Mapping mapping) {
    boolean application = asked.type() == LoadBalancerType.APPLICATION;
    if (mapping.address().isPresent() && (application || asked.isPublic())) {
      return Optional.of(
          ElbRefusals.configuration(
              "You can only specify private IPv4 addresses for Network Load Balancers with scheme"
                  + " 'internal'."));
    }
    if (mapping.ipv6Address().isPresent() && (application || !asked.ipAddressType().hasIpv6())) {
      return Optional.of(
          ElbRefusals.configuration(
              "You can only specify IPv6 addresses for Network Load Balancers with IP address type"
                  + " 'dualstack'."));
    }
    if (mapping.allocation().isEmpty()) {
      return Optional.empty();
    }
    AllocationId id = mapping.allocation().get();
    if (application) {
      return Optional.of(
          ElbRefusals.configuration(
              "Elastic IPs are not supported for load balancers with type 'application'"));
    }
    if (!asked.isPublic()) {
      return Optional.of(
          ElbRefusals.configuration(
              "Elastic IP addresses can be specified for internet-facing load balancers only"));
    }
    Optional<ElasticIp> elastic =
        vpcs.facts().find(ElasticIp.KIND, id).filter(it -> it.scope().equals(asked.scope()));
    if (elastic.isEmpty()) {
      return Optional.of(ElbRefusals.allocationNotFound(id));
    }
    boolean twice =
        asked.mappings().stream().filter(it -> it.allocation().equals(Optional.of(id))).count() > 1;
    return twice || elastic.get().association().isPresent()
        ? Optional.of(ElbRefusals.allocationInUse(id))
        : Optional.empty();
  }
}
