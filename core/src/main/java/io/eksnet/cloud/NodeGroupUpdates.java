package io.eksnet.cloud;

import io.eksnet.eks.NodeGroup;
import io.eksnet.eks.NodeGroupHealth;
import io.eksnet.eks.NodeGroupUpdate;
import io.eksnet.eks.Update;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.Node;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.Taint;
import io.eksnet.table.Change;
import io.eksnet.vpc.Instance;
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
 * What EKS does after an update of a node group was asked for: existing nodes get other labels and
 * taints, or are replaced a few at a time (user guide, "Understand each phase of node updates").
 */
final class NodeGroupUpdates implements Controller<NodeGroup.Key> {
  /** How long new nodes have to become ready. */
  static final Duration READY = Duration.ofMinutes(15);

  @Override
  public String name() {
    return "node-group-updates";
  }

  @Override
  public Collection<NodeGroup.Key> affectedBy(Delta delta, World world) {
    Set<NodeGroup.Key> keys =
        world.table(NodeGroupUpdate.KIND).size() == 0
            ? new java.util.TreeSet<>()
            : GroupMembers.affected(delta, world);
    delta.of(NodeGroupUpdate.KIND).forEach(row -> keys.add(row.key()));
    return keys;
  }

  @Override
  public Outcome reconcile(World world, NodeGroup.Key key, Moment moment) {
    Optional<NodeGroup> group = world.find(NodeGroup.KIND, key);
    Optional<NodeGroupUpdate> update = world.find(NodeGroupUpdate.KIND, key);
    if (group.isEmpty() || update.isEmpty()) {
      return Outcome.done();
    }
    GroupMembers members = GroupMembers.of(world, key);
    return switch (update.get().work()) {
      case NodeGroupUpdate.Work.Mark mark ->
          marked(group.get(), mark, members)
              .and(ended(world, group.get(), update.get(), List.of(), moment));
      case NodeGroupUpdate.Work.Roll roll ->
          new Rollout(world, group.get(), update.get(), roll, members, moment).outcome();
    };
  }

  private static Outcome marked(
      NodeGroup group, NodeGroupUpdate.Work.Mark mark, GroupMembers members) {
    List<Effect> effects = new ArrayList<>();
    for (Instance instance : members.alive()) {
      members.node(instance.id()).ifPresent(node -> effects.addAll(marks(node, group, mark)));
    }
    return Outcome.of(effects);
  }

  private static List<Effect> marks(Node node, NodeGroup group, NodeGroupUpdate.Work.Mark mark) {
    List<Effect> effects = new ArrayList<>();
    ObjectRef ref = new ObjectRef(ResourceName.NODES, ObjectKey.cluster(node.name()));
    Map<String, String> missing = new TreeMap<>(group.labels());
    missing.entrySet().removeAll(node.meta().labels().entrySet());
    if (!missing.isEmpty()) {
      effects.add(new Effect.Write(new KubeWrite.Label(ref, missing)));
    }
    if (mark.labelsGone().stream().anyMatch(node.meta().labels()::containsKey)) {
      effects.add(new Effect.Write(new KubeWrite.Unlabel(ref, mark.labelsGone())));
    }
    List<Taint> taints = new ArrayList<>(node.spec().taints());
    taints.removeAll(mark.taintsGone().stream().map(NodeGroupUpdates::taint).toList());
    for (NodeGroup.Taint taint : group.taints()) {
      if (!taints.contains(taint(taint))) {
        taints.add(taint(taint));
      }
    }
    if (!taints.equals(node.spec().taints())) {
      effects.add(new Effect.Write(new KubeWrite.PutNodeTaints(node.name(), taints)));
    }
    return effects;
  }

  private static Taint taint(NodeGroup.Taint taint) {
    return new Taint(taint.key(), taint.value(), taint.effect());
  }

  /** The update is over; why it failed, if it did. */
  private static Outcome ended(
      World world,
      NodeGroup group,
      NodeGroupUpdate work,
      List<Update.Failure> failures,
      Moment moment) {
    NodeGroup.Status status =
        world.table(NodeGroupHealth.KIND).contains(group.key())
            ? NodeGroup.Status.DEGRADED
            : NodeGroup.Status.ACTIVE;
    Outcome told =
        world
            .find(Update.KIND, work.update())
            .map(it -> failures.isEmpty() ? it.successful() : it.failed(failures))
            .map(it -> Outcome.state(Change.put(Update.KIND, it)))
            .orElseGet(Outcome::done);
    return told.and(Outcome.state(Change.remove(NodeGroupUpdate.KIND, group.key())))
        .and(Outcome.state(Change.put(NodeGroup.KIND, group.withStatus(status, moment.now()))));
  }

  /** One look at a group whose nodes are being replaced. */
  private record Rollout(
      World world,
      NodeGroup group,
      NodeGroupUpdate update,
      NodeGroupUpdate.Work.Roll roll,
      GroupMembers members,
      Moment moment) {

    Outcome outcome() {
      List<Instance> drained = members.drained();
      Optional<Outcome> stuck = stuck(drained);
      if (stuck.isPresent()) {
        return stuck.get();
      }
      List<Instance> serving = members.serving();
      List<Instance> old = serving.stream().filter(it -> !current(it)).toList();
      List<Instance> fresh = serving.stream().filter(this::current).toList();
      boolean leaving = drained.stream().anyMatch(it -> !current(it));
      if (old.isEmpty() && !leaving && enough(fresh, group.scaling().desired())) {
        return ended(world, group, update, List.of(), moment);
      }
      List<Instance> unready = fresh.stream().filter(it -> !members.ready(it)).toList();
      if (!unready.isEmpty()) {
        return waiting(fresh, unready);
      }
      int outside = drained.size();
      boolean complete =
          roll.surge() > 0
              ? fresh.size() >= Math.min(roll.surge(), group.scaling().max() + roll.surge())
              : serving.size() + outside >= group.scaling().desired();
      return complete ? next(old, outside) : Outcome.done();
    }

    private boolean current(Instance instance) {
      return GroupMembers.generation(instance) >= group.nodes().generation();
    }

    private boolean enough(List<Instance> fresh, int count) {
      return fresh.size() >= count && fresh.stream().allMatch(members::ready);
    }

    private Outcome waiting(List<Instance> fresh, List<Instance> unready) {
      Instant limit =
          unready.stream()
              .map(Instance::launchedAt)
              .min(Comparator.naturalOrder())
              .orElse(moment.now())
              .plus(READY);
      if (moment.now().isBefore(limit)) {
        return Outcome.again(limit);
      }
      NodeGroupHealth.Issue why = GroupStatus.notReady(fresh, members);
      Outcome back = Outcome.done();
      for (Instance instance : fresh) {
        back =
            back.and(
                Outcome.state(
                    Change.put(
                        NodeDrain.KIND,
                        new NodeDrain(instance.id(), group.key(), moment.now(), true))));
      }
      NodeGroup before = group.withNodes(roll.before(), moment.now());
      return back.and(uncordoned(members.serving()))
          .and(ended(world, before, update, List.of(failure(why)), moment));
    }

    private static Update.Failure failure(NodeGroupHealth.Issue issue) {
      return new Update.Failure(issue.code(), issue.message(), issue.resourceIds());
    }

    /** Old nodes take no more pods; as many as may be gone at once are drained. */
    private Outcome next(List<Instance> old, int outside) {
      List<Effect> effects = new ArrayList<>();
      for (Instance instance : old) {
        members
            .node(instance.id())
            .filter(node -> !node.spec().unschedulable())
            .ifPresent(
                node ->
                    effects.add(
                        new Effect.Write(new KubeWrite.PutNodeUnschedulable(node.name(), true))));
      }
      int room = group.update().atOnce(group.scaling().desired()) - outside;
      old.stream()
          .sorted(
              Comparator.comparing((Instance it) -> it.zone().name()).thenComparing(Instance::id))
          .limit(Math.max(0, room))
          .forEach(
              instance ->
                  effects.add(
                      new Effect.State(
                          Change.put(
                              NodeDrain.KIND,
                              new NodeDrain(
                                  instance.id(), group.key(), moment.now(), roll.force())))));
      return Outcome.of(effects);
    }

    /** Nodes whose pods did not leave in time, if pods that stay are an obstacle. */
    private Optional<Outcome> stuck(List<Instance> drained) {
      List<NodeDrain> waiting =
          drained.stream()
              .flatMap(it -> world.find(NodeDrain.KIND, it.id()).stream())
              .filter(it -> !it.insists())
              .toList();
      Optional<Instant> limit =
          waiting.stream().map(it -> it.since().plus(NodeDrains.LIMIT)).min(Instant::compareTo);
      if (limit.isEmpty()) {
        return Optional.empty();
      }
      if (moment.now().isBefore(limit.get())) {
        return Optional.of(Outcome.again(limit.get()));
      }
      Outcome released = uncordoned(members.alive());
      List<String> nodes = new ArrayList<>();
      for (NodeDrain drain : waiting) {
        released = released.and(Outcome.state(Change.remove(NodeDrain.KIND, drain.instance())));
        members.node(drain.instance()).ifPresent(node -> nodes.add(node.name()));
      }
      return Optional.of(
          released.and(
              ended(
                  world,
                  group,
                  update,
                  List.of(
                      new Update.Failure(
                          NodeGroupHealth.POD_EVICTION_FAILURE,
                          "Reached max retries while trying to evict pods from nodes in node"
                              + " group "
                              + group.name(),
                          nodes)),
                  moment)));
    }

    private Outcome uncordoned(List<Instance> instances) {
      List<Effect> effects = new ArrayList<>();
      for (Instance instance : instances) {
        members
            .node(instance.id())
            .filter(node -> !current(instance) && node.spec().unschedulable())
            .ifPresent(
                node ->
                    effects.add(
                        new Effect.Write(new KubeWrite.PutNodeUnschedulable(node.name(), false))));
      }
      return Outcome.of(effects);
    }
  }
}
