package io.eksnet.kubernetes.auth;

import io.eksnet.kubernetes.auth.Authentication.Anonymous;
import io.eksnet.kubernetes.auth.Authentication.Authenticated;
import io.eksnet.kubernetes.auth.Authentication.Rejected;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges the credentials of a request: a client certificate that TLS has verified, or a bearer
 * token.
 *
 * <p>As in Kubernetes, the certificate's common name is the user and its organizations are the
 * groups, and a certificate wins over a token.
 *
 * @param tokens knows the bearer tokens
 */
public record Authenticator(TokenAuthenticator tokens) {
  private static final String BEARER = "bearer ";

  /**
   * What a request carries.
   *
   * @param certificate the client's certificate, already verified against the cluster's authority
   * @param authorization the Authorization header
   */
  public record Credentials(
      Optional<X509Certificate> certificate, Optional<String> authorization) {}

  /** The verdict on one request. */
  public Authentication judge(Credentials credentials) {
    if (credentials.certificate().isPresent()) {
      return new Authenticated(
          CertificateSubject.userOf(credentials.certificate().get()).authenticated());
    }
    if (credentials.authorization().isEmpty()) {
      return new Anonymous();
    }
    String header = credentials.authorization().get();
    if (!header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      return new Rejected();
    }
    return tokens
        .authenticate(header.substring(BEARER.length()).strip())
        .<Authentication>map(user -> new Authenticated(user.authenticated()))
        .orElseGet(Rejected::new);
  }
}
