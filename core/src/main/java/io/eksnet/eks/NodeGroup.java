package io.eksnet.eks;

import io.eksnet.id.LaunchTemplateId;
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
 * A managed node group: instances that join the cluster as nodes, spread over the zones of its
 * subnets.
 *
 * @param uuid ends its ARN and the name of its Auto Scaling group
 * @param nodes what each new node is
 * @param repair whether unhealthy nodes are replaced
 * @param modifiedAt when it or its status last changed
 */
public record NodeGroup(
    String cluster,
    String name,
    String uuid,
    Scaling scaling,
    List<SubnetId> subnets,
    Nodes nodes,
    Map<String, String> labels,
    List<Taint> taints,
    UpdateConfig update,
    boolean repair,
    Status status,
    Instant createdAt,
    Instant modifiedAt,
    Tags tags) {

  /** How many nodes: min ≤ desired ≤ max. */
  public record Scaling(int min, int max, int desired) {}

  /** How its instances are paid for. */
  public enum Capacity {
    ON_DEMAND("On-Demand"),
    SPOT("Spot");

    private final String text;

    Capacity(String text) {
      this.text = text;
    }

    /** AWS's word for such instances. */
    public String text() {
      return text;
    }
  }

  /**
   * What a new node is.
   *
   * @param instanceTypes the first that can be launched is
   * @param amiType one of {@link AmiType}'s names
   * @param version Kubernetes' minor version of its kubelet
   * @param release the AMI's; empty for an image of the user's own
   * @param diskSize of its root volume in GiB; none when the launch template says
   * @param role the ARN of its IAM role
   * @param template the user's launch template
   * @param imageId an image of the user's own, from the launch template
   * @param securityGroups those of its nodes; none means the cluster's security group
   * @param maxPods the kubelet's limit on pods, fixed for a node when it is launched; none means
   *     what EKS computes for the types
   * @param generation counts changes of all this; nodes of an older one are replaced
   */
  public record Nodes(
      List<String> instanceTypes,
      String amiType,
      Capacity capacity,
      String version,
      String release,
      Optional<Integer> diskSize,
      String role,
      Optional<Template> template,
      Optional<String> imageId,
      List<SecurityGroupId> securityGroups,
      Optional<Integer> maxPods,
      int generation) {
    public Nodes {
      instanceTypes = List.copyOf(instanceTypes);
      securityGroups = List.copyOf(securityGroups);
    }

    /** Nodes of one type and EKS's own image, without more. */
    public static Nodes of(
        String instanceType, String version, String role, Optional<Integer> maxPods) {
      AmiType ami = AmiType.standardFor(instanceType);
      return new Nodes(
          List.of(instanceType),
          ami.name(),
          Capacity.ON_DEMAND,
          version,
          NodeReleases.newest(ami, version).orElse(""),
          Optional.of(DEFAULT_DISK_GIB),
          role,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          maxPods,
          1);
    }
  }

  /** A version of a launch template. */
  public record Template(LaunchTemplateId id, String name, int version) {}

  /**
   * How an update replaces nodes.
   *
   * @param maxUnavailable how many at once, 1 to 100; none when a percentage is given
   * @param percentage how many of a hundred at once, 1 to 100
   * @param minimal whether old nodes go before new ones come
   */
  public record UpdateConfig(
      Optional<Integer> maxUnavailable, Optional<Integer> percentage, boolean minimal) {
    /** One node at a time. */
    public static final UpdateConfig STANDARD =
        new UpdateConfig(Optional.of(1), Optional.empty(), false);

    /** How many nodes are replaced at once, of so many; at most 100 (user guide). */
    public int atOnce(int nodes) {
      int asked =
          percentage
              .map(it -> Math.max(1, nodes * it / 100))
              .orElseGet(() -> maxUnavailable.orElse(1));
      return Math.min(MOST_AT_ONCE, asked);
    }
  }

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

  /** The tag that says with which {@link Nodes#generation} an instance was launched. */
  public static final String GENERATION_TAG = "aws:ec2launchtemplate:version";

  /** How large a node's disk is when nobody says (API reference, CreateNodegroup), in GiB. */
  public static final int DEFAULT_DISK_GIB = 20;

  private static final int MOST_AT_ONCE = 100;

  public NodeGroup {
    subnets = List.copyOf(subnets);
    labels = Map.copyOf(labels);
    taints = List.copyOf(taints);
  }

  /** Cluster and name. */
  public Key key() {
    return new Key(cluster, name);
  }

  /** The name of its Auto Scaling group. */
  public String autoScalingGroup() {
    return "eks-" + name + "-" + uuid;
  }

  /** Whether EKS takes an update of it now. */
  public boolean updatable() {
    return status == Status.ACTIVE || status == Status.DEGRADED;
  }

  /** This node group in another status. */
  public NodeGroup withStatus(Status next, Instant now) {
    return with(scaling, nodes, labels, taints, update, repair, next, now);
  }

  /** This node group with another number of nodes. */
  public NodeGroup withScaling(Scaling other, Instant now) {
    return with(other, nodes, labels, taints, update, repair, status, now);
  }

  /** This node group whose new nodes are others. */
  public NodeGroup withNodes(Nodes others, Instant now) {
    return with(scaling, others, labels, taints, update, repair, status, now);
  }

  /** This node group with other labels and taints. */
  public NodeGroup marked(Map<String, String> labelled, List<Taint> tainted, Instant now) {
    return with(scaling, nodes, labelled, tainted, update, repair, status, now);
  }

  /** This node group updated in another way from now on. */
  public NodeGroup updating(UpdateConfig way, boolean repairing, Instant now) {
    return with(scaling, nodes, labels, taints, way, repairing, status, now);
  }

  /** This node group with other tags. */
  public NodeGroup withTags(Tags others) {
    return new NodeGroup(
        cluster,
        name,
        uuid,
        scaling,
        subnets,
        nodes,
        labels,
        taints,
        update,
        repair,
        status,
        createdAt,
        modifiedAt,
        others);
  }

  private NodeGroup with(
      Scaling size,
      Nodes kind,
      Map<String, String> labelled,
      List<Taint> tainted,
      UpdateConfig way,
      boolean repairing,
      Status next,
      Instant now) {
    return new NodeGroup(
        cluster, name, uuid, size, subnets, kind, labelled, tainted, way, repairing, next,
        createdAt, now, tags);
  }

  /** The node group that an instance's tags name. */
  public static Optional<Key> of(Tags tags) {
    return tags.get(CLUSTER_TAG)
        .flatMap(cluster -> tags.get(INSTANCE_TAG).map(name -> new Key(cluster, name)));
  }
}
