package io.eksnet.elb;

import io.eksnet.id.Scope;
import io.eksnet.id.VpcId;
import io.eksnet.vpc.Vpcs;
import java.util.List;

/**
 * Where a load balancer is asked to be.
 *
 * @param mappings all its subnets
 * @param kept the nodes that it has there already
 */
record Placement(
    Scope scope,
    LoadBalancerType type,
    LoadBalancer.Scheme scheme,
    IpAddressType ipAddressType,
    List<CreateLoadBalancer.Mapping> mappings,
    List<LoadBalancer.Node> kept) {

  /** What a new one asks for. */
  static Placement of(CreateLoadBalancer command) {
    return new Placement(
        command.scope(),
        command.type(),
        command.scheme(),
        command.ipAddressType(),
        command.mappings(),
        List.of());
  }

  /** The VPC of the first subnet, which must exist. */
  VpcId vpc(Vpcs vpcs) {
    return vpcs.subnet(mappings.getFirst().subnet()).orElseThrow().vpc();
  }

  /** Whether clients on the internet reach it. */
  boolean isPublic() {
    return scheme == LoadBalancer.Scheme.INTERNET_FACING;
  }

  /** Whether its nodes have public IPv4 addresses. */
  boolean hasPublicIpv4() {
    return isPublic() && ipAddressType.hasPublicIpv4();
  }

  /** Whether a subnet has a node already. */
  boolean keeps(CreateLoadBalancer.Mapping mapping) {
    return kept.stream().anyMatch(node -> node.subnet().equals(mapping.subnet()));
  }

  /** The subnets that need a node. */
  List<CreateLoadBalancer.Mapping> added() {
    return mappings.stream().filter(mapping -> !keeps(mapping)).toList();
  }
}
