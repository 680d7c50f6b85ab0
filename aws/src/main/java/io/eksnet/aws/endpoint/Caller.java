package io.eksnet.aws.endpoint;

import io.eksnet.aws.sigv4.Credentials.Principal;

/**
 * Who sent a request, proven by its signature.
 *
 * @param region the Region that the request was signed for
 * @param requestId the id under which the answer goes out
 */
public record Caller(Principal principal, String region, String requestId) {
  private static final Principal NOBODY = new Principal("", "anonymous", "anonymous");

  /** Somebody who did not sign. */
  static Caller anonymous(String requestId) {
    return new Caller(NOBODY, "us-east-1", requestId);
  }
}
