package io.eksnet.eks;

import io.eksnet.eks.AccessEntry.Association;
import io.eksnet.iam.Role;
import io.eksnet.iam.Roles;
import io.eksnet.id.AccountId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules for access entries: who may have one, as whom, and which one a caller's is (EKS user
 * guide, "Create access entries").
 */
public final class AccessEntries {
  private static final Pattern PRINCIPAL =
      Pattern.compile(
          "arn:aws[a-z-]*:iam::(\\d{12}):(root|(?:role|user)/(?:[^/\\s]+/)*([^/\\s]+))");
  private static final Pattern SESSION =
      Pattern.compile("arn:aws[a-z-]*:sts::(\\d{12}):assumed-role/([^/]+)/(.+)");
  private static final List<String> RESERVED =
      List.of("system:", "eks:", "aws:", "amazon:", "iam:");
  private static final int MOST_NAMESPACES = 100;
  private static final String NODE_NAME = "system:node:{{EC2PrivateDNSName}}";
  private static final String SESSION_NODE_NAME = "system:node:{{SessionName}}";

  private AccessEntries() {}

  /** The ARN of the IAM principal behind a caller's: a role for its sessions. */
  public static String principalOf(Facts facts, String caller) {
    Matcher session = SESSION.matcher(caller);
    if (!session.matches()) {
      return caller;
    }
    AccountId account = new AccountId(session.group(1));
    String name = session.group(2);
    return Roles.named(facts, account, name)
        .map(Role::arn)
        .orElse("arn:aws:iam::" + account + ":role/" + name);
  }

  /** The name of a caller's session; the name of a user, or root, for those without one. */
  public static String sessionOf(String caller) {
    Matcher session = SESSION.matcher(caller);
    return session.matches()
        ? session.group(3)
        : caller.substring(Math.max(caller.lastIndexOf('/'), caller.lastIndexOf(':')) + 1);
  }

  /**
   * The entry under which a caller is let in; none where the cluster does not know it. While only
   * the ConfigMap counts, the cluster's creator is let in all the same.
   */
  public static Optional<AccessEntry> of(Facts facts, Cluster cluster, String caller) {
    String principal = principalOf(facts, caller);
    return facts
        .find(AccessEntry.KIND, new AccessEntry.Key(cluster.name(), principal))
        .filter(
            it ->
                cluster.settings().authenticationMode().usesEntries()
                    || it.principal().equals(principalOf(facts, cluster.origin().createdBy())));
  }

  /** The entry of a cluster's creator, who may do everything if that was asked for. */
  public static Optional<AccessEntry> ofCreator(Facts facts, Cluster cluster, Context context) {
    if (!cluster.origin().creatorIsAdmin()) {
      return Optional.empty();
    }
    String principal = principalOf(facts, cluster.origin().createdBy());
    Instant now = context.now();
    return Optional.of(
        new AccessEntry(
            cluster.name(),
            principal,
            context.ids().uuid(),
            AccessEntry.Type.STANDARD,
            username(AccessEntry.Type.STANDARD, principal),
            List.of(),
            List.of(new Association(AccessPolicies.CLUSTER_ADMIN, List.of(), now, now)),
            now,
            now,
            Tags.NONE));
  }

  /**
   * The entry that EKS makes for the role of a node group's nodes; nothing where there is one, or
   * where entries do not count.
   */
  public static Optional<AccessEntry> ofNodes(
      Facts facts, Cluster cluster, String roleArn, Context context) {
    AccessEntry.Key key = new AccessEntry.Key(cluster.name(), roleArn);
    if (!cluster.settings().authenticationMode().usesEntries()
        || facts.find(AccessEntry.KIND, key).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new AccessEntry(
            cluster.name(),
            roleArn,
            context.ids().uuid(),
            AccessEntry.Type.EC2_LINUX,
            NODE_NAME,
            List.of("system:nodes"),
            List.of(),
            context.now(),
            context.now(),
            Tags.NONE));
  }

  /** Whom Kubernetes takes a principal for when nobody says. */
  static String username(AccessEntry.Type type, String principal) {
    return switch (type) {
      case STANDARD -> {
        Matcher matcher = PRINCIPAL.matcher(principal);
        boolean role = matcher.matches() && principal.contains(":role/");
        yield role
            ? "arn:aws:sts::"
                + matcher.group(1)
                + ":assumed-role/"
                + matcher.group(3)
                + "/{{SessionName}}"
            : principal;
      }
      case EC2, EC2_LINUX, EC2_WINDOWS -> NODE_NAME;
      case FARGATE_LINUX, HYBRID_LINUX, HYPERPOD_LINUX -> SESSION_NODE_NAME;
    };
  }

  static Decision<AccessEntry> create(Facts facts, CreateAccessEntry asked, Context context) {
    Optional<Refusal> closed = closed(facts, asked.scope(), asked.cluster());
    if (closed.isPresent()) {
      return Decision.refuse(closed.get());
    }
    Optional<AccessEntry.Type> type =
        Stream.of(AccessEntry.Type.values())
            .filter(it -> it.name().equals(asked.type().orElse("STANDARD")))
            .findFirst();
    if (type.isEmpty()) {
      return ClusterRefusals.parameter(
          "The type "
              + asked.type().orElse("")
              + " is invalid, expected one of "
              + List.of(AccessEntry.Type.values()));
    }
    Optional<Refusal> wrong =
        wrongPrincipal(facts, asked.principal(), type.get())
            .or(() -> wrongNames(type.get(), asked.username(), asked.groups()))
            .or(() -> Clusters.wrongTags(asked.tags()));
    if (wrong.isPresent()) {
      return Decision.refuse(wrong.get());
    }
    AccessEntry.Key key = new AccessEntry.Key(asked.cluster(), asked.principal());
    if (facts.find(AccessEntry.KIND, key).isPresent()) {
      return ClusterRefusals.inUse(
          "The specified access entry resource is already in use on this cluster.");
    }
    AccessEntry made =
        new AccessEntry(
            asked.cluster(),
            asked.principal(),
            context.ids().uuid(),
            type.get(),
            asked.username().orElseGet(() -> username(type.get(), asked.principal())),
            type.get().isStandard() ? asked.groups() : groupsOf(type.get()),
            List.of(),
            context.now(),
            context.now(),
            asked.tags());
    return Decision.accept(made, Change.put(AccessEntry.KIND, made));
  }

  private static List<String> groupsOf(AccessEntry.Type type) {
    return switch (type) {
      case STANDARD -> List.of();
      case EC2, EC2_LINUX, HYBRID_LINUX, HYPERPOD_LINUX -> List.of("system:nodes");
      case EC2_WINDOWS -> List.of("system:nodes", "eks:kube-proxy-windows");
      case FARGATE_LINUX -> List.of("system:bootstrappers", "system:nodes", "system:node-proxier");
    };
  }

  /** A principal must be there; other accounts' cannot be looked up. */
  private static Optional<Refusal> wrongPrincipal(
      Facts facts, String principal, AccessEntry.Type type) {
    Matcher matcher = PRINCIPAL.matcher(principal);
    boolean role = principal.contains(":role/");
    if (!matcher.matches() || (!type.isStandard() && !role)) {
      return invalid("The specified principalArn is invalid: invalid principal.");
    }
    if (principal.contains(":role/aws-service-role/")) {
      return invalid(
          "The caller is not allowed to modify access entries with a principalArn value of a"
              + " Service Linked Role");
    }
    return role && facts.find(Role.KIND, principal).isEmpty()
        ? invalid("The specified principalArn is invalid: invalid principal.")
        : Optional.empty();
  }

  private static Optional<Refusal> wrongNames(
      AccessEntry.Type type, Optional<String> username, List<String> groups) {
    if (!type.isStandard() && (username.isPresent() || !groups.isEmpty())) {
      return invalid(
          "The username and kubernetesGroups cannot be set for access entries of type " + type);
    }
    Optional<String> prefix =
        RESERVED.stream()
            .filter(it -> username.filter(name -> name.startsWith(it)).isPresent())
            .findFirst();
    if (prefix.isPresent()) {
      return invalid("The username must not begin with " + prefix.get());
    }
    return groups.stream()
        .flatMap(
            group ->
                RESERVED.stream()
                    .filter(group::startsWith)
                    .map(
                        it ->
                            "The kubernetes group name "
                                + group
                                + " is invalid, it cannot start with "
                                + it))
        .findFirst()
        .flatMap(AccessEntries::invalid);
  }

  static Decision<AccessEntry> update(Facts facts, UpdateAccessEntry asked, Context context) {
    return found(facts, asked.scope(), asked.cluster(), asked.principal())
        .then(
            entry -> {
              Optional<String> name = asked.username().filter(it -> !it.equals(entry.username()));
              Optional<List<String>> groups =
                  asked.groups().filter(it -> !it.equals(entry.groups()));
              Optional<Refusal> wrong = wrongNames(entry.type(), name, groups.orElse(List.of()));
              if (wrong.isPresent()) {
                return Decision.refuse(wrong.get());
              }
              AccessEntry next =
                  entry.as(
                      name.orElse(entry.username()), groups.orElse(entry.groups()), context.now());
              return Decision.accept(next, Change.put(AccessEntry.KIND, next));
            });
  }

  static Decision<AccessEntry> delete(Facts facts, DeleteAccessEntry asked) {
    return found(facts, asked.scope(), asked.cluster(), asked.principal())
        .then(entry -> Decision.accept(entry, Change.remove(AccessEntry.KIND, entry.key())));
  }

  static Decision<Association> associate(
      Facts facts, AssociateAccessPolicy asked, Context context) {
    return found(facts, asked.scope(), asked.cluster(), asked.principal())
        .then(
            entry -> {
              Optional<Refusal> wrong = wrongPolicy(entry, asked);
              if (wrong.isPresent()) {
                return Decision.refuse(wrong.get());
              }
              Association made =
                  new Association(
                      asked.policyArn(),
                      asked.namespaces(),
                      entry
                          .policy(asked.policyArn())
                          .map(Association::associatedAt)
                          .orElse(context.now()),
                      context.now());
              return Decision.accept(made, Change.put(AccessEntry.KIND, entry.with(made)));
            });
  }

  private static Optional<Refusal> wrongPolicy(AccessEntry entry, AssociateAccessPolicy asked) {
    if (!entry.type().takesPolicies()) {
      return invalid(
          "Access policies cannot be associated with access entries of type " + entry.type());
    }
    if (!AccessPolicies.known(asked.policyArn())) {
      return invalid("The specified policyArn is invalid: " + asked.policyArn());
    }
    return switch (asked.scopeType()) {
      case "cluster" ->
          asked.namespaces().isEmpty()
              ? Optional.empty()
              : invalid("The accessScope of type cluster cannot have namespaces");
      case "namespace" ->
          asked.namespaces().isEmpty() || asked.namespaces().size() > MOST_NAMESPACES
              ? invalid(
                  "The accessScope of type namespace must have 1 to "
                      + MOST_NAMESPACES
                      + " namespaces")
              : Optional.empty();
      case String other ->
          invalid("The accessScope type " + other + " is invalid, expected cluster or namespace");
    };
  }

  static Decision<AccessEntry> disassociate(Facts facts, DisassociateAccessPolicy asked) {
    return found(facts, asked.scope(), asked.cluster(), asked.principal())
        .then(
            entry -> {
              if (entry.policy(asked.policyArn()).isEmpty()) {
                return ClusterRefusals.notFound(
                    "The specified policyArn could not be found on the access entry.");
              }
              AccessEntry next = entry.without(asked.policyArn());
              return Decision.accept(next, Change.put(AccessEntry.KIND, next));
            });
  }

  /** An entry that a client names, or EKS's refusal; the wire reads entries with it too. */
  public static Decision<AccessEntry> found(
      Facts facts, Scope scope, String cluster, String principal) {
    Optional<Refusal> closed = closed(facts, scope, cluster);
    if (closed.isPresent()) {
      return Decision.refuse(closed.get());
    }
    return facts
        .find(AccessEntry.KIND, new AccessEntry.Key(cluster, principal))
        .map(it -> Decision.accept(it, List.of()))
        .orElseGet(
            () ->
                ClusterRefusals.notFound(
                    "The specified principalArn could not be found. You can view your available"
                        + " access entries with 'list-access-entries'."));
  }

  /** Why a client cannot work with a cluster's entries: none such, or they do not count. */
  public static Optional<Refusal> closed(Facts facts, Scope scope, String name) {
    Optional<Cluster> cluster = Cluster.of(facts, scope, name);
    if (cluster.isEmpty()) {
      return Optional.of(ClusterRefusals.noCluster(name));
    }
    return cluster.get().settings().authenticationMode().usesEntries()
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                "InvalidRequestException",
                "The cluster's authentication mode must be set to one of [API,"
                    + " API_AND_CONFIG_MAP] to perform this operation."));
  }

  private static Optional<Refusal> invalid(String message) {
    return Optional.of(new Refusal("InvalidParameterException", message));
  }
}
