package io.eksnet.kube;

import java.util.List;

/** A Deployment. */
public record Deployment(ObjectMeta meta, Spec spec, Status status) implements KubeFact {
  /** What a Deployment is to be. */
  public record Spec(
      int replicas,
      LabelSelector selector,
      PodTemplate template,
      Strategy strategy,
      int revisionHistoryLimit,
      int minReadySeconds,
      int progressDeadlineSeconds,
      boolean paused) {}

  /** How old pods make way for new ones. */
  public sealed interface Strategy {
    /** All old pods go first. */
    record Recreate() implements Strategy {}

    /** Step by step. */
    record RollingUpdate(Amount maxSurge, Amount maxUnavailable) implements Strategy {}
  }

  /** A number of pods, or a part of the replicas. */
  public sealed interface Amount {
    /** So many. */
    record Count(int pods) implements Amount {}

    /** So many in a hundred. */
    record Percent(int percent) implements Amount {}

    /** The number of pods, rounded up. */
    default int roundedUp(int replicas) {
      return switch (this) {
        case Count(int pods) -> pods;
        case Percent(int percent) -> Math.ceilDiv(replicas * percent, 100);
      };
    }

    /** The number of pods, rounded down. */
    default int roundedDown(int replicas) {
      return switch (this) {
        case Count(int pods) -> pods;
        case Percent(int percent) -> Math.floorDiv(replicas * percent, 100);
      };
    }
  }

  /** How a Deployment is. */
  public record Status(
      long observedGeneration,
      int replicas,
      int updatedReplicas,
      int readyReplicas,
      int availableReplicas,
      int unavailableReplicas,
      List<Condition> conditions) {
    /** Before its controller looked at it. */
    public static final Status NEW = new Status(0, 0, 0, 0, 0, 0, List.of());

    public Status {
      conditions = List.copyOf(conditions);
    }
  }
}
