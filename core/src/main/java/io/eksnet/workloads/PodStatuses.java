package io.eksnet.workloads;

import io.eksnet.kube.Condition;
import io.eksnet.kube.Container;
import io.eksnet.kube.Node;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodStatus;
import io.eksnet.kube.Resources;
import io.eksnet.net.IpAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pod's status as its kubelet writes it: first that its containers are being created, then that
 * they run. Conditions of other writers, such as those that readiness gates name, stay.
 */
final class PodStatuses {
  private static final Set<String> OWN =
      Set.of(
          "PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled");

  private PodStatuses() {}

  /** The status between the pod's binding and its network. */
  static PodStatus starting(Pod pod, Node node, Instant now) {
    List<PodStatus.ContainerStatus> waiting =
        pod.spec().containers().stream()
            .map(
                container ->
                    new PodStatus.ContainerStatus(
                        container.name(),
                        container.image(),
                        false,
                        0,
                        new PodStatus.State.Waiting("ContainerCreating", "")))
            .toList();
    String unready = "containers with unready status: " + names(pod.spec().containers());
    List<Condition> conditions = new ArrayList<>();
    conditions.add(condition(pod, "PodReadyToStartContainers", false, "", "", now));
    conditions.add(
        pod.spec().initContainers().isEmpty()
            ? condition(pod, "Initialized", true, "", "", now)
            : condition(
                pod,
                "Initialized",
                false,
                "ContainersNotInitialized",
                "containers with incomplete status: " + names(pod.spec().initContainers()),
                now));
    conditions.add(condition(pod, "Ready", false, "ContainersNotReady", unready, now));
    conditions.add(condition(pod, "ContainersReady", false, "ContainersNotReady", unready, now));
    return status(pod, node, PodStatus.Phase.PENDING, conditions, List.of(), waiting, now);
  }

  /** The status of a pod whose containers run with these addresses. */
  static PodStatus running(Pod pod, Node node, List<IpAddress> addresses, Instant now) {
    List<PodStatus.ContainerStatus> running = new ArrayList<>();
    for (Container container : pod.spec().containers()) {
      running.add(
          pod.status().containers().stream()
              .filter(old -> old.name().equals(container.name()))
              .filter(old -> old.state() instanceof PodStatus.State.Running)
              .findFirst()
              .map(
                  old ->
                      new PodStatus.ContainerStatus(
                          old.name(), container.image(), true, old.restartCount(), old.state()))
              .orElseGet(
                  () ->
                      new PodStatus.ContainerStatus(
                          container.name(),
                          container.image(),
                          true,
                          0,
                          new PodStatus.State.Running(now))));
    }
    List<Condition> conditions = new ArrayList<>();
    conditions.add(condition(pod, "PodReadyToStartContainers", true, "", "", now));
    conditions.add(condition(pod, "Initialized", true, "", "", now));
    String closed = closedGates(pod);
    conditions.add(
        closed.isEmpty()
            ? condition(pod, "Ready", true, "", "", now)
            : condition(pod, "Ready", false, "ReadinessGatesNotReady", closed, now));
    conditions.add(condition(pod, "ContainersReady", true, "", "", now));
    return status(pod, node, PodStatus.Phase.RUNNING, conditions, addresses, running, now);
  }

  private static PodStatus status(
      Pod pod,
      Node node,
      PodStatus.Phase phase,
      List<Condition> own,
      List<IpAddress> addresses,
      List<PodStatus.ContainerStatus> containers,
      Instant now) {
    PodStatus old = pod.status();
    List<Condition> conditions = new ArrayList<>(own);
    conditions.add(condition(pod, "PodScheduled", true, "", "", now));
    old.conditions().stream()
        .filter(condition -> !OWN.contains(condition.type()))
        .forEach(conditions::add);
    return new PodStatus(
        phase,
        conditions,
        addresses,
        node.internalIp(),
        Optional.of(old.startTime().orElse(now)),
        containers,
        old.qosClass().isEmpty() ? qosClass(pod) : old.qosClass(),
        old.reason(),
        old.message());
  }

  /** The condition, with the time of its last transition when its status is as before. */
  private static Condition condition(
      Pod pod, String type, boolean holds, String reason, String message, Instant now) {
    String status = holds ? "True" : "False";
    Instant since =
        pod.status()
            .condition(type)
            .filter(old -> old.status().equals(status))
            .map(Condition::lastTransitionTime)
            .orElse(now);
    return new Condition(type, status, reason, message, since);
  }

  /** Which readiness gates hold the pod back, in the kubelet's words; empty when none does. */
  private static String closedGates(Pod pod) {
    List<String> closed = new ArrayList<>();
    for (String gate : pod.spec().readinessGates()) {
      Optional<Condition> condition = pod.status().condition(gate);
      if (condition.isEmpty()) {
        closed.add(
            "corresponding condition of pod readiness gate \"" + gate + "\" does not exist.");
      } else if (!condition.get().isTrue()) {
        closed.add(
            "the status of pod readiness gate \""
                + gate
                + "\" is not \"True\", but "
                + condition.get().status());
      }
    }
    return closed.size() > 1 ? "[" + String.join(", ", closed) + "]" : String.join("", closed);
  }

  /**
   * Only where the API server has not said it: limits are not among the facts, so that a pod with
   * requests counts as Burstable.
   */
  private static String qosClass(Pod pod) {
    return pod.spec().requests().equals(Resources.NONE) ? "BestEffort" : "Burstable";
  }

  private static String names(List<Container> containers) {
    return "[" + String.join(" ", containers.stream().map(Container::name).toList()) + "]";
  }
}
