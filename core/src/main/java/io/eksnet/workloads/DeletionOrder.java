package io.eksnet.workloads;

import io.eksnet.kube.Condition;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Which pods a ReplicaSet gives up first: those without a node, then pending ones, those not ready,
 * those of lower deletion cost, those that share their node with more of their kind, those ready
 * for a shorter time, those that restarted more, the younger ones.
 */
final class DeletionOrder {
  /** The annotation by which a pod says how dear it is; 0 when absent or no number. */
  static final String COST = "controller.kubernetes.io/pod-deletion-cost";

  private DeletionOrder() {}

  /**
   * The pods, the first to go first.
   *
   * @param perNode how many related pods each node has
   */
  static List<Pod> sorted(List<Pod> pods, Map<String, Integer> perNode) {
    return pods.stream()
        .sorted(
            Comparator.comparing((Pod pod) -> pod.spec().nodeName().isPresent())
                .thenComparingInt(pod -> rankOf(pod.status().phase()))
                .thenComparing(pod -> pod.status().ready())
                .thenComparingInt(DeletionOrder::costOf)
                .thenComparing(pod -> together(pod, perNode), Comparator.reverseOrder())
                .thenComparing(DeletionOrder::readySince, Comparator.reverseOrder())
                .thenComparing(DeletionOrder::restarts, Comparator.reverseOrder())
                .thenComparing(pod -> pod.meta().creationTimestamp(), Comparator.reverseOrder())
                .thenComparing(Pod::key))
        .toList();
  }

  private static int rankOf(PodStatus.Phase phase) {
    return switch (phase) {
      case PENDING -> 0;
      case UNKNOWN -> 1;
      case RUNNING, SUCCEEDED, FAILED -> 2;
    };
  }

  private static int costOf(Pod pod) {
    try {
      return Integer.parseInt(pod.meta().annotations().getOrDefault(COST, "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static int together(Pod pod, Map<String, Integer> perNode) {
    return pod.spec().nodeName().map(node -> perNode.getOrDefault(node, 0)).orElse(0);
  }

  private static Instant readySince(Pod pod) {
    return pod.status()
        .condition("Ready")
        .filter(Condition::isTrue)
        .map(Condition::lastTransitionTime)
        .orElse(Instant.MAX);
  }

  private static int restarts(Pod pod) {
    return pod.status().containers().stream()
        .mapToInt(PodStatus.ContainerStatus::restartCount)
        .sum();
  }
}
