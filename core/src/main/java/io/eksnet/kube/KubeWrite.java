package io.eksnet.kube;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All the ways in which core changes Kubernetes objects. */
public sealed interface KubeWrite {

  /**
   * A pod from a template.
   *
   * @param key namespace and whole name
   * @param generateName the prefix that the name was made from
   * @param labels the template's and those that its owner adds
   * @param pinnedTo the node that a required affinity on {@code metadata.name} names (DaemonSets)
   * @param tolerations those that its owner adds
   */
  record CreatePod(
      ObjectKey key,
      String generateName,
      Map<String, String> labels,
      OwnerReference owner,
      PodTemplate template,
      Optional<String> pinnedTo,
      List<Toleration> tolerations)
      implements KubeWrite {}

  /** A ReplicaSet for a Deployment's template, named after the template's hash. */
  record CreateReplicaSet(
      Deployment owner, String name, String podTemplateHash, int replicas, long revision)
      implements KubeWrite {}

  /** Another number of replicas for a ReplicaSet. */
  record ScaleReplicaSet(ObjectKey key, int replicas) implements KubeWrite {}

  /** A pod's node. */
  record BindPod(ObjectKey key, String node) implements KubeWrite {}

  /** A pod's status. */
  record PutPodStatus(ObjectKey key, PodStatus status) implements KubeWrite {}

  /** A node that registers itself. */
  record CreateNode(
      String name,
      Map<String, String> labels,
      Map<String, String> annotations,
      Node.Spec spec,
      Node.Status status)
      implements KubeWrite {}

  /** A node's status. */
  record PutNodeStatus(String name, Node.Status status) implements KubeWrite {}

  /** A node's taints. */
  record PutNodeTaints(String name, List<Taint> taints) implements KubeWrite {}

  /** Whether new pods may come to a node: a cordon, or its end. */
  record PutNodeUnschedulable(String name, boolean unschedulable) implements KubeWrite {}

  /** A Deployment's status. */
  record PutDeploymentStatus(ObjectKey key, Deployment.Status status) implements KubeWrite {}

  /** A ReplicaSet's status. */
  record PutReplicaSetStatus(ObjectKey key, ReplicaSet.Status status) implements KubeWrite {}

  /** A DaemonSet's status. */
  record PutDaemonSetStatus(ObjectKey key, DaemonSet.Status status) implements KubeWrite {}

  /** An EndpointSlice, made or replaced; its metadata's uid and times are the store's business. */
  record PutEndpointSlice(EndpointSlice slice) implements KubeWrite {}

  /**
   * The Endpoints object that mirrors a Service's slices.
   *
   * @param slices what it is to hold; none empties it
   */
  record PutEndpoints(ObjectKey service, List<EndpointSlice> slices) implements KubeWrite {}

  /** An empty ServiceAccount, as each namespace gets one called default. */
  record CreateServiceAccount(ObjectKey key) implements KubeWrite {}

  /** A ConfigMap, made or replaced. */
  record PutConfigMap(ObjectKey key, Map<String, String> data) implements KubeWrite {}

  /** Annotations set on an object beside those it has. */
  record Annotate(ObjectRef ref, Map<String, String> annotations) implements KubeWrite {}

  /** Labels set on an object beside those it has. */
  record Label(ObjectRef ref, Map<String, String> labels) implements KubeWrite {}

  /** Labels taken off an object. */
  record Unlabel(ObjectRef ref, Set<String> keys) implements KubeWrite {
    public Unlabel {
      keys = Set.copyOf(keys);
    }
  }

  /** The owners of an object, all of them (adoption and release). */
  record PutOwners(ObjectRef ref, List<OwnerReference> owners) implements KubeWrite {}

  /** The finalizers of an object, all of them; the last one gone lets a deleting object go. */
  record PutFinalizers(ObjectRef ref, List<String> finalizers) implements KubeWrite {}

  /** Deletion is asked, as a client would: pods get their grace, finalizers hold. */
  record Delete(ObjectRef ref) implements KubeWrite {}

  /** The object is gone for good: what the kubelet and the namespace controller do at the end. */
  record Remove(ObjectRef ref) implements KubeWrite {}

  /**
   * An event about an object; one that repeats counts up.
   *
   * @param warning whether its type is Warning; else Normal
   * @param component the reporter, such as {@code kubelet}
   * @param host the reporter's node, or empty
   */
  record RecordEvent(
      ObjectRef about,
      boolean warning,
      String reason,
      String message,
      String component,
      String host)
      implements KubeWrite {}
}
