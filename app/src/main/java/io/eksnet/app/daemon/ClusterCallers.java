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
    String session = AccessEntries.sessionOf(principal.arn());
    Map<String, List<String>> extra =
        Map.of(
            "arn",
            List.of(principal.arn()),
            Permission.CANONICAL_ARN,
            List.of(iam),
            "principalId",
            List.of(principal.userId()),
            "sessionName",
            List.of(session));
    Optional<AccessEntry> entry = AccessEntries.of(world, cluster, principal.arn());
    if (entry.isPresent()) {
      return Optional.of(
          new UserInfo(
              filled(entry.get().username(), principal, session),
              "aws-iam-authenticator:" + principal.account() + ":" + principal.userId(),
              entry.get().groups(),
              extra));
    }
    return cluster.settings().authenticationMode().usesConfigMap()
        ? AwsAuth.of(world, iam)
            .map(
                mapped ->
                    new UserInfo(
                        filled(mapped.username(), principal, session),
                        "aws-iam-authenticator:" + principal.account() + ":" + principal.userId(),
                        mapped.groups(),
                        extra))
        : Optional.empty();
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
