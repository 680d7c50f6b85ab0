package io.eksnet.cni;

import io.eksnet.id.InstanceId;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.Node;
import io.eksnet.kube.PodSandbox;
import io.eksnet.kube.ResourceName;
import io.eksnet.table.Facts;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.InstanceType;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Zone;
import io.eksnet.world.Delta;
import io.eksnet.world.World;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which nodes' ipamd a change concerns, found by indexes and without a look at other nodes. */
final class Affected {
  private Affected() {}

  /** Nodes whose pool may need another size. */
  static Collection<String> pools(Delta delta, World world) {
    Set<String> nodes = new TreeSet<>();
    for (Delta.Row<?, ?> row : delta.rows()) {
      switch (row.fact()) {
        case PodAddress address -> nodes.add(address.node());
        case Object other -> common(row, other, world, nodes);
      }
    }
    return nodes;
  }

  /** Nodes on which a pod may wait for an answer. */
  static Collection<String> sandboxes(Delta delta, World world) {
    Set<String> nodes = new TreeSet<>();
    for (Delta.Row<?, ?> row : delta.rows()) {
      switch (row.fact()) {
        case PodSandbox sandbox -> {
          if (asks(sandbox)) {
            nodes.add(sandbox.node());
          }
        }
        case Object other -> common(row, other, world, nodes);
      }
    }
    return nodes;
  }

  /** Whether the kubelet waits for an answer about a sandbox. */
  static boolean asks(PodSandbox sandbox) {
    return switch (sandbox.network()) {
      case PodSandbox.Network.Wanted _, PodSandbox.Network.Released _ -> true;
      case PodSandbox.Network.Assigned _, PodSandbox.Network.Failed _ -> false;
    };
  }

  private static void common(
      Delta.Row<?, ?> row, Object fact, World world, Collection<String> nodes) {
    switch (fact) {
      case IpamdState state -> nodes.add(state.node());
      case LooseEni loose -> nodes.add(loose.node());
      case NetworkInterface _ ->
          Stream.of(row.before(), row.after())
              .flatMap(Optional::stream)
              .map(NetworkInterface.class::cast)
              .forEach(
                  eni ->
                      eni.attachment()
                          .flatMap(at -> nodeOf(world, eni.zone(), at.instance()))
                          .ifPresent(nodes::add));
      case Instance instance -> nodeOf(world, instance.zone(), instance.id()).ifPresent(nodes::add);
      // Few, and rarely changed: limits of a type, and tags that open a subnet to pods.
      case InstanceType _, Subnet _ -> allNodes(world).forEach(nodes::add);
      case KubeObject object -> kube(row, object, world, nodes);
      case Object _ -> {}
    }
  }

  private static void kube(
      Delta.Row<?, ?> row, KubeObject object, World world, Collection<String> nodes) {
    if (object.resource().equals(ResourceName.NODES)) {
      if (nodeMatters(row)) {
        nodes.add(object.key().name());
      }
    } else if (object.resource().equals(ResourceName.DAEMON_SETS)) {
      if (object.key().equals(AwsNode.DAEMON_SET)) {
        allNodes(world).forEach(nodes::add);
      }
    } else {
      object
          .pod()
          .filter(AwsNode::isAwsNode)
          .flatMap(pod -> pod.spec().nodeName())
          .ifPresent(nodes::add);
    }
  }

  /** Heartbeats and conditions do not; taints, cordons, the instance and the capacity do. */
  private static boolean nodeMatters(Delta.Row<?, ?> row) {
    Optional<Node> before = node(row.before());
    Optional<Node> after = node(row.after());
    return !before.map(Node::spec).equals(after.map(Node::spec))
        || !before
            .map(it -> it.status().capacity())
            .equals(after.map(it -> it.status().capacity()));
  }

  private static Optional<Node> node(Optional<?> object) {
    return object
        .map(KubeObject.class::cast)
        .flatMap(KubeObject::fact)
        .filter(Node.class::isInstance)
        .map(Node.class::cast);
  }

  private static Stream<String> allNodes(World world) {
    return world.table(KubeObject.NODES).stream().map(node -> node.key().name());
  }

  private static Optional<String> nodeOf(Facts facts, Zone zone, InstanceId instance) {
    String providerId = "aws:///" + zone.name() + "/" + instance;
    return facts
        .table(KubeObject.NODES)
        .firstBy(KubeObject.NODES_BY_PROVIDER_ID, providerId)
        .map(node -> node.key().name());
  }
}
