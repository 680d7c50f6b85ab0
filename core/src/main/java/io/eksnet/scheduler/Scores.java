package io.eksnet.scheduler;

import io.eksnet.kube.Kube;
import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.Node;
import io.eksnet.kube.NodeUsage;
import io.eksnet.kube.Pod;
import io.eksnet.kube.Resources;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

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

  /** A node that fits, and what its pods take of it. */
  record Candidate(Node node, NodeUsage usage) {}

  /**
   * The best node; among equals the first.
   *
   * @param nodes the nodes that fit, at least one
   */
  Node best(List<Candidate> nodes) {
    if (nodes.size() == 1) {
      return nodes.getFirst().node();
    }
    double[] spread = spread(nodes);
    int[] shunned = nodes.stream().mapToInt(one -> shunnedTaints(one.node())).toArray();
    int mostShunned = Arrays.stream(shunned).max().orElse(0);
    Node best = nodes.getFirst().node();
    long bestScore = Long.MIN_VALUE;
    for (int i = 0; i < nodes.size(); i++) {
      Candidate one = nodes.get(i);
      long taints = mostShunned == 0 ? 100 : 100 - 100L * shunned[i] / mostShunned;
      long score =
          leastAllocated(one.node(), one.usage())
              + balancedAllocation(one.node(), one.usage())
              + 2 * (long) spread[i]
              + 3 * taints;
      if (score > bestScore) {
        bestScore = score;
        best = one.node();
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
    if (node.spec().taints().isEmpty()) {
      return 0;
    }
    return (int)
        node.spec().taints().stream()
            .filter(taint -> taint.effect().equals("PreferNoSchedule"))
            .filter(taint -> pod.spec().tolerations().stream().noneMatch(t -> t.tolerates(taint)))
            .count();
  }

  /** Fewer like pods on the node and in its zone are better; a small domain counts less. */
  private double[] spread(List<Candidate> nodes) {
    double[] scores = new double[nodes.size()];
    if (likeOnNode.isEmpty()) {
      return scores;
    }
    Map<String, Integer> likeInZone = likeInZone();
    List<String> zones = nodes.stream().map(one -> zoneOf(one.node())).toList();
    double nodeWeight = Math.log(nodes.size() + 2);
    double zoneWeight = Math.log(new HashSet<>(zones).size() + 2);
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int i = 0; i < scores.length; i++) {
      double count =
          likeOnNode.getOrDefault(nodes.get(i).node().name(), 0) * nodeWeight
              + (NODE_SKEW - 1)
              + likeInZone.getOrDefault(zones.get(i), 0) * zoneWeight
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

  private Map<String, Integer> likeInZone() {
    Map<String, Integer> inZone = new HashMap<>();
    likeOnNode.forEach(
        (name, count) ->
            kube.node(name)
                .map(Scores::zoneOf)
                .filter(zone -> !zone.isEmpty())
                .ifPresent(zone -> inZone.merge(zone, count, Integer::sum)));
    return inZone;
  }

  /** Empty when the node is in none. */
  private static String zoneOf(Node node) {
    return node.meta().labels().getOrDefault(ZONE, "");
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
