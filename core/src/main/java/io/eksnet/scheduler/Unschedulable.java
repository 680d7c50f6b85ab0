package io.eksnet.scheduler;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Why no node takes a pod, told as kube-scheduler tells it: a count for each reason, sorted as
 * texts, then what preemption could do about it. Preemption itself is not modelled: no pod is ever
 * a victim.
 */
final class Unschedulable {
  /** What is said when the cluster has no node at all. */
  static final String NO_NODES = "no nodes available to schedule pods";

  private final Map<String, Integer> reasons = new TreeMap<>();
  private int nodes;
  private int helpless;

  /** Counts one node that does not fit. */
  void add(Filters.Verdict.Unfit verdict) {
    nodes++;
    if (verdict.helpless()) {
      helpless++;
    }
    verdict.reasons().forEach(reason -> reasons.merge(reason, 1, Integer::sum));
  }

  /** The message of the PodScheduled condition and of the FailedScheduling event. */
  String message() {
    if (nodes == 0) {
      return NO_NODES;
    }
    Map<String, Integer> preemption = new TreeMap<>();
    if (helpless > 0) {
      preemption.put("Preemption is not helpful for scheduling", helpless);
    }
    if (nodes > helpless) {
      preemption.put("No preemption victims found for incoming pod", nodes - helpless);
    }
    return available(reasons) + " preemption: " + available(preemption);
  }

  private String available(Map<String, Integer> counts) {
    List<String> sorted =
        counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .sorted()
            .toList();
    return "0/" + nodes + " nodes are available: " + String.join(", ", sorted) + ".";
  }
}
