package io.eksnet.cloud;

import io.eksnet.eks.Cluster;
import io.eksnet.eks.NodeGroup;
import io.eksnet.eks.NodeGroupHealth;
import io.eksnet.eks.NodeGroupUpdate;
import io.eksnet.iam.Role;
import io.eksnet.id.InstanceId;
import io.eksnet.id.Refusal;
import io.eksnet.id.SubnetId;
import io.eksnet.table.Change;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.LaunchTemplate;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.RunInstances;
import io.eksnet.vpc.Subnet;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * EKS and its Auto Scaling groups: each node group has as many instances as it desires, spread over
 * the zones of its subnets. A refused launch is told in the group's health and tried again; a new
 * group whose nodes do not come in time has failed.
 */
final class NodeGroups implements Controller<NodeGroup.Key> {
  /** How long after a refused launch the next is tried, at any pace. */
  static final Duration RETRY = Duration.ofSeconds(60);

  /**
   * How long a new group's nodes have to become ready. EKS does not say; reports of failed groups
   * tell of about 20 minutes.
   */
  static final Duration CREATION = Duration.ofMinutes(20);

  /**
   * How long a node may be not ready before it is repaired (user guide, "Enable node auto repair").
   */
  static final Duration REPAIR = Duration.ofMinutes(30);

  /** The label that names a node's group. */
  static final String NODE_LABEL = "eks.amazonaws.com/nodegroup";

  @Override
  public String name() {
    return "node-groups";
  }

  @Override
  public Collection<NodeGroup.Key> affectedBy(Delta delta, World world) {
    Set<NodeGroup.Key> keys = GroupMembers.affected(delta, world);
    delta.of(NodeGroup.KIND).forEach(row -> keys.add(row.key()));
    delta.of(NodeGroupHealth.KIND).forEach(row -> keys.add(row.key()));
    delta.of(NodeGroupUpdate.KIND).forEach(row -> keys.add(row.key()));
    delta
        .of(Cluster.KIND)
        .flatMap(row -> world.table(NodeGroup.KIND).by(NodeGroup.BY_CLUSTER, row.key()).stream())
        .forEach(group -> keys.add(group.key()));
    boolean behind =
        delta.of(Role.KIND).findAny().isPresent()
            || delta.of(LaunchTemplate.KIND).findAny().isPresent();
    if (behind) {
      world.table(NodeGroup.KIND).stream().forEach(group -> keys.add(group.key()));
    }
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
    GroupMembers members = GroupMembers.of(world, key);
    return switch (group.get().status()) {
      case DELETING -> deleted(world, group.get(), members, moment);
      case CREATE_FAILED, DELETE_FAILED -> Outcome.done();
      case CREATING, ACTIVE, UPDATING, DEGRADED ->
          world
              .find(Cluster.KIND, key.cluster())
              .map(cluster -> kept(world, cluster, group.get(), members, moment))
              .orElseGet(Outcome::done);
    };
  }

  @Override
  public List<Effect> hear(World world, NodeGroup.Key key, Answer answer, Moment moment) {
    Optional<NodeGroup> group = world.find(NodeGroup.KIND, key);
    if (group.isPresent()
        && answer.command() instanceof RunInstances launch
        && answer.result() instanceof Answer.Result.Refused(Refusal why)) {
      return List.of(
          new Effect.State(
              Change.put(
                  NodeGroupHealth.KIND,
                  new NodeGroupHealth(
                      key, List.of(NodeLaunch.issue(group.get(), launch, why)), moment.now()))));
    }
    return List.of();
  }

  private static Outcome kept(
      World world, Cluster cluster, NodeGroup group, GroupMembers members, Moment moment) {
    List<Subnet> subnets =
        group.subnets().stream().flatMap(id -> world.vpcs().subnet(id).stream()).toList();
    Optional<NodeGroupHealth.Issue> public_ = unaddressed(world.vpcs(), group, subnets);
    if (group.status() == NodeGroup.Status.CREATING && public_.isPresent()) {
      return failed(group, List.of(public_.get()), moment);
    }
    Outcome status = GroupStatus.of(world, group, members, moment);
    Optional<NodeGroupUpdate> update = world.find(NodeGroupUpdate.KIND, group.key());
    int wanted = group.scaling().desired() + update.map(NodeGroupUpdate::surge).orElse(0);
    List<Instance> serving = members.serving();
    ZoneSpread spread = new ZoneSpread(subnets, serving);
    int missing = wanted - serving.size();
    if (missing > 0) {
      return status.and(launch(world, cluster, group, spread, missing, moment));
    }
    Outcome healthy = status.and(GroupStatus.healed(world, group, members));
    if (missing < 0) {
      return update.filter(it -> it.work() instanceof NodeGroupUpdate.Work.Roll).isPresent()
          ? healthy
          : healthy.and(drained(group.key(), spread.terminations(-missing, moment.now()), moment));
    }
    boolean atRest = update.isEmpty() && members.drained().isEmpty();
    if (!atRest) {
      return healthy;
    }
    return spread.unbalanced(world.vpcs())
        ? healthy.and(launch(world, cluster, group, spread, 1, moment))
        : healthy.and(repaired(group, members, serving, moment));
  }

  /** EKS's node repair: one node that is not ready for too long is replaced. */
  private static Outcome repaired(
      NodeGroup group, GroupMembers members, List<Instance> serving, Moment moment) {
    if (!group.repair() || group.status() == NodeGroup.Status.CREATING) {
      return Outcome.done();
    }
    Optional<Instance> worst =
        serving.stream()
            .filter(it -> members.notReadySince(it).isPresent())
            .min(Comparator.comparing(it -> members.notReadySince(it).orElseThrow()));
    Optional<Instant> due = worst.flatMap(members::notReadySince).map(it -> it.plus(REPAIR));
    if (due.isEmpty()) {
      return Outcome.done();
    }
    return moment.now().isBefore(due.get())
        ? Outcome.again(due.get())
        : drained(group.key(), List.of(worst.get()), moment);
  }

  /** A public subnet whose instances get no public address cannot reach the cluster. */
  private static Optional<NodeGroupHealth.Issue> unaddressed(
      Vpcs vpcs, NodeGroup group, List<Subnet> subnets) {
    List<String> wrong =
        subnets.stream()
            .filter(subnet -> vpcs.isPublic(subnet) && !subnet.mapPublicIpOnLaunch())
            .map(subnet -> subnet.id().value())
            .toList();
    return wrong.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NodeGroupHealth.Issue(
                NodeGroupHealth.EC2_SUBNET_INVALID_CONFIGURATION,
                "One or more Amazon EC2 Subnets of "
                    + wrong
                    + " for node group "
                    + group.name()
                    + " does not automatically assign public IP addresses to instances launched"
                    + " into it. If you want your instances to be assigned a public IP address,"
                    + " then you need to enable auto-assign public IP address for the subnet. See"
                    + " IP addressing in VPC guide:"
                    + " https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html#subnet-public-ip",
                wrong));
  }

  private static Outcome failed(
      NodeGroup group, List<NodeGroupHealth.Issue> issues, Moment moment) {
    return Outcome.of(
        new Effect.State(
            Change.put(
                NodeGroupHealth.KIND, new NodeGroupHealth(group.key(), issues, moment.now()))),
        new Effect.State(
            Change.put(
                NodeGroup.KIND, group.withStatus(NodeGroup.Status.CREATE_FAILED, moment.now()))));
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
    Map<SubnetId, Integer> counts = new TreeMap<>();
    places.forEach(subnet -> counts.merge(subnet, 1, Integer::sum));
    List<Effect> calls = new ArrayList<>();
    counts.forEach(
        (subnet, count) ->
            calls.add(new Effect.Call(NodeLaunch.in(world, subnet, count, cluster, group))));
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

  private static Outcome deleted(
      World world, NodeGroup group, GroupMembers members, Moment moment) {
    List<Instance> serving = members.serving();
    if (!serving.isEmpty()) {
      return drained(group.key(), serving, moment);
    }
    if (!members.alive().isEmpty() || !members.going().isEmpty()) {
      return Outcome.done();
    }
    Outcome gone = Outcome.state(Change.remove(NodeGroup.KIND, group.key()));
    return world.table(NodeGroupHealth.KIND).contains(group.key())
        ? Outcome.state(Change.remove(NodeGroupHealth.KIND, group.key())).and(gone)
        : gone;
  }

  private static Outcome drained(NodeGroup.Key key, List<Instance> instances, Moment moment) {
    List<Effect> drains = new ArrayList<>();
    for (InstanceId id : instances.stream().map(Instance::id).toList()) {
      drains.add(
          new Effect.State(Change.put(NodeDrain.KIND, new NodeDrain(id, key, moment.now(), true))));
    }
    return Outcome.of(drains);
  }

  private static boolean freesAddresses(Delta.Row<?, NetworkInterface> row) {
    int before = row.before().map(eni -> eni.addresses().size()).orElse(0);
    int after = row.after().map(eni -> eni.addresses().size()).orElse(0);
    return after < before;
  }
}
