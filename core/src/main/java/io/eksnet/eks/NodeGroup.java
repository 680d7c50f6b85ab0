package io.eksnet.eks;

import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A managed node group: instances of one type that join the cluster as nodes, spread over the zones
 * of its subnets.
 *
 * @param maxPods the kubelet's limit on pods, fixed for a node when it is launched; none means what
 *     EKS computes for the type and the CNI's settings of that moment
 * @param securityGroups those of its nodes; none means the cluster's security group
 */
public record NodeGroup(
    String cluster,
    String name,
    String instanceType,
    Scaling scaling,
    List<SubnetId> subnets,
    List<SecurityGroupId> securityGroups,
    Optional<Integer> maxPods,
    Map<String, String> labels,
    List<Taint> taints,
    String amiType,
    Status status,
    Instant createdAt,
    Tags tags) {

  /** How many nodes: min ≤ desired ≤ max. */
  public record Scaling(int min, int max, int desired) {}

  /** The statuses of a node group. */
  public enum Status {
    CREATING,
    ACTIVE,
    UPDATING,
    DELETING,
    CREATE_FAILED,
    DELETE_FAILED,
    DEGRADED
  }

  /**
   * What keeps pods off its nodes unless they tolerate it.
   *
   * @param effect NoSchedule, PreferNoSchedule or NoExecute
   */
  public record Taint(String key, String value, String effect) {}

  /** Which node group. */
  public record Key(String cluster, String name) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byCluster = cluster.compareTo(other.cluster);
      return byCluster != 0 ? byCluster : name.compareTo(other.name);
    }
  }

  /** Node groups by cluster. */
  public static final Index<NodeGroup, String> BY_CLUSTER =
      Index.by("node groups by cluster", NodeGroup::cluster);

  /** Node groups by cluster and name. */
  public static final Kind<Key, NodeGroup> KIND =
      Kind.of("eks-node-group", NodeGroup.class, NodeGroup::key).indexed(BY_CLUSTER);

  /** The tag that names an instance's node group. */
  public static final String INSTANCE_TAG = "eks:nodegroup-name";

  /** The tag that names the cluster of an instance's node group. */
  public static final String CLUSTER_TAG = "eks:cluster-name";

  public NodeGroup {
    subnets = List.copyOf(subnets);
    securityGroups = List.copyOf(securityGroups);
    labels = Map.copyOf(labels);
    taints = List.copyOf(taints);
  }

  /** Cluster and name. */
  public Key key() {
    return new Key(cluster, name);
  }

  /** This node group in another status. */
  public NodeGroup withStatus(Status next) {
    return new NodeGroup(
        cluster,
        name,
        instanceType,
        scaling,
        subnets,
        securityGroups,
        maxPods,
        labels,
        taints,
        amiType,
        next,
        createdAt,
        tags);
  }

  /** This node group with other tags. */
  public NodeGroup withTags(Tags others) {
    return new NodeGroup(
        cluster,
        name,
        instanceType,
        scaling,
        subnets,
        securityGroups,
        maxPods,
        labels,
        taints,
        amiType,
        status,
        createdAt,
        others);
  }

  /** The node group that an instance's tags name. */
  public static Optional<Key> of(Tags tags) {
    return tags.get(CLUSTER_TAG)
        .flatMap(cluster -> tags.get(INSTANCE_TAG).map(name -> new Key(cluster, name)));
  }
}
