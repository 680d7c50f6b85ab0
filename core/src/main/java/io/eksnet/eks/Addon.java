package io.eksnet.eks;

import io.eksnet.id.Tags;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;

/**
 * An EKS add-on of a cluster.
 *
 * @param name such as {@code vpc-cni}
 * @param version such as {@code v1.23.1-eksbuild.1}
 * @param configurationValues JSON or YAML text as the user gave it; may be empty
 */
public record Addon(
    String cluster,
    String name,
    String version,
    String configurationValues,
    Status status,
    Instant createdAt,
    Tags tags) {

  /** The statuses of an add-on. */
  public enum Status {
    CREATING,
    ACTIVE,
    CREATE_FAILED,
    UPDATING,
    DELETING,
    DEGRADED
  }

  /** Which add-on. */
  public record Key(String cluster, String name) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byCluster = cluster.compareTo(other.cluster);
      return byCluster != 0 ? byCluster : name.compareTo(other.name);
    }
  }

  /** Add-ons by cluster. */
  public static final Index<Addon, String> BY_CLUSTER =
      Index.by("add-ons by cluster", Addon::cluster);

  /** Add-ons by cluster and name. */
  public static final Kind<Key, Addon> KIND =
      Kind.of("eks-addon", Addon.class, Addon::key).indexed(BY_CLUSTER);

  /** Cluster and name. */
  public Key key() {
    return new Key(cluster, name);
  }

  /** This add-on with other tags. */
  public Addon withTags(Tags others) {
    return new Addon(cluster, name, version, configurationValues, status, createdAt, others);
  }
}
