package io.eksnet.kubernetes.auth;

import java.util.Optional;

/**
 * Tells whose bearer token this is. EKS tokens ({@code k8s-aws-v1.}) are judged behind this port by
 * whoever knows AWS.
 */
@FunctionalInterface
public interface TokenAuthenticator {

  /** The prefix of the tokens that {@code aws eks get-token} prints. */
  String EKS_PREFIX = "k8s-aws-v1.";

  /** The caller, or none when this is no valid token of the kind that this authenticator knows. */
  Optional<UserInfo> authenticate(String token);

  /** Asks this one, then the other. */
  default TokenAuthenticator or(TokenAuthenticator other) {
    return token -> authenticate(token).or(() -> other.authenticate(token));
  }

  /** An authenticator that knows one fixed token. */
  static TokenAuthenticator of(String token, UserInfo user) {
    return new FixedToken(token, user);
  }
}
