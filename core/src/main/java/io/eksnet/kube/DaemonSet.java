package io.eksnet.kube;

/** A DaemonSet. */
public record DaemonSet(ObjectMeta meta, Spec spec, Status status) implements KubeFact {
  /**
   * What a DaemonSet is to be.
   *
   * @param onDelete whether the update strategy is OnDelete
   */
  public record Spec(
      LabelSelector selector,
      PodTemplate template,
      Deployment.Amount maxUnavailable,
      boolean onDelete,
      int minReadySeconds) {}

  /** How a DaemonSet is. */
  public record Status(
      long observedGeneration,
      int desiredNumberScheduled,
      int currentNumberScheduled,
      int numberMisscheduled,
      int numberReady,
      int updatedNumberScheduled,
      int numberAvailable,
      int numberUnavailable) {
    /** Before its controller looked at it. */
    public static final Status NEW = new Status(0, 0, 0, 0, 0, 0, 0, 0);
  }
}
