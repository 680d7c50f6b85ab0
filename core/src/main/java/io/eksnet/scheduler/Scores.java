package io.eksnet.scheduler;

import io.eksnet.kube.Kube;
import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.Node;
import io.eksnet.kube.NodeUsage;
import io.eksnet.kube.Pod;
import io.eksnet.kube.Resources;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of the nodes that fit is best: kube-scheduler's default scores that matter here, each 0 to
 * 100, with its weights: LeastAllocated 1, BalancedAllocation 1, spreading of like pods over zones
 * and nodes 2, taints that are only preferred to be shunned 3.
 */
final class Scores {
  private static final String ZONE = "topology.kubernetes.io/zone";

  /** maxSkew of the default spreading over zones. */
  private static final int ZONE_SKEW = 5;

  /** maxSkew of the default spreading over nodes. */
  private static final int NODE_SKEW = 3;

  private final Pod pod;
  private final Kube kube;
  private final Resources scored;
  private final Resources requests;
  private final Map<String, Integer> likeOnNode;

  Scores(Pod pod, Kube kube) {
    this.pod = pod;
    this.kube = kube;
    this.scored = NodeUsage.scoredRequests(pod.spec());
    this.requests = pod.spec().requests();
    this.likeOnNode = likePods(pod, kube);
  }

  /**
   * The best node; among equals the first.
   *
   * @param nodes the nodes that fit, at least one
   */
  Node best(List<Node> nodes) {
    if (nodes.size() == 1) {
      return nodes.getFirst();
    }
    double[] spread = spread(nodes);
    int[] shunned = nodes.stream().mapToInt(this::shunnedTaints).toArray();
    int mostShunned = java.util.Arrays.stream(shunned).max().orElse(0);
    Node best = nodes.getFirst();
    long bestScore = Long.MIN_VALUE;
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      NodeUsage usage = kube.usageOf(node.name());
      long taints = mostShunned == 0 ? 100 : 100 - 100L * shunned[i] / mostShunned;
      long score =
          leastAllocated(node, usage)
              + balancedAllocation(node, usage)
              + 2 * (long) spread[i]
              + 3 * taints;
      if (score > bestScore) {
        bestScore = score;
        best = node;
      }
    }
    return best;
  }

  private long leastAllocated(Node node, NodeUsage usage) {
    Resources there = node.status().allocatable();
    return (freePart(there.milliCpu(), usage.scoredMilliCpu() + scored.milliCpu())
            + freePart(there.memoryBytes(), usage.scoredMemoryBytes() + scored.memoryBytes()))
        / 2;
  }

  private static long freePart(long there, long taken) {
    return there <= 0 || taken > there ? 0 : (there - taken) * 100 / there;
  }

  private long balancedAllocation(Node node, NodeUsage usage) {
    Resources there = node.status().allocatable();
    double cpu = part(usage.milliCpu() + requests.milliCpu(), there.milliCpu());
    double memory = part(usage.memoryBytes() + requests.memoryBytes(), there.memoryBytes());
    return (long) ((1 - Math.abs(cpu - memory) / 2) * 100);
  }

  private static double part(long taken, long there) {
    return there <= 0 ? 1 : Math.min(1, (double) taken / there);
  }

  private int shunnedTaints(Node node) {
    return (int)
        node.spec().taints().stream()
            .filter(taint -> taint.effect().equals("PreferNoSchedule"))
            .filter(taint -> pod.spec().tolerations().stream().noneMatch(t -> t.tolerates(taint)))
            .count();
  }

  /** Fewer like pods on the node and in its zone are better; a small domain counts less. */
  private double[] spread(List<Node> nodes) {
    double[] scores = new double[nodes.size()];
    if (likeOnNode.isEmpty()) {
      return scores;
    }
    Map<String, Integer> likeInZone = new HashMap<>();
    Set<String> zones = new HashSet<>();
    nodes.forEach(node -> zoneOf(node).ifPresent(zones::add));
    likeOnNode.forEach(
        (name, count) ->
            kube.node(name)
                .flatMap(Scores::zoneOf)
                .ifPresent(zone -> likeInZone.merge(zone, count, Integer::sum)));
    double nodeWeight = Math.log(nodes.size() + 2);
    double zoneWeight = Math.log(zones.size() + 2);
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int i = 0; i < scores.length; i++) {
      Node node = nodes.get(i);
      int inZone = zoneOf(node).map(zone -> likeInZone.getOrDefault(zone, 0)).orElse(0);
      double count =
          likeOnNode.getOrDefault(node.name(), 0) * nodeWeight
              + (NODE_SKEW - 1)
              + inZone * zoneWeight
              + (ZONE_SKEW - 1);
      scores[i] = Math.round(count);
      least = Math.min(least, scores[i]);
      most = Math.max(most, scores[i]);
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] = most == 0 ? 100 : Math.floor(100 * (most + least - scores[i]) / most);
    }
    return scores;
  }

  private static java.util.Optional<String> zoneOf(Node node) {
    return java.util.Optional.ofNullable(node.meta().labels().get(ZONE));
  }

  /** The pods that default spreading keeps apart: the controller's, else those of its Services. */
  private static Map<String, Integer> likePods(Pod pod, Kube kube) {
    var controller = pod.meta().controller();
    if (controller.isPresent()) {
      return kube.spreadOf(controller.get().uid());
    }
    Map<String, Integer> counts = new HashMap<>();
    kube.servicesSelecting(pod.meta().namespace(), pod.meta().labels()).stream()
        .findFirst()
        .ifPresent(
            service ->
                kube
                    .podsMatching(
                        pod.meta().namespace(), LabelSelector.of(service.spec().selector()))
                    .stream()
                    .filter(other -> !other.meta().deleting() && !other.status().ended())
                    .flatMap(other -> other.spec().nodeName().stream())
                    .forEach(node -> counts.merge(node, 1, Integer::sum)));
    return counts;
  }
}
