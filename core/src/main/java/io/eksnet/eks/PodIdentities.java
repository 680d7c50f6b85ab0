package io.eksnet.eks;

import io.eksnet.iam.Roles;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules for pod identity associations. */
public final class PodIdentities {
  /** What a role must trust for pods to get it. */
  private static final String PRINCIPAL = "pods.eks.amazonaws.com";

  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern SERVICE_ACCOUNT =
      Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
  private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/.+");
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int ID_LENGTH = 17;

  private PodIdentities() {}

  static Decision<PodIdentityAssociation> create(
      Facts facts, CreatePodIdentityAssociation asked, Context context) {
    Optional<Cluster> cluster = Cluster.of(facts, asked.scope(), asked.cluster());
    if (cluster.isEmpty()) {
      return Decision.refuse(ClusterRefusals.noCluster(asked.cluster()));
    }
    Optional<Refusal> wrong =
        wrongNames(asked)
            .or(() -> wrongRoles(facts, asked.roleArn(), asked.targetRoleArn()))
            .or(() -> Clusters.wrongTags(asked.tags()));
    if (wrong.isPresent()) {
      return Decision.refuse(wrong.get());
    }
    Optional<PodIdentityAssociation> present =
        PodIdentityAssociation.of(
            facts, asked.cluster(), asked.namespace(), asked.serviceAccount());
    if (present.isPresent()) {
      return ClusterRefusals.inUse("Association already exists: " + present.get().id());
    }
    String id = "a-" + letters(context.ids());
    PodIdentityAssociation made =
        new PodIdentityAssociation(
            id,
            asked.cluster(),
            asked.namespace(),
            asked.serviceAccount(),
            asked.roleArn(),
            asked.disableSessionTags(),
            asked.targetRoleArn(),
            asked.targetRoleArn().map(_ -> externalId(cluster.get(), id)),
            Optional.empty(),
            context.now(),
            context.now(),
            asked.tags());
    return Decision.accept(made, Change.put(PodIdentityAssociation.KIND, made));
  }

  private static String letters(IdSource ids) {
    StringBuilder text = new StringBuilder(ID_LENGTH);
    for (int i = 0; i < ID_LENGTH; i++) {
      text.append(ALPHABET.charAt(Integer.parseInt(ids.hex(3), 16) % ALPHABET.length()));
    }
    return text.toString();
  }

  /** As EKS makes it: Region, account, cluster and association. */
  private static String externalId(Cluster cluster, String id) {
    return cluster.scope().region()
        + "/"
        + cluster.scope().account()
        + "/"
        + cluster.name()
        + "/"
        + id;
  }

  private static Optional<Refusal> wrongNames(CreatePodIdentityAssociation asked) {
    if (!NAMESPACE.matcher(asked.namespace()).matches()) {
      return invalid("The namespace '" + asked.namespace() + "' is not a valid Kubernetes name");
    }
    return SERVICE_ACCOUNT.matcher(asked.serviceAccount()).matches()
        ? Optional.empty()
        : invalid(
            "The serviceAccount '" + asked.serviceAccount() + "' is not a valid Kubernetes name");
  }

  private static Optional<Refusal> wrongRoles(Facts facts, String role, Optional<String> target) {
    if (!ROLE.matcher(role).matches()) {
      return invalid("Invalid role ARN: " + role);
    }
    if (target.filter(it -> !ROLE.matcher(it).matches()).isPresent()) {
      return invalid("Invalid target role ARN: " + target.get());
    }
    return Roles.assumableBy(facts, role, PRINCIPAL)
        ? Optional.empty()
        : invalid(
            "Trust policy of role " + role + " does not allow " + PRINCIPAL + " to assume it");
  }

  static Decision<PodIdentityAssociation> update(
      Facts facts, UpdatePodIdentityAssociation asked, Context context) {
    return found(facts, asked.scope(), asked.cluster(), asked.id())
        .then(
            it -> {
              String role = asked.roleArn().orElse(it.roleArn());
              Optional<String> target =
                  asked.targetRoleArn().or(it::targetRoleArn).filter(arn -> !arn.isEmpty());
              Optional<Refusal> wrong = wrongRoles(facts, role, target);
              if (wrong.isPresent()) {
                return Decision.refuse(wrong.get());
              }
              Cluster cluster = facts.find(Cluster.KIND, it.cluster()).orElseThrow();
              PodIdentityAssociation next =
                  it.changed(
                      role,
                      asked.disableSessionTags().orElse(it.disableSessionTags()),
                      target,
                      target.map(_ -> externalId(cluster, it.id())),
                      context.now());
              return Decision.accept(next, Change.put(PodIdentityAssociation.KIND, next));
            });
  }

  static Decision<PodIdentityAssociation> delete(Facts facts, DeletePodIdentityAssociation asked) {
    return found(facts, asked.scope(), asked.cluster(), asked.id())
        .then(it -> Decision.accept(it, Change.remove(PodIdentityAssociation.KIND, it.id())));
  }

  /** An association that a client names, or EKS's refusal. */
  public static Decision<PodIdentityAssociation> found(
      Facts facts, Scope scope, String cluster, String id) {
    if (Cluster.of(facts, scope, cluster).isEmpty()) {
      return Decision.refuse(ClusterRefusals.noCluster(cluster));
    }
    return facts
        .find(PodIdentityAssociation.KIND, id)
        .filter(it -> it.cluster().equals(cluster))
        .map(it -> Decision.accept(it, List.of()))
        .orElseGet(
            () -> ClusterRefusals.notFound("No association found with associationId: " + id));
  }

  private static Optional<Refusal> invalid(String message) {
    return Optional.of(new Refusal("InvalidParameterException", message));
  }
}
