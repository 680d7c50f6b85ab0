package io.eksnet.kube;

/** A pod. */
public record Pod(ObjectMeta meta, PodSpec spec, PodStatus status) implements KubeFact {
  /** Namespace and name. */
  public ObjectKey key() {
    return meta.key();
  }

  /** This pod with another status. */
  public Pod withStatus(PodStatus next) {
    return new Pod(meta, spec, next);
  }
}
