package io.eksnet.kube;

/** A ReplicaSet. */
public record ReplicaSet(ObjectMeta meta, Spec spec, Status status) implements KubeFact {
  /** What a ReplicaSet is to be. */
  public record Spec(
      int replicas, LabelSelector selector, PodTemplate template, int minReadySeconds) {}

  /** How a ReplicaSet is. */
  public record Status(
      long observedGeneration,
      int replicas,
      int fullyLabeledReplicas,
      int readyReplicas,
      int availableReplicas) {
    /** Before its controller looked at it. */
    public static final Status NEW = new Status(0, 0, 0, 0, 0);
  }
}
