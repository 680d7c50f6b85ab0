package io.eksnet.cloud;

import io.eksnet.eks.NodeGroup;
import io.eksnet.id.InstanceId;
import io.eksnet.kube.Condition;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.Node;
import io.eksnet.vpc.Instance;
import io.eksnet.world.Delta;
import io.eksnet.world.World;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The instances of a node group and their nodes.
 *
 * @param alive those that start or run
 * @param going those that shut down
 */
record GroupMembers(World world, List<Instance> alive, List<Instance> going) {
  GroupMembers {
    alive = List.copyOf(alive);
    going = List.copyOf(going);
  }

  static GroupMembers of(World world, NodeGroup.Key key) {
    List<Instance> all =
        world
            .table(Instance.KIND)
            .by(Instance.BY_TAG, Instance.tag(NodeGroup.INSTANCE_TAG, key.name()))
            .stream()
            .filter(instance -> NodeGroup.of(instance.tags()).equals(Optional.of(key)))
            .toList();
    return new GroupMembers(
        world,
        all.stream().filter(Instance::alive).toList(),
        all.stream().filter(it -> !it.alive() && it.state() != Instance.State.TERMINATED).toList());
  }

  /** Those that count: alive and not on their way out. */
  List<Instance> serving() {
    return world.table(NodeDrain.KIND).size() == 0
        ? alive
        : alive.stream().filter(it -> !draining(it)).toList();
  }

  /** Those that are alive and on their way out. */
  List<Instance> drained() {
    return world.table(NodeDrain.KIND).size() == 0
        ? List.of()
        : alive.stream().filter(this::draining).toList();
  }

  private boolean draining(Instance instance) {
    return world.table(NodeDrain.KIND).contains(instance.id());
  }

  /** The node that an instance has registered, if it is there. */
  Optional<Node> node(InstanceId instance) {
    return world
        .find(Registration.KIND, instance)
        .flatMap(registered -> world.kube().node(registered.node()))
        .filter(node -> node.instanceId().equals(Optional.of(instance.value())));
  }

  /** Whether an instance is a ready node. */
  boolean ready(Instance instance) {
    return node(instance.id()).filter(Node::ready).isPresent();
  }

  /** Since when the node of an instance is not ready; none if it is, or is not there. */
  Optional<Instant> notReadySince(Instance instance) {
    return node(instance.id()).stream()
        .flatMap(node -> node.status().conditions().stream())
        .filter(it -> it.type().equals("Ready") && !it.isTrue())
        .map(Condition::lastTransitionTime)
        .findFirst();
  }

  /** With which version of its group's nodes an instance was launched. */
  static int generation(Instance instance) {
    return instance
        .tags()
        .get(NodeGroup.GENERATION_TAG)
        .filter(it -> it.matches("[0-9]{1,9}"))
        .map(Integer::parseInt)
        .orElse(0);
  }

  /** The groups that a change of instances or nodes may concern. */
  static Set<NodeGroup.Key> affected(Delta delta, World world) {
    Set<NodeGroup.Key> keys = new TreeSet<>();
    delta
        .of(Instance.KIND)
        .flatMap(row -> Stream.concat(row.before().stream(), row.after().stream()))
        .forEach(instance -> NodeGroup.of(instance.tags()).ifPresent(keys::add));
    delta.of(KubeObject.NODES).forEach(row -> keys.addAll(groupsOf(row.fact(), world)));
    delta.of(NodeDrain.KIND).forEach(row -> keys.add(row.fact().group()));
    return keys;
  }

  /** The groups that may be waiting for a node: those of its group's name. */
  private static Collection<NodeGroup.Key> groupsOf(KubeObject node, World world) {
    return Optional.ofNullable(node.meta().labels().get(NodeGroups.NODE_LABEL)).stream()
        .flatMap(
            name ->
                world.table(NodeGroup.KIND).stream()
                    .filter(group -> group.name().equals(name))
                    .map(NodeGroup::key))
        .toList();
  }
}
