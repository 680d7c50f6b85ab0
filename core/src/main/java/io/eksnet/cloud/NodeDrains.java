package io.eksnet.cloud;

import io.eksnet.id.InstanceId;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.Node;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.OwnerReference;
import io.eksnet.kube.Pod;
import io.eksnet.kube.ResourceName;
import io.eksnet.table.Change;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.TerminateInstances;
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
 * EKS's lifecycle hook: a node that is to go is cordoned and its pods are evicted, but for those of
 * DaemonSets; then its instance is ended. A cluster of eksnet has no disruption budgets, so that an
 * eviction is a deletion.
 */
final class NodeDrains implements Controller<InstanceId> {
  /** How long pods have to leave (user guide, "Understand each phase of node updates"). */
  static final Duration LIMIT = Duration.ofMinutes(15);

  @Override
  public String name() {
    return "node-drains";
  }

  @Override
  public Collection<InstanceId> affectedBy(Delta delta, World world) {
    Set<InstanceId> keys = new TreeSet<>();
    delta.of(NodeDrain.KIND).forEach(row -> keys.add(row.key()));
    if (world.table(NodeDrain.KIND).size() == 0) {
      return keys;
    }
    delta.of(Instance.KIND).map(Delta.Row::key).forEach(keys::add);
    delta.of(KubeObject.NODES).flatMap(row -> instance(row.fact()).stream()).forEach(keys::add);
    delta
        .of(KubeObject.PODS)
        .flatMap(row -> Stream.concat(row.before().stream(), row.after().stream()))
        .flatMap(pod -> pod.pod().flatMap(it -> it.spec().nodeName()).stream())
        .distinct()
        .flatMap(node -> world.kube().node(node).flatMap(Node::instanceId).stream())
        .map(InstanceId::new)
        .forEach(keys::add);
    return keys;
  }

  private static Optional<InstanceId> instance(KubeObject node) {
    return node.fact().orElse(null) instanceof Node fact
        ? fact.instanceId().map(InstanceId::new)
        : Optional.empty();
  }

  @Override
  public Outcome reconcile(World world, InstanceId key, Moment moment) {
    Optional<NodeDrain> drain = world.find(NodeDrain.KIND, key);
    if (drain.isEmpty()) {
      return Outcome.done();
    }
    Optional<Instance> instance = world.find(Instance.KIND, key).filter(Instance::alive);
    if (instance.isEmpty()) {
      return Outcome.state(Change.remove(NodeDrain.KIND, key));
    }
    return GroupMembers.of(world, drain.get().group())
        .node(key)
        .map(node -> drained(world, drain.get(), node, moment))
        .orElseGet(() -> ended(key));
  }

  private static Outcome drained(World world, NodeDrain drain, Node node, Moment moment) {
    List<Effect> effects = new ArrayList<>();
    if (!node.spec().unschedulable()) {
      effects.add(new Effect.Write(new KubeWrite.PutNodeUnschedulable(node.name(), true)));
    }
    List<Pod> left = leaving(world, node.name());
    left.stream()
        .filter(pod -> !pod.meta().deleting())
        .forEach(
            pod ->
                effects.add(
                    new Effect.Write(
                        new KubeWrite.Delete(new ObjectRef(ResourceName.PODS, pod.key())))));
    Instant limit = drain.since().plus(LIMIT);
    if (left.isEmpty() || (drain.insists() && !moment.now().isBefore(limit))) {
      return Outcome.of(effects).and(ended(drain.instance()));
    }
    return drain.insists() ? Outcome.of(effects).andAgain(limit) : Outcome.of(effects);
  }

  /** The pods that have to leave a node before it goes. */
  static List<Pod> leaving(World world, String node) {
    return world.kube().podsOn(node).stream()
        .filter(pod -> !pod.status().ended())
        .filter(
            pod ->
                pod.meta()
                    .controller()
                    .map(OwnerReference::kind)
                    .filter("DaemonSet"::equals)
                    .isEmpty())
        .toList();
  }

  private static Outcome ended(InstanceId instance) {
    return Outcome.call(new TerminateInstances(List.of(instance)));
  }
}
