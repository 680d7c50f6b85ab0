package io.eksnet.eks;

import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.Optional;

/**
 * That the pods of a service account get the credentials of a role.
 *
 * @param id {@code a-} and 17 letters and digits
 * @param targetRoleArn a role that is assumed from the first one
 * @param externalId what the target role's trust policy may ask for; there with a target role
 * @param ownerArn the add-on that made it
 */
public record PodIdentityAssociation(
    String id,
    String cluster,
    String namespace,
    String serviceAccount,
    String roleArn,
    boolean disableSessionTags,
    Optional<String> targetRoleArn,
    Optional<String> externalId,
    Optional<String> ownerArn,
    Instant createdAt,
    Instant modifiedAt,
    Tags tags) {

  /** Associations by cluster. */
  public static final Index<PodIdentityAssociation, String> BY_CLUSTER =
      Index.by("pod identity associations by cluster", PodIdentityAssociation::cluster);

  /** Associations by id. */
  public static final Kind<String, PodIdentityAssociation> KIND =
      Kind.of("eks-pod-identity", PodIdentityAssociation.class, PodIdentityAssociation::id)
          .indexed(BY_CLUSTER);

  /** The association of a service account; there is at most one. */
  public static Optional<PodIdentityAssociation> of(
      Facts facts, String cluster, String namespace, String serviceAccount) {
    return facts.table(KIND).by(BY_CLUSTER, cluster).stream()
        .filter(
            it -> it.namespace().equals(namespace) && it.serviceAccount().equals(serviceAccount))
        .findFirst();
  }

  /** Its ARN. */
  public String arn(Cluster of) {
    return of.scope().arn("eks", "podidentityassociation/" + cluster + "/" + id);
  }

  /** This association with another role, and what goes with it. */
  public PodIdentityAssociation changed(
      String role,
      boolean withoutSessionTags,
      Optional<String> target,
      Optional<String> external,
      Instant now) {
    return new PodIdentityAssociation(
        id,
        cluster,
        namespace,
        serviceAccount,
        role,
        withoutSessionTags,
        target,
        external,
        ownerArn,
        createdAt,
        now,
        tags);
  }

  /** This association with other tags. */
  public PodIdentityAssociation withTags(Tags others) {
    return new PodIdentityAssociation(
        id,
        cluster,
        namespace,
        serviceAccount,
        roleArn,
        disableSessionTags,
        targetRoleArn,
        externalId,
        ownerArn,
        createdAt,
        modifiedAt,
        others);
  }
}
