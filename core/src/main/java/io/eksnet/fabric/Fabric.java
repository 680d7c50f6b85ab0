package io.eksnet.fabric;

import io.eksnet.id.InstanceId;
import io.eksnet.id.VpcId;
import io.eksnet.kube.Kube;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.Node;
import io.eksnet.kube.Pod;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Packet;
import io.eksnet.policy.Endpoint;
import io.eksnet.policy.Policies;
import io.eksnet.proxy.KubeProxy;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.NetworkAcl;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.RouteTable;
import io.eksnet.vpc.SecurityGroupRule;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpc;
import io.eksnet.vpc.Vpcs;
import io.eksnet.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The derived network of one world. A view: making one costs nothing, and each question costs a few
 * look-ups in indexes.
 *
 * @param world the facts
 */
public record Fabric(World world) {
  /** EC2's facts. */
  public Vpcs vpcs() {
    return world.vpcs();
  }

  /** Kubernetes' facts. */
  public Kube kube() {
    return world.kube();
  }

  /** Every node's kube-proxy. */
  public KubeProxy kubeProxy() {
    return KubeProxy.of(world);
  }

  /** The NetworkPolicies. */
  public Policies policies() {
    return Policies.of(world);
  }

  /** Whether they are enforced. */
  public PolicyEngine policyEngine() {
    return PolicyEngine.of(kube());
  }

  /** What nodes translate. */
  public NodeSnat nodeSnat() {
    return NodeSnat.of(kube());
  }

  /** A node with what is below it; none when its instance or interfaces are not known. */
  public Optional<Host> host(String node) {
    return kube().node(node).flatMap(this::host);
  }

  private Optional<Host> host(Node node) {
    return node.instanceId()
        .flatMap(id -> vpcs().instance(new InstanceId(id)))
        .flatMap(instance -> host(node, instance));
  }

  private Optional<Host> host(Node node, Instance instance) {
    List<NetworkInterface> interfaces = vpcs().interfacesOf(instance.id());
    return interfaces.isEmpty()
        ? Optional.empty()
        : vpcs().vpc(instance.vpc()).map(vpc -> new Host(node, instance, vpc, interfaces));
  }

  /** The node that an instance is, if it is one. */
  public Optional<Host> hostOf(Instance instance) {
    String providerId = "aws:///" + instance.zone().name() + "/" + instance.id();
    return world
        .table(KubeObject.NODES)
        .firstBy(KubeObject.NODES_BY_PROVIDER_ID, providerId)
        .flatMap(KubeObject::fact)
        .flatMap(fact -> fact instanceof Node node ? host(node, instance) : Optional.empty());
  }

  /** The VPC that has an address among its ranges. */
  public Optional<Vpc> vpcWith(IpAddress address) {
    return world.table(Vpc.KIND).stream().filter(vpc -> vpc.contains(address)).findFirst();
  }

  /** What answers to a private address of a VPC. */
  public Holder holder(VpcId vpc, IpAddress address) {
    return vpcs()
        .interfaceWith(vpc, address)
        .map(eni -> holder(eni, address))
        .orElseGet(Holder.Nobody::new);
  }

  private Holder holder(NetworkInterface eni, IpAddress address) {
    Optional<Host> host =
        eni.attachment().flatMap(at -> vpcs().instance(at.instance())).flatMap(this::hostOf);
    if (host.isEmpty()) {
      return new Holder.OfInterface(eni);
    }
    if (eni.primary().equals(address)) {
      return new Holder.OfHost(host.get(), eni);
    }
    return podAt(address)
        .<Holder>map(pod -> new Holder.OfPod(pod, host.get(), eni))
        .orElseGet(() -> new Holder.Unused(host.get(), eni));
  }

  /** The pod that has an address as its own. */
  public Optional<Pod> podAt(IpAddress address) {
    return kube().podsWith(address).stream().filter(Endpoint::ownsAddress).findFirst();
  }

  /**
   * The route of a table for a destination (facts: vpc 1.7, items 1 to 4): the longest prefix; of
   * equal ones a static route before that of a prefix list before a propagated one. What a virtual
   * private gateway propagates never stands in for a local route, however long its prefix.
   */
  public Optional<RouteTable.Route> route(RouteTable table, IpAddress destination) {
    List<Match> matches = new ArrayList<>();
    for (RouteTable.Route route : vpcs().routesOf(table)) {
      vpcs()
          .match(route.destination(), destination)
          .ifPresent(length -> matches.add(new Match(route, length)));
    }
    boolean inside =
        matches.stream().anyMatch(it -> it.route().target() instanceof RouteTable.Target.Local);
    return matches.stream()
        .filter(it -> !inside || it.rank() != Match.PROPAGATED)
        .min(Comparator.comparingInt((Match it) -> -it.length()).thenComparingInt(Match::rank))
        .map(Match::route);
  }

  /** A route that has a destination, with the length of the prefix that does. */
  private record Match(RouteTable.Route route, int length) {
    private static final int STATIC = 0;
    private static final int PREFIX_LIST = 1;
    private static final int PROPAGATED = 2;

    int rank() {
      if (route.origin() == RouteTable.Origin.ENABLE_VGW_ROUTE_PROPAGATION) {
        return PROPAGATED;
      }
      return switch (route.destination()) {
        case RouteTable.Destination.Range _ -> STATIC;
        case RouteTable.Destination.PrefixList _ -> PREFIX_LIST;
      };
    }
  }

  /** The subnet of an interface; every interface has one. */
  public Subnet subnet(NetworkInterface eni) {
    return vpcs()
        .subnet(eni.subnet())
        .orElseThrow(() -> new IllegalStateException(eni.id() + " is in no known subnet"));
  }

  /** The ACL of a subnet. */
  public Optional<NetworkAcl> acl(Subnet subnet) {
    return vpcs().networkAclOf(subnet.id());
  }

  /**
   * The rule of an interface's security groups that allows a packet; none means that it is dropped.
   * A rule that names a group means the private addresses of the interfaces that carry it.
   */
  public Optional<SecurityGroupRule> allowing(
      NetworkInterface eni, SecurityGroupRule.Direction direction, Packet packet) {
    IpAddress other =
        switch (direction) {
          case INGRESS -> packet.source();
          case EGRESS -> packet.destination();
        };
    for (var group : eni.groups()) {
      for (SecurityGroupRule rule : vpcs().rulesOf(group)) {
        if (rule.direction() == direction
            && rule.traffic().matches(packet)
            && means(rule.peer(), eni.vpc(), other, direction)) {
          return Optional.of(rule);
        }
      }
    }
    return Optional.empty();
  }

  private boolean means(
      SecurityGroupRule.Peer peer,
      VpcId vpc,
      IpAddress other,
      SecurityGroupRule.Direction direction) {
    return switch (peer) {
      case SecurityGroupRule.Peer.Range(var cidr) -> cidr.contains(other);
      case SecurityGroupRule.Peer.PrefixList(var list) ->
          vpcs().prefixList(list).map(it -> it.contains(other)).orElse(false);
      case SecurityGroupRule.Peer.Group(var group, _) ->
          vpcs()
              .interfaceWith(vpc, other)
              .or(() -> across(vpc, other, direction))
              .map(it -> it.groups().contains(group))
              .orElse(false);
    };
  }

  /** The interface of another VPC that has an address, if rules here may name its groups. */
  private Optional<NetworkInterface> across(
      VpcId vpc, IpAddress other, SecurityGroupRule.Direction direction) {
    boolean ingress = direction == SecurityGroupRule.Direction.INGRESS;
    return vpcWith(other)
        .filter(it -> vpcs().knowsGroupsOf(vpc, it.id(), ingress))
        .flatMap(it -> vpcs().interfaceWith(it.id(), other));
  }
}
