package io.eksnet.aws.sts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The port to whoever issues tokens of service accounts and can tell them from others. */
@FunctionalInterface
public interface WebIdentity {
  /** Knows no token. */
  WebIdentity NONE = token -> Optional.empty();

  /** What a genuine token says, be it expired or not; empty for any that is not genuine. */
  Optional<Claims> verify(String token);

  /**
   * What a token says.
   *
   * @param issuer with {@code https://}
   * @param subject such as {@code system:serviceaccount:kube-system:aws-node}
   * @param audiences for whom it was issued, such as {@code sts.amazonaws.com}
   * @param expiry when it is good no longer
   */
  record Claims(String issuer, String subject, List<String> audiences, Instant expiry) {
    public Claims {
      audiences = List.copyOf(audiences);
    }
  }
}
