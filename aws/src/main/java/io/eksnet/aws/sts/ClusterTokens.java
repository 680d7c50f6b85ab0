package io.eksnet.aws.sts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.aws.sigv4.Credentials.Principal;
import io.eksnet.aws.sigv4.SigV4;
import io.eksnet.aws.sigv4.Verdict;
import io.eksnet.aws.sigv4.WireRequest;
import io.eksnet.id.Scope;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the bearer tokens that {@code aws eks get-token} makes: {@code k8s-aws-v1.} and a
 * presigned STS GetCallerIdentity URL in base64url, signed together with the cluster's name. It is
 * good for 15 minutes from its date, whatever it asks for (aws-iam-authenticator, "API
 * Authorization from Outside a Cluster").
 *
 * <p>The host of the URL is not looked at: it is whatever endpoint the client was given, and only a
 * key of this network makes a signature that verifies.
 */
public final class ClusterTokens {

  /** What such a token starts with. */
  public static final String PREFIX = "k8s-aws-v1.";

  /** The authenticator's own limit. */
  static final int MAX_LENGTH = 4096;

  private static final String CLUSTER_HEADER = "x-k8s-aws-id";

  /** Anything else in the URL could change what was signed for. */
  private static final Set<String> ALLOWED_PARAMETERS =
      Set.of(
          "action",
          "version",
          "x-amz-algorithm",
          "x-amz-credential",
          "x-amz-date",
          "x-amz-expires",
          "x-amz-security-token",
          "x-amz-signature",
          "x-amz-signedheaders");

  private final SigV4 signatures;
  private final Scope scope;

  /**
   * @param scope the cluster's account and Region: another account's key opens nothing; the global
   *     endpoint's us-east-1 is taken too
   */
  public ClusterTokens(SigV4 signatures, Scope scope) {
    this.signatures = signatures;
    this.scope = scope;
  }

  /** Who made the token for this cluster; empty for any token that does not prove it. */
  public Optional<Principal> verify(String token, String clusterName) {
    return verify(token, clusterName, scope);
  }

  /** The same for a cluster of some account and Region. */
  public Optional<Principal> verify(String token, String clusterName, Scope cluster) {
    if (!token.startsWith(PREFIX) || token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return url(token.substring(PREFIX.length()))
        .filter(uri -> onlyAsks(uri))
        .map(uri -> request(uri, clusterName))
        .flatMap(it -> principal(it, cluster));
  }

  private static Optional<URI> url(String base64) {
    try {
      return Optional.of(new URI(new String(Base64.getUrlDecoder().decode(base64), UTF_8)));
    } catch (IllegalArgumentException | URISyntaxException notOne) {
      return Optional.empty();
    }
  }

  /** Whether the URL asks for the caller's identity, says so once, and signs the cluster's name. */
  private static boolean onlyAsks(URI uri) {
    if (uri.getRawQuery() == null || uri.getRawAuthority() == null || !path(uri).equals("/")) {
      return false;
    }
    Map<String, String> parameters = new HashMap<>();
    for (Map.Entry<String, String> each : SigV4.parameters(uri.getRawQuery())) {
      String name = each.getKey().toLowerCase(Locale.ROOT);
      if (!ALLOWED_PARAMETERS.contains(name) || parameters.put(name, each.getValue()) != null) {
        return false;
      }
    }
    List<String> signed =
        List.of(parameters.getOrDefault("x-amz-signedheaders", "").split(";", -1));
    return "GetCallerIdentity".equals(parameters.get("action")) && signed.contains(CLUSTER_HEADER);
  }

  private static String path(URI uri) {
    return uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
  }

  /** The request that the authenticator would send to STS. */
  private static WireRequest request(URI uri, String clusterName) {
    return new WireRequest(
        "GET",
        path(uri),
        uri.getRawQuery(),
        Map.of("host", List.of(uri.getRawAuthority()), CLUSTER_HEADER, List.of(clusterName)),
        new byte[0]);
  }

  private Optional<Principal> principal(WireRequest request, Scope cluster) {
    var expected =
        new SigV4.Expected(
            Optional.of("sts"), r -> r.equals(cluster.region().value()) || r.equals("us-east-1"));
    return switch (signatures.verify(request, expected)) {
      case Verdict.Verified(_, var principal) ->
          Optional.of(principal).filter(it -> it.account().equals(cluster.account().value()));
      case Verdict.Rejected _ -> Optional.empty();
    };
  }
}
