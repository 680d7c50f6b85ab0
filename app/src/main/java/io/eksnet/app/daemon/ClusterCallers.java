package io.eksnet.app.daemon;

import io.eksnet.aws.sigv4.Credentials.Principal;
import io.eksnet.aws.sts.ClusterTokens;
import io.eksnet.eks.AccessEntries;
import io.eksnet.eks.AccessEntry;
import io.eksnet.eks.AccessRights;
import io.eksnet.eks.Cluster;
import io.eksnet.kubernetes.auth.TokenAuthenticator;
import io.eksnet.kubernetes.auth.UserInfo;
import io.eksnet.kubernetes.server.Permission;
import io.eksnet.kubernetes.server.Rights;
import io.eksnet.world.Ledger;
import io.eksnet.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who the IAM principals are that call a cluster with the tokens of {@code aws eks get-token}, and
 * what they may do: by access entries first, then by the ConfigMap aws-auth.
 */
final class ClusterCallers implements TokenAuthenticator, Rights {
  private final Ledger ledger;
  private final ClusterTokens tokens;

  ClusterCallers(Ledger ledger, ClusterTokens tokens) {
    this.ledger = ledger;
    this.tokens = tokens;
  }

  @Override
  public Optional<UserInfo> authenticate(String token) {
    World world = ledger.durable();
    return Cluster.only(world)
        .flatMap(
            cluster ->
                tokens
                    .verify(token, cluster.name(), cluster.scope())
                    .flatMap(principal -> user(world, cluster, principal)));
  }

  private static Optional<UserInfo> user(World world, Cluster cluster, Principal principal) {
    String iam = AccessEntries.principalOf(world, principal.arn());
    Optional<AccessEntry> entry = AccessEntries.of(world, cluster, principal.arn());
    if (entry.isPresent()) {
      return Optional.of(user(entry.get().username(), entry.get().groups(), iam, principal));
    }
    return cluster.settings().authenticationMode().usesConfigMap()
        ? AwsAuth.of(world, iam).map(it -> user(it.username(), it.groups(), iam, principal))
        : Optional.empty();
  }

  /** A caller with the uid and the extra that aws-iam-authenticator gives. */
  private static UserInfo user(
      String username, List<String> groups, String iam, Principal principal) {
    String session = AccessEntries.sessionOf(principal.arn());
    // A session's id ends in its name; the authenticator takes the role's.
    String id = principal.userId().split(":", 2)[0];
    return new UserInfo(
        filled(username, principal, session),
        "aws-iam-authenticator:" + principal.account() + ":" + id,
        groups,
        Map.of(
            "arn",
            List.of(principal.arn()),
            Permission.CANONICAL_ARN,
            List.of(iam),
            "principalId",
            List.of(id),
            "sessionName",
            List.of(session)));
  }

  /** As aws-iam-authenticator fills its templates. */
  private static String filled(String template, Principal principal, String session) {
    return template
        .replace("{{AccountID}}", principal.account())
        .replace("{{SessionNameRaw}}", session)
        .replace("{{SessionName}}", session.replace('@', '-'));
  }

  @Override
  public boolean allow(UserInfo user, Asked asked) {
    List<String> principal = user.extra().getOrDefault(Permission.CANONICAL_ARN, List.of());
    if (principal.isEmpty() || user.isAdministrator()) {
      return true;
    }
    World world = ledger.durable();
    return Cluster.only(world)
        .flatMap(cluster -> AccessEntries.of(world, cluster, principal.getFirst()))
        .filter(
            entry ->
                AccessRights.allow(
                    entry, asked.verb(), asked.group(), asked.resource(), asked.namespace()))
        .isPresent();
  }
}
