package io.eksnet.cloud;

import io.eksnet.eks.Cluster;
import io.eksnet.eks.NodeGroup;
import io.eksnet.eks.NodeGroupHealth;
import io.eksnet.id.Refusal;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.Node;
import io.eksnet.table.Change;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.RunInstances;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.TerminateInstances;
import io.eksnet.vpc.Vpcs;
import io.eksnet.world.Answer;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Effect;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * EKS and its Auto Scaling groups: each node group has as many instances as it desires, spread over
 * the zones of its subnets. A refused launch is told in the group's health and tried again.
 */
final class NodeGroups implements Controller<NodeGroup.Key> {
  /** How long after a refused launch the next is tried, at any pace. */
  static final Duration RETRY = Duration.ofSeconds(60);

  /** The label that names a node's group. */
  static final String NODE_LABEL = "eks.amazonaws.com/nodegroup";

  @Override
  public String name() {
    return "node-groups";
  }

  @Override
  public Collection<NodeGroup.Key> affectedBy(Delta delta, World world) {
    Set<NodeGroup.Key> keys = new TreeSet<>();
    delta.of(NodeGroup.KIND).forEach(row -> keys.add(row.key()));
    delta.of(NodeGroupHealth.KIND).forEach(row -> keys.add(row.key()));
    delta
        .of(Instance.KIND)
        .flatMap(row -> Stream.concat(row.before().stream(), row.after().stream()))
        .forEach(instance -> NodeGroup.of(instance.tags()).ifPresent(keys::add));
    delta
        .of(Cluster.KIND)
        .flatMap(row -> world.table(NodeGroup.KIND).by(NodeGroup.BY_CLUSTER, row.key()).stream())
        .forEach(group -> keys.add(group.key()));
    delta.of(KubeObject.NODES).forEach(row -> groupsOf(row.fact(), world).forEach(keys::add));
    if (delta.of(NetworkInterface.KIND).anyMatch(NodeGroups::freesAddresses)) {
      world.table(NodeGroupHealth.KIND).stream().forEach(health -> keys.add(health.group()));
    }
    return keys;
  }

  @Override
  public Outcome reconcile(World world, NodeGroup.Key key, Moment moment) {
    Optional<NodeGroup> group = world.find(NodeGroup.KIND, key);
    if (group.isEmpty()) {
      return Outcome.done();
    }
    List<Instance> instances = instances(world, key);
    return switch (group.get().status()) {
      case DELETING -> deleted(world, group.get(), instances);
      case CREATE_FAILED, DELETE_FAILED -> Outcome.done();
      case CREATING, ACTIVE, UPDATING, DEGRADED ->
          world
              .find(Cluster.KIND, key.cluster())
              .map(cluster -> scaled(world, cluster, group.get(), instances, moment))
              .orElseGet(Outcome::done);
    };
  }

  @Override
  public List<Effect> hear(World world, NodeGroup.Key key, Answer answer, Moment moment) {
    if (answer.command() instanceof RunInstances launch
        && answer.result() instanceof Answer.Result.Refused(Refusal why)) {
      return List.of(
          new Effect.State(
              Change.put(
                  NodeGroupHealth.KIND,
                  new NodeGroupHealth(key, List.of(issue(launch, why)), moment.now()))));
    }
    return List.of();
  }

  private static Outcome scaled(
      World world, Cluster cluster, NodeGroup group, List<Instance> instances, Moment moment) {
    List<Instance> alive = instances.stream().filter(Instance::alive).toList();
    int missing = group.scaling().desired() - alive.size();
    List<Subnet> subnets =
        group.subnets().stream().flatMap(id -> world.vpcs().subnet(id).stream()).toList();
    ZoneSpread spread = new ZoneSpread(subnets, alive);
    if (missing > 0) {
      return status(world, group, alive)
          .and(launch(world, cluster, group, spread, missing, moment));
    }
    Outcome healthy = status(world, group, alive).and(healed(world, group.key()));
    if (missing == 0) {
      return healthy;
    }
    return healthy.and(
        Outcome.call(
            new TerminateInstances(
                spread.terminations(-missing).stream().map(Instance::id).toList())));
  }

  private static Outcome launch(
      World world,
      Cluster cluster,
      NodeGroup group,
      ZoneSpread spread,
      int missing,
      Moment moment) {
    Optional<Instant> next =
        world.find(NodeGroupHealth.KIND, group.key()).map(it -> it.lastFailedAt().plus(RETRY));
    if (next.filter(moment.now()::isBefore).isPresent() && !roomAgain(world, group, spread)) {
      return Outcome.again(next.get());
    }
    // Of a group whose subnets are all gone one is tried all the same, for EC2 to refuse.
    List<SubnetId> places =
        spread.subnets().isEmpty()
            ? group.subnets().stream().limit(1).toList()
            : spread.launches(world.vpcs(), missing);
    List<Effect> calls = new ArrayList<>();
    for (SubnetId subnet : places) {
      calls.add(new Effect.Call(launchIn(subnet, cluster, group)));
    }
    return Outcome.of(calls);
  }

  /** Whether a launch failed for want of addresses, and there are some now. */
  private static boolean roomAgain(World world, NodeGroup group, ZoneSpread spread) {
    Vpcs vpcs = world.vpcs();
    return world
            .find(NodeGroupHealth.KIND, group.key())
            .filter(
                health ->
                    health.issues().stream()
                        .allMatch(
                            it -> it.code().equals(NodeGroupHealth.INSUFFICIENT_FREE_ADDRESSES)))
            .isPresent()
        && spread.subnets().stream().anyMatch(subnet -> vpcs.availableAddresses(subnet) > 0);
  }

  private static RunInstances launchIn(SubnetId subnet, Cluster cluster, NodeGroup group) {
    List<SecurityGroupId> groups =
        group.securityGroups().isEmpty()
            ? List.of(cluster.clusterSecurityGroup())
            : group.securityGroups();
    Tags tags =
        Tags.named(cluster.name() + "-" + group.name() + "-Node")
            .with(NodeGroup.CLUSTER_TAG, cluster.name())
            .with(NodeGroup.INSTANCE_TAG, group.name())
            .with("kubernetes.io/cluster/" + cluster.name(), "owned");
    return RunInstances.one(
        subnet,
        group.instanceType(),
        groups,
        NodeImage.id(group.amiType(), cluster.version()),
        Optional.empty(),
        Optional.empty(),
        tags,
        Optional.empty());
  }

  private static Outcome deleted(World world, NodeGroup group, List<Instance> instances) {
    List<Instance> alive = instances.stream().filter(Instance::alive).toList();
    if (!alive.isEmpty()) {
      return Outcome.call(new TerminateInstances(alive.stream().map(Instance::id).toList()));
    }
    boolean going = instances.stream().anyMatch(it -> it.state() != Instance.State.TERMINATED);
    return going
        ? Outcome.done()
        : healed(world, group.key()).and(Outcome.state(Change.remove(NodeGroup.KIND, group.key())));
  }

  /** A new group is active when all of its nodes are ready; an issue degrades an active one. */
  private static Outcome status(World world, NodeGroup group, List<Instance> alive) {
    boolean issues = world.table(NodeGroupHealth.KIND).contains(group.key());
    NodeGroup.Status next =
        switch (group.status()) {
          case CREATING -> complete(world, group, alive) ? NodeGroup.Status.ACTIVE : group.status();
          case ACTIVE -> issues ? NodeGroup.Status.DEGRADED : group.status();
          case DEGRADED -> issues ? group.status() : NodeGroup.Status.ACTIVE;
          case UPDATING, DELETING, CREATE_FAILED, DELETE_FAILED -> group.status();
        };
    return next == group.status()
        ? Outcome.done()
        : Outcome.state(Change.put(NodeGroup.KIND, group.withStatus(next)));
  }

  private static boolean complete(World world, NodeGroup group, List<Instance> alive) {
    return alive.size() >= group.scaling().desired()
        && alive.stream()
            .allMatch(
                it ->
                    world
                        .find(Registration.KIND, it.id())
                        .flatMap(registered -> world.kube().node(registered.node()))
                        .filter(Node::ready)
                        .isPresent());
  }

  private static Outcome healed(World world, NodeGroup.Key key) {
    return world.table(NodeGroupHealth.KIND).contains(key)
        ? Outcome.state(Change.remove(NodeGroupHealth.KIND, key))
        : Outcome.done();
  }

  /** In EKS's words where they are known; for the rest, in those of Auto Scaling. */
  private static NodeGroupHealth.Issue issue(RunInstances launch, Refusal why) {
    List<String> subnet = launch.subnet().map(it -> List.of(it.value())).orElse(List.of());
    return switch (why.code()) {
      case "InsufficientFreeAddressesInSubnet" ->
          new NodeGroupHealth.Issue(
              NodeGroupHealth.INSUFFICIENT_FREE_ADDRESSES,
              "One or more of the subnets associated with your node group does not have enough"
                  + " available IP addresses for new nodes.",
              subnet);
      case "InvalidSubnetID.NotFound" ->
          new NodeGroupHealth.Issue(
              NodeGroupHealth.EC2_SUBNET_NOT_FOUND,
              "One or more of the subnets associated with your node group could not be found.",
              subnet);
      case String code ->
          new NodeGroupHealth.Issue(
              NodeGroupHealth.ASG_INSTANCE_LAUNCH_FAILURES,
              "Could not launch On-Demand Instances. "
                  + code
                  + " - "
                  + why.message()
                  + " Launching EC2 instance failed.",
              List.of());
    };
  }

  private static List<Instance> instances(World world, NodeGroup.Key key) {
    return world
        .table(Instance.KIND)
        .by(Instance.BY_TAG, Instance.tag(NodeGroup.INSTANCE_TAG, key.name()))
        .stream()
        .filter(instance -> NodeGroup.of(instance.tags()).equals(Optional.of(key)))
        .toList();
  }

  /** The groups that may be waiting for a node: those of its group's name. */
  private static List<NodeGroup.Key> groupsOf(KubeObject node, World world) {
    return Optional.ofNullable(node.meta().labels().get(NODE_LABEL)).stream()
        .flatMap(
            name ->
                world.table(NodeGroup.KIND).stream()
                    .filter(group -> group.name().equals(name))
                    .map(NodeGroup::key))
        .toList();
  }

  private static boolean freesAddresses(Delta.Row<?, NetworkInterface> row) {
    int before = row.before().map(eni -> eni.addresses().size()).orElse(0);
    int after = row.after().map(eni -> eni.addresses().size()).orElse(0);
    return after < before;
  }
}
