package io.eksnet.kube;

/** What core reads of a Kubernetes object. */
public sealed interface KubeFact
    permits ConfigMap,
        DaemonSet,
        Deployment,
        EndpointSlice,
        Namespace,
        NetworkPolicy,
        Node,
        Pod,
        ReplicaSet,
        Service {
  /** The object's metadata. */
  ObjectMeta meta();
}
