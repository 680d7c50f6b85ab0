package io.eksnet.eks;

import io.eksnet.id.Tags;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An EKS add-on of a cluster.
 *
 * @param name such as {@code vpc-cni}
 * @param uuid ends its ARN
 * @param configuration what is in the cluster, or is to come into it first
 * @param task what is still to be done in the cluster
 * @param update the id of the {@link Update} under way
 * @param issues what is wrong with it
 * @param modifiedAt when it or its status last changed
 */
public record Addon(
    String cluster,
    String name,
    String uuid,
    Configuration configuration,
    Optional<Task> task,
    Optional<String> update,
    List<Issue> issues,
    Status status,
    Instant createdAt,
    Instant modifiedAt,
    Tags tags) {

  /** The statuses of an add-on. */
  public enum Status {
    CREATING,
    ACTIVE,
    CREATE_FAILED,
    UPDATING,
    UPDATE_FAILED,
    DELETING,
    DELETE_FAILED,
    DEGRADED
  }

  /**
   * What an add-on is.
   *
   * @param version such as {@code v1.23.1-eksbuild.1}
   * @param values JSON or YAML text as the user gave it; may be empty
   * @param role the ARN of the IAM role of its service account
   */
  public record Configuration(String version, String values, Optional<String> role) {}

  /** What becomes of fields that others have set. */
  public enum Conflicts {
    /** The change is given up. */
    NONE,
    /** EKS's values win. */
    OVERWRITE,
    /** The others' values stay. */
    PRESERVE
  }

  /** Work in the cluster that is not done yet. */
  public sealed interface Task {
    /** Its objects are to be made, or brought to a configuration. */
    record Apply(Configuration target, Conflicts conflicts) implements Task {}

    /** Its objects are to go. */
    record Remove() implements Task {}
  }

  /**
   * What is wrong with it.
   *
   * @param code one of EKS's codes, such as {@link #CONFIGURATION_CONFLICT}
   */
  public record Issue(String code, String message, List<String> resourceIds) {
    public Issue {
      resourceIds = List.copyOf(resourceIds);
    }
  }

  /** Which add-on. */
  public record Key(String cluster, String name) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byCluster = cluster.compareTo(other.cluster);
      return byCluster != 0 ? byCluster : name.compareTo(other.name);
    }
  }

  /** Others have set fields that EKS would set otherwise. */
  public static final String CONFIGURATION_CONFLICT = "ConfigurationConflict";

  /** The cluster's API would not take its objects. */
  public static final String ADMISSION_REQUEST_DENIED = "AdmissionRequestDenied";

  /** Not as many of its pods run as should. */
  public static final String INSUFFICIENT_NUMBER_OF_REPLICAS = "InsufficientNumberOfReplicas";

  /** Add-ons by cluster. */
  public static final Index<Addon, String> BY_CLUSTER =
      Index.by("add-ons by cluster", Addon::cluster);

  /** Add-ons by cluster and name. */
  public static final Kind<Key, Addon> KIND =
      Kind.of("eks-addon", Addon.class, Addon::key).indexed(BY_CLUSTER);

  public Addon {
    issues = List.copyOf(issues);
  }

  /** An add-on that is to come into its cluster. */
  public static Addon creating(
      Key key, String uuid, Configuration asked, Conflicts conflicts, Instant now, Tags tags) {
    return new Addon(
        key.cluster(),
        key.name(),
        uuid,
        asked,
        Optional.of(new Task.Apply(asked, conflicts)),
        Optional.empty(),
        List.of(),
        Status.CREATING,
        now,
        now,
        tags);
  }

  /** Cluster and name. */
  public Key key() {
    return new Key(cluster, name);
  }

  /** Its version. */
  public String version() {
    return configuration.version();
  }

  /** This add-on with something to be done in the cluster. */
  public Addon asked(Task work, Status next, Optional<String> under, Instant now) {
    return with(configuration, Optional.of(work), under, issues, next, now);
  }

  /** This add-on as its objects are now, with nothing more to be done. */
  public Addon applied(Configuration done, Instant now) {
    return with(done, Optional.empty(), update, List.of(), status, now);
  }

  /** This add-on in another status, with no update under way and no other issues than these. */
  public Addon settled(Status next, List<Issue> wrong, Instant now) {
    return with(configuration, Optional.empty(), Optional.empty(), wrong, next, now);
  }

  /** This add-on with other tags. */
  public Addon withTags(Tags others) {
    return new Addon(
        cluster,
        name,
        uuid,
        configuration,
        task,
        update,
        issues,
        status,
        createdAt,
        modifiedAt,
        others);
  }

  private Addon with(
      Configuration configured,
      Optional<Task> work,
      Optional<String> under,
      List<Issue> wrong,
      Status next,
      Instant now) {
    return new Addon(
        cluster, name, uuid, configured, work, under, wrong, next, createdAt, now, tags);
  }
}
