package io.eksnet.kubernetes.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.auth.Authentication.Anonymous;
import io.eksnet.kubernetes.auth.Authentication.Authenticated;
import io.eksnet.kubernetes.auth.Authentication.Rejected;
import io.eksnet.kubernetes.auth.Authenticator.Credentials;
import io.eksnet.kubernetes.auth.ServiceAccountTokens.ServiceAccount;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final ClusterCertificates KEYS =
      ClusterCertificates.issue(
          List.of("abc.gr7.us-west-2.eks.amazonaws.com"), List.of("172.20.0.1"), NOW);
  private static final ServiceAccount WEB = new ServiceAccount("shop", "web", "u-1");

  private final Authenticator authenticator =
      new Authenticator(TokenAuthenticator.of("secret", UserInfo.of("ops", "viewers")));

  @Test
  void theAdministratorsCertificateNamesTheUserAndItsGroup() {
    assertThat(
            authenticator.judge(
                new Credentials(Optional.of(KEYS.admin().x509()), Optional.empty())))
        .isEqualTo(
            new Authenticated(
                UserInfo.of("kubernetes-admin", "system:masters", "system:authenticated")));
  }

  @Test
  void aKnownTokenNamesItsUser() {
    assertThat(authenticator.judge(new Credentials(Optional.empty(), Optional.of("Bearer secret"))))
        .isEqualTo(new Authenticated(UserInfo.of("ops", "viewers", "system:authenticated")));
  }

  @Test
  void noCredentialsAreAnonymousAndWrongOnesAreRejected() {
    assertThat(authenticator.judge(new Credentials(Optional.empty(), Optional.empty())))
        .isEqualTo(new Anonymous());
    assertThat(authenticator.judge(new Credentials(Optional.empty(), Optional.of("Bearer other"))))
        .isEqualTo(new Rejected());
    assertThat(
            authenticator.judge(new Credentials(Optional.empty(), Optional.of("Basic b3BzOng="))))
        .isEqualTo(new Rejected());
  }

  @Test
  void theServersCertificateIsForLoopbackAndTheClustersNames() throws Exception {
    X509Certificate server = KEYS.server().x509();
    server.verify(KEYS.authority().x509().getPublicKey());
    assertThat(server.getSubjectAlternativeNames().stream().<Object>map(it -> it.get(1)))
        .containsExactly(
            "localhost",
            "kubernetes",
            "kubernetes.default",
            "kubernetes.default.svc",
            "kubernetes.default.svc.cluster.local",
            "abc.gr7.us-west-2.eks.amazonaws.com",
            "127.0.0.1",
            "0:0:0:0:0:0:0:1",
            "172.20.0.1");
    assertThat(KEYS.server().key().getAlgorithm()).isEqualTo("EC");
  }

  @Test
  void aServiceAccountsTokenIsGoodUntilItExpires() {
    String token = tokensAt(NOW).issue(WEB, List.of(), Duration.ofHours(1));

    assertThat(tokensAt(NOW.plusSeconds(3599)).authenticate(token))
        .contains(
            new UserInfo(
                "system:serviceaccount:shop:web",
                "u-1",
                List.of("system:serviceaccounts", "system:serviceaccounts:shop"),
                Map.of()));
    assertThat(tokensAt(NOW.plusSeconds(3600)).authenticate(token)).isEmpty();
  }

  @Test
  void aTokenForSomebodyElseOrWithAChangedLetterIsNobodys() {
    String elsewhere = tokensAt(NOW).issue(WEB, List.of("sts.amazonaws.com"), Duration.ofHours(1));
    assertThat(tokensAt(NOW).authenticate(elsewhere)).isEmpty();

    String token = tokensAt(NOW).issue(WEB, List.of(), Duration.ofHours(1));
    for (int i = 0; i < token.length(); i += 7) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(tokensAt(NOW).authenticate(changed)).as("changed at %d", i).isEmpty();
    }
    assertThat(tokensAt(NOW).authenticate("..")).isEmpty();
    assertThat(tokensAt(NOW).authenticate("k8s-aws-v1.aHR0cHM6Ly8")).isEmpty();
  }

  private static ServiceAccountTokens tokensAt(Instant now) {
    return new ServiceAccountTokens(
        KEYS.serviceAccounts(), "https://oidc.eks.us-west-2.amazonaws.com/id/ABC", () -> now);
  }
}
