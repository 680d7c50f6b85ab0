package io.eksnet.scheduler;

import io.eksnet.kube.Condition;
import io.eksnet.kube.Kube;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.Node;
import io.eksnet.kube.NodeUsage;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.Pod;
import io.eksnet.kube.ResourceName;
import io.eksnet.table.Change;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Effect;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Binds pods that name {@code default-scheduler} to nodes, one at a time in the order of their
 * {@link Turn}. A pod that fits nowhere is told why and is tried again when room was made: a pod
 * left its node, or a node came or changed. Other schedulers' pods are left alone.
 */
public final class Scheduler implements Controller<Turn> {
  /** The scheduler that a pod names by default. */
  public static final String NAME = "default-scheduler";

  /** Up to this many nodes that fit are always scored. */
  private static final int MIN_FEASIBLE = 100;

  /** At least so many in a hundred of the nodes are scored. */
  private static final int MIN_PERCENT = 5;

  @Override
  public String name() {
    return "scheduler";
  }

  @Override
  public Collection<Turn> affectedBy(Delta delta, World world) {
    TreeSet<Turn> turns = new TreeSet<>();
    delta
        .of(KubeObject.PODS)
        .forEach(
            row -> {
              Optional<Pod> before = row.before().flatMap(KubeObject::pod);
              Optional<Pod> after = row.after().flatMap(KubeObject::pod);
              boolean sameSpec = Objects.equals(before.map(Pod::spec), after.map(Pod::spec));
              if (!sameSpec) {
                after.filter(Scheduler::waits).map(Turn::of).ifPresent(turns::add);
              }
              if (before.filter(Scheduler::takesRoom).isPresent()
                  && after.filter(Scheduler::takesRoom).isEmpty()) {
                turns.add(Turn.ROOM_WAS_MADE);
              }
            });
    if (delta.of(KubeObject.NODES).anyMatch(Scheduler::makesRoom)) {
      turns.add(Turn.ROOM_WAS_MADE);
    }
    if (delta.of(Room.KIND).findAny().isPresent()) {
      world.kube().unboundPods(NAME).forEach(pod -> turns.add(Turn.of(pod)));
    }
    return turns;
  }

  @Override
  public Outcome reconcile(World world, Turn turn, Moment moment) {
    if (turn.equals(Turn.ROOM_WAS_MADE)) {
      return callAll(world);
    }
    return world
        .kube()
        .pod(turn.pod())
        .filter(Scheduler::waits)
        .map(pod -> place(world.kube(), pod, moment))
        .orElse(Outcome.done());
  }

  private static Outcome callAll(World world) {
    if (world.table(KubeObject.PODS).keysBy(KubeObject.UNBOUND_PODS, NAME).isEmpty()) {
      return Outcome.done();
    }
    long times = world.find(Room.KIND, NAME).map(Room::times).orElse(0L);
    return Outcome.state(Change.put(Room.KIND, new Room(NAME, times + 1)));
  }

  private static Outcome place(Kube kube, Pod pod, Moment moment) {
    List<Node> nodes = kube.nodes().toList();
    Filters filters = new Filters(pod);
    Unschedulable why = new Unschedulable();
    List<Scores.Candidate> feasible = new ArrayList<>();
    int enough = enoughOf(nodes.size());
    // Each pod starts elsewhere, so that equal nodes, and the sample of a large cluster, take
    // turns.
    int start = nodes.isEmpty() ? 0 : Math.floorMod(pod.meta().uid().hashCode(), nodes.size());
    for (int i = 0; i < nodes.size() && feasible.size() < enough; i++) {
      Node node = nodes.get((start + i) % nodes.size());
      NodeUsage usage = kube.usageOf(node.name());
      switch (filters.judge(node, usage)) {
        case Filters.Verdict.Fits() -> feasible.add(new Scores.Candidate(node, usage));
        case Filters.Verdict.Unfit unfit -> why.add(unfit);
      }
    }
    return feasible.isEmpty()
        ? refuse(pod, why.message(), moment)
        : bind(pod, new Scores(pod, kube).best(feasible));
  }

  /** How many nodes that fit are looked for: all of a small cluster, a part of a large one. */
  static int enoughOf(int nodes) {
    if (nodes < MIN_FEASIBLE) {
      return nodes;
    }
    int percent = Math.max(MIN_PERCENT, 50 - nodes / 125);
    return Math.max(MIN_FEASIBLE, nodes * percent / 100);
  }

  private static Outcome bind(Pod pod, Node node) {
    return Outcome.of(
        new Effect.Write(new KubeWrite.BindPod(pod.key(), node.name())),
        new Effect.Write(
            new KubeWrite.RecordEvent(
                new ObjectRef(ResourceName.PODS, pod.key()),
                false,
                "Scheduled",
                "Successfully assigned " + pod.key() + " to " + node.name(),
                NAME,
                "")));
  }

  private static Outcome refuse(Pod pod, String message, Moment moment) {
    Optional<Condition> old = pod.status().condition("PodScheduled");
    if (old.filter(condition -> condition.message().equals(message)).isPresent()) {
      return Outcome.done();
    }
    Condition unschedulable =
        new Condition(
            "PodScheduled",
            "False",
            "Unschedulable",
            message,
            old.filter(condition -> !condition.isTrue())
                .map(Condition::lastTransitionTime)
                .orElse(moment.now()));
    return Outcome.of(
        new Effect.Write(new KubeWrite.PutPodStatus(pod.key(), pod.status().with(unschedulable))),
        new Effect.Write(
            new KubeWrite.RecordEvent(
                new ObjectRef(ResourceName.PODS, pod.key()),
                true,
                "FailedScheduling",
                message,
                NAME,
                "")));
  }

  private static boolean waits(Pod pod) {
    return pod.spec().schedulerName().equals(NAME)
        && pod.spec().nodeName().isEmpty()
        && !pod.status().ended()
        && !pod.meta().deleting();
  }

  private static boolean takesRoom(Pod pod) {
    return pod.spec().nodeName().isPresent() && !pod.status().ended();
  }

  private static boolean makesRoom(Delta.Row<?, KubeObject> row) {
    if (!(row.after().flatMap(KubeObject::fact).orElse(null) instanceof Node after)) {
      return false;
    }
    return !(row.before().flatMap(KubeObject::fact).orElse(null) instanceof Node before)
        || !before.spec().equals(after.spec())
        || !before.status().allocatable().equals(after.status().allocatable())
        || !before.meta().labels().equals(after.meta().labels());
  }
}
