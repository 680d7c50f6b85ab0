package io.eksnet.eks;

import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A change that EKS makes to a cluster, a node group or an add-on after it was asked to.
 *
 * @param id a UUID
 * @param nodeGroup the node group's name, when it is one that changes
 * @param addon the add-on's name, when it is one that changes
 * @param type what kind of change, in EKS's words: {@code VersionUpdate}, {@code ConfigUpdate},
 *     {@code AddonUpdate} ...
 * @param params what was asked for
 * @param errors why it failed; none unless its status is {@link Status#FAILED}
 */
public record Update(
    String id,
    String cluster,
    Optional<String> nodeGroup,
    Optional<String> addon,
    String type,
    Status status,
    List<Param> params,
    Instant createdAt,
    List<Failure> errors) {

  /** How far it is. */
  public enum Status {
    IN_PROGRESS("InProgress"),
    SUCCESSFUL("Successful"),
    FAILED("Failed"),
    CANCELLED("Cancelled");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /** EKS's word for it. */
    public String text() {
      return text;
    }
  }

  /**
   * One thing that was asked for.
   *
   * @param type one of EKS's words, such as {@code Version} or {@code MaxSize}
   * @param value text or JSON
   */
  public record Param(String type, String value) {}

  /**
   * Why it failed.
   *
   * @param code one of EKS's codes, such as {@code SubnetNotFound}
   */
  public record Failure(String code, String message, List<String> resourceIds) {
    public Failure {
      resourceIds = List.copyOf(resourceIds);
    }
  }

  /** Updates by the cluster that they concern. */
  public static final Index<Update, String> BY_CLUSTER =
      Index.by("updates by cluster", Update::cluster);

  /** Updates by id. */
  public static final Kind<String, Update> KIND =
      Kind.of("eks-update", Update.class, Update::id).indexed(BY_CLUSTER);

  public Update {
    params = List.copyOf(params);
    errors = List.copyOf(errors);
  }

  /** A change of the cluster itself, just begun. */
  public static Update ofCluster(
      String id, String cluster, String type, List<Param> params, Instant now) {
    return begun(id, cluster, Optional.empty(), Optional.empty(), type, params, now);
  }

  /** A change of a node group, just begun. */
  public static Update ofNodeGroup(
      String id, NodeGroup.Key group, String type, List<Param> params, Instant now) {
    return begun(
        id, group.cluster(), Optional.of(group.name()), Optional.empty(), type, params, now);
  }

  /** A change of an add-on, just begun. */
  public static Update ofAddon(
      String id, Addon.Key addon, String type, List<Param> params, Instant now) {
    return begun(
        id, addon.cluster(), Optional.empty(), Optional.of(addon.name()), type, params, now);
  }

  private static Update begun(
      String id,
      String cluster,
      Optional<String> nodeGroup,
      Optional<String> addon,
      String type,
      List<Param> params,
      Instant now) {
    return new Update(
        id, cluster, nodeGroup, addon, type, Status.IN_PROGRESS, params, now, List.of());
  }

  /** Whether it concerns the cluster itself. */
  public boolean isOfCluster() {
    return nodeGroup.isEmpty() && addon.isEmpty();
  }

  /** Whether it is under way. */
  public boolean isInProgress() {
    return status == Status.IN_PROGRESS;
  }

  /** This update, done. */
  public Update successful() {
    return ended(Status.SUCCESSFUL, List.of());
  }

  /** This update, cancelled. */
  public Update cancelled() {
    return ended(Status.CANCELLED, List.of());
  }

  /** This update, given up. */
  public Update failed(List<Failure> why) {
    return ended(Status.FAILED, why);
  }

  private Update ended(Status next, List<Failure> why) {
    return new Update(id, cluster, nodeGroup, addon, type, next, params, createdAt, why);
  }
}
