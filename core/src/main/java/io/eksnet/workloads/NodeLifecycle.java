package io.eksnet.workloads;

import io.eksnet.kube.Condition;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.Node;
import io.eksnet.kube.NodeNetwork;
import io.eksnet.kube.Taint;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Turns a node Ready when its CNI says that the network is, and keeps the taints that stand for
 * that and for a cordon: the kubelet's part and the node life cycle controller's. A node of which
 * no CNI has spoken stays as ready as it registered. Leases and their expiry are not modelled.
 */
public final class NodeLifecycle implements Controller<String> {
  /** The taint of nodes that are not Ready. */
  static final String NOT_READY = "node.kubernetes.io/not-ready";

  /** The taint of nodes that were cordoned. */
  static final String UNSCHEDULABLE = "node.kubernetes.io/unschedulable";

  @Override
  public String name() {
    return "node-lifecycle";
  }

  @Override
  public Collection<String> affectedBy(Delta delta, World world) {
    TreeSet<String> nodes = new TreeSet<>();
    delta.of(NodeNetwork.KIND).forEach(row -> nodes.add(row.key()));
    delta
        .of(KubeObject.NODES)
        .filter(row -> row.after().isPresent())
        .forEach(row -> nodes.add(row.key().name()));
    return nodes;
  }

  @Override
  public Outcome reconcile(World world, String name, Moment moment) {
    Optional<NodeNetwork> network = world.find(NodeNetwork.KIND, name);
    Optional<Node> node = world.kube().node(name);
    if (node.isEmpty()) {
      return Outcome.done();
    }
    Effects effects = new Effects();
    Node.Status status =
        network.map(there -> status(node.get(), there, moment.now())).orElse(node.get().status());
    if (!status.equals(node.get().status())) {
      effects.write(new KubeWrite.PutNodeStatus(name, status));
    }
    List<Taint> taints = taints(node.get(), network);
    if (!taints.equals(node.get().spec().taints())) {
      effects.write(new KubeWrite.PutNodeTaints(name, taints));
    }
    return effects.outcome();
  }

  private static Node.Status status(Node node, NodeNetwork network, Instant now) {
    Node.Status status = node.status();
    Optional<Condition> old =
        status.conditions().stream()
            .filter(condition -> condition.type().equals("Ready"))
            .findFirst();
    Instant since =
        old.filter(condition -> condition.isTrue() == network.ready())
            .map(Condition::lastTransitionTime)
            .orElse(now);
    Condition ready =
        network.ready()
            ? new Condition(
                "Ready", "True", "KubeletReady", "kubelet is posting ready status", since)
            : new Condition("Ready", "False", "KubeletNotReady", network.message(), since);
    List<Condition> conditions = new ArrayList<>(status.conditions());
    conditions.removeIf(condition -> condition.type().equals("Ready"));
    conditions.add(ready);
    return new Node.Status(
        status.capacity(), status.allocatable(), status.addresses(), conditions, status.info());
  }

  private static List<Taint> taints(Node node, Optional<NodeNetwork> network) {
    List<Taint> taints = new ArrayList<>(node.spec().taints());
    network.ifPresent(there -> set(taints, NOT_READY, !there.ready()));
    set(taints, UNSCHEDULABLE, node.spec().unschedulable());
    return taints;
  }

  private static void set(List<Taint> taints, String key, boolean wanted) {
    if (!wanted) {
      taints.removeIf(taint -> taint.key().equals(key));
    } else if (taints.stream().noneMatch(taint -> taint.key().equals(key))) {
      taints.add(new Taint(key, "", "NoSchedule"));
    }
  }
}
