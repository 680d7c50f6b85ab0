package io.eksnet.workloads;

import io.eksnet.kube.Condition;
import io.eksnet.kube.Deployment;
import io.eksnet.kube.ReplicaSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a Deployment is, counted from its ReplicaSets, with the conditions Available and Progressing.
 * The last transition of Progressing also stands for Kubernetes' lastUpdateTime: it moves with each
 * progress, and the progress deadline counts from it.
 */
final class DeploymentStatus {
  static final String AVAILABLE = "Available";
  static final String PROGRESSING = "Progressing";

  private static final String DONE = "NewReplicaSetAvailable";
  private static final String TIMED_OUT = "ProgressDeadlineExceeded";
  private static final String PAUSED = "DeploymentPaused";

  private final Deployment deployment;
  private final Optional<ReplicaSet> current;
  private final Instant now;
  private final Deployment.Status counts;

  private DeploymentStatus(
      Deployment deployment, Optional<ReplicaSet> current, List<ReplicaSet> old, Instant now) {
    this.deployment = deployment;
    this.current = current;
    this.now = now;
    List<ReplicaSet> all = Stream.concat(old.stream(), current.stream()).toList();
    int asked = all.stream().mapToInt(set -> set.spec().replicas()).sum();
    int available = all.stream().mapToInt(set -> set.status().availableReplicas()).sum();
    this.counts =
        new Deployment.Status(
            deployment.meta().generation(),
            all.stream().mapToInt(set -> set.status().replicas()).sum(),
            current.map(set -> set.status().replicas()).orElse(0),
            all.stream().mapToInt(set -> set.status().readyReplicas()).sum(),
            available,
            Math.max(0, asked - available),
            deployment.status().conditions());
  }

  /** The status of now; the same as before when nothing changed. */
  static Deployment.Status of(
      Deployment deployment, Optional<ReplicaSet> current, List<ReplicaSet> old, Instant now) {
    DeploymentStatus status = new DeploymentStatus(deployment, current, old, now);
    Deployment.Status counts = status.counts;
    List<Condition> conditions = new ArrayList<>(counts.conditions());
    put(conditions, status.available());
    status
        .progressing()
        .ifPresent(
            progressing -> {
              conditions.removeIf(condition -> condition.type().equals(PROGRESSING));
              conditions.add(progressing);
            });
    return new Deployment.Status(
        counts.observedGeneration(),
        counts.replicas(),
        counts.updatedReplicas(),
        counts.readyReplicas(),
        counts.availableReplicas(),
        counts.unavailableReplicas(),
        conditions);
  }

  /** Whether everything asked for is there and nothing old is left. */
  static boolean isComplete(Deployment deployment, Deployment.Status status) {
    int replicas = deployment.spec().replicas();
    return status.updatedReplicas() == replicas
        && status.replicas() == replicas
        && status.availableReplicas() == replicas;
  }

  /** When a rollout that makes no progress until then has failed. */
  static Optional<Instant> deadline(Deployment deployment, Deployment.Status status) {
    int seconds = deployment.spec().progressDeadlineSeconds();
    boolean none = seconds <= 0 || seconds == Integer.MAX_VALUE;
    return none || deployment.spec().paused()
        ? Optional.empty()
        : condition(status, PROGRESSING)
            .filter(c -> !c.reason().equals(DONE) && !c.reason().equals(TIMED_OUT))
            .map(c -> c.lastTransitionTime().plusSeconds(seconds));
  }

  private Condition available() {
    Rollout rollout = Rollout.of(deployment.spec());
    return counts.availableReplicas() >= rollout.replicas() - rollout.maxUnavailable()
        ? new Condition(
            AVAILABLE,
            "True",
            "MinimumReplicasAvailable",
            "Deployment has minimum availability.",
            now)
        : new Condition(
            AVAILABLE,
            "False",
            "MinimumReplicasUnavailable",
            "Deployment does not have minimum availability.",
            now);
  }

  /** The new Progressing condition, if there is something new to say. */
  private Optional<Condition> progressing() {
    int seconds = deployment.spec().progressDeadlineSeconds();
    if (seconds <= 0 || seconds == Integer.MAX_VALUE) {
      return Optional.empty();
    }
    Optional<Condition> old = condition(deployment.status(), PROGRESSING);
    String reason = old.map(Condition::reason).orElse("");
    if (deployment.spec().paused()) {
      return reason.equals(PAUSED) || reason.equals(TIMED_OUT)
          ? Optional.empty()
          : Optional.of(new Condition(PROGRESSING, "Unknown", PAUSED, "Deployment is paused", now));
    }
    if (reason.equals(PAUSED)) {
      return Optional.of(
          new Condition(PROGRESSING, "Unknown", "DeploymentResumed", "Deployment is resumed", now));
    }
    if (reason.equals(DONE) && counts.replicas() == counts.updatedReplicas()) {
      return Optional.empty();
    }
    String subject =
        current
            .map(set -> "ReplicaSet \"" + set.meta().name() + "\"")
            .orElse("Deployment \"" + deployment.meta().name() + "\"");
    if (isComplete(deployment, counts)) {
      return Optional.of(keepingTime(old, "True", DONE, subject + " has successfully progressed."));
    }
    if (hasProgressed()) {
      return Optional.of(
          new Condition(
              PROGRESSING, "True", "ReplicaSetUpdated", subject + " is progressing.", now));
    }
    if (deadline(deployment, deployment.status()).filter(at -> !at.isAfter(now)).isPresent()) {
      return Optional.of(
          new Condition(
              PROGRESSING, "False", TIMED_OUT, subject + " has timed out progressing.", now));
    }
    return Optional.empty();
  }

  private boolean hasProgressed() {
    Deployment.Status before = deployment.status();
    return counts.updatedReplicas() > before.updatedReplicas()
        || counts.replicas() - counts.updatedReplicas()
            < before.replicas() - before.updatedReplicas()
        || counts.readyReplicas() > before.readyReplicas()
        || counts.availableReplicas() > before.availableReplicas();
  }

  private Condition keepingTime(
      Optional<Condition> old, String status, String reason, String message) {
    Instant since =
        old.filter(condition -> condition.status().equals(status))
            .map(Condition::lastTransitionTime)
            .orElse(now);
    return new Condition(PROGRESSING, status, reason, message, since);
  }

  static Optional<Condition> condition(Deployment.Status status, String type) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals(type))
        .findFirst();
  }

  /** Puts a condition unless the one that is there says the same. */
  private static void put(List<Condition> conditions, Condition condition) {
    for (Condition old : conditions) {
      if (old.type().equals(condition.type())
          && old.status().equals(condition.status())
          && old.reason().equals(condition.reason())) {
        return;
      }
    }
    conditions.removeIf(old -> old.type().equals(condition.type()));
    conditions.add(condition);
  }
}
