package io.eksnet.scheduler;

import io.eksnet.kube.Node;
import io.eksnet.kube.NodeUsage;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodSpec;
import io.eksnet.kube.Resources;
import io.eksnet.kube.Taint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which nodes can take a pod: the filters of kube-scheduler's default profile in their order. The
 * first filter that says no speaks for the node.
 */
final class Filters {
  private static final String UNSCHEDULABLE_TAINT = "node.kubernetes.io/unschedulable";

  private final PodSpec spec;
  private final Resources requests;
  private final Map<String, Long> extended;
  private final List<String> hostPorts;
  private final boolean bearsUnschedulable;
  private final List<String> pinnedTo;

  Filters(Pod pod) {
    this.spec = pod.spec();
    this.requests = spec.requests();
    this.extended = new TreeMap<>(requests.extended());
    this.hostPorts = NodeUsage.hostPortsOf(spec);
    Taint cordoned = new Taint(UNSCHEDULABLE_TAINT, "", "NoSchedule");
    this.bearsUnschedulable = spec.tolerations().stream().anyMatch(one -> one.tolerates(cordoned));
    this.pinnedTo = namedNodes(spec);
  }

  /** What the filters say of one node. */
  sealed interface Verdict {
    /** The pod fits. */
    record Fits() implements Verdict {}

    /**
     * The pod does not fit.
     *
     * @param reasons in the scheduler's words
     * @param helpless whether even an empty node would not do, so that preemption is no help
     */
    record Unfit(List<String> reasons, boolean helpless) implements Verdict {
      public Unfit {
        reasons = List.copyOf(reasons);
      }
    }
  }

  private static final Verdict FITS = new Verdict.Fits();

  /** Judges one node. */
  Verdict judge(Node node, NodeUsage usage) {
    if (!pinnedTo.isEmpty() && !pinnedTo.contains(node.name())) {
      return never("node(s) didn't satisfy plugin(s) [NodeAffinity]");
    }
    if (node.spec().unschedulable() && !bearsUnschedulable) {
      return never("node(s) were unschedulable");
    }
    Optional<Taint> taint = spec.untolerated(node);
    if (taint.isPresent()) {
      return never("node(s) had untolerated taint " + taint.get());
    }
    if (!spec.selects(node)) {
      return never("node(s) didn't match Pod's node affinity/selector");
    }
    if (!hostPorts.isEmpty() && hostPorts.stream().anyMatch(usage.hostPorts()::containsKey)) {
      return new Verdict.Unfit(
          List.of("node(s) didn't have free ports for the requested pod ports"), false);
    }
    return room(node.status().allocatable(), usage);
  }

  private Verdict room(Resources allocatable, NodeUsage usage) {
    if (fits(allocatable, usage)) {
      return FITS;
    }
    List<String> reasons = new ArrayList<>();
    boolean helpless = false;
    if (usage.pods() + 1 > allocatable.pods()) {
      reasons.add("Too many pods");
    }
    if (lacks(requests.milliCpu(), usage.milliCpu(), allocatable.milliCpu())) {
      reasons.add("Insufficient cpu");
      helpless |= requests.milliCpu() > allocatable.milliCpu();
    }
    if (lacks(requests.memoryBytes(), usage.memoryBytes(), allocatable.memoryBytes())) {
      reasons.add("Insufficient memory");
      helpless |= requests.memoryBytes() > allocatable.memoryBytes();
    }
    for (Map.Entry<String, Long> asked : extended.entrySet()) {
      long there = allocatable.extended().getOrDefault(asked.getKey(), 0L);
      long taken = usage.extended().getOrDefault(asked.getKey(), 0L);
      if (lacks(asked.getValue(), taken, there)) {
        reasons.add("Insufficient " + asked.getKey());
        helpless |= asked.getValue() > there;
      }
    }
    return new Verdict.Unfit(reasons, helpless);
  }

  private boolean fits(Resources allocatable, NodeUsage usage) {
    return usage.pods() + 1 <= allocatable.pods()
        && !lacks(requests.milliCpu(), usage.milliCpu(), allocatable.milliCpu())
        && !lacks(requests.memoryBytes(), usage.memoryBytes(), allocatable.memoryBytes())
        && (extended.isEmpty()
            || extended.entrySet().stream()
                .noneMatch(
                    asked ->
                        lacks(
                            asked.getValue(),
                            usage.extended().getOrDefault(asked.getKey(), 0L),
                            allocatable.extended().getOrDefault(asked.getKey(), 0L))));
  }

  /** A pod that asks for nothing of a resource fits where it is overdrawn. */
  private static boolean lacks(long asked, long taken, long there) {
    return asked > 0 && asked > there - taken;
  }

  private static Verdict never(String reason) {
    return new Verdict.Unfit(List.of(reason), true);
  }

  /**
   * The nodes that the required affinity names when every term names one: the scheduler then looks
   * at no other node, and says so in words of its own.
   */
  private static List<String> namedNodes(PodSpec spec) {
    List<String> names = new ArrayList<>();
    for (PodSpec.NodeSelectorTerm term : spec.nodeAffinity()) {
      List<String> named =
          term.matchFields().stream()
              .filter(field -> field.key().equals("metadata.name"))
              .filter(field -> field.operator() == io.eksnet.kube.LabelSelector.Operator.IN)
              .flatMap(field -> field.values().stream())
              .toList();
      if (named.isEmpty()) {
        return List.of();
      }
      names.addAll(named);
    }
    return names;
  }
}
