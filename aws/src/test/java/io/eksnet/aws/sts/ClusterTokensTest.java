package io.eksnet.aws.sts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.Botocore;
import io.eksnet.aws.sigv4.Credentials;
import io.eksnet.aws.sigv4.SigV4;
import io.eksnet.aws.sigv4.Signing;
import io.eksnet.id.AccountId;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterTokensTest {

  private final ClusterTokens tokens =
      new ClusterTokens(
          new SigV4(Credentials.only(Signing.CREDENTIAL), InstantSource.system()),
          new Scope(new AccountId("111122223333"), new Region("us-west-2")));

  private static String token(String url) {
    return ClusterTokens.PREFIX
        + Base64.getUrlEncoder().withoutPadding().encodeToString(url.getBytes(UTF_8));
  }

  private static String url(Map<String, Object> line) {
    return Botocore.text(Botocore.orSkip().run("presign", List.of(line)).getFirst(), "url");
  }

  @Test
  void aTokenOfGetTokenProvesItsMakerForItsClusterOnly() {
    String url = url(Map.of("cluster", "my-cluster", "endpoint", "http://127.0.0.1:7433"));
    assertThat(tokens.verify(token(url), "my-cluster")).contains(Signing.PRINCIPAL);
    assertThat(tokens.verify(token(url), "other")).isEmpty();
    assertThat(tokens.verify(token(url + "&X-Amz-Date=20300101T000000Z"), "my-cluster")).isEmpty();
    assertThat(tokens.verify(token(url + "&Extra=1"), "my-cluster")).isEmpty();
    assertThat(tokens.verify(token(url.replace("GetCaller", "GetOther")), "my-cluster")).isEmpty();
    assertThat(tokens.verify(token(url.replace(":7433", ":7434")), "my-cluster")).isEmpty();
  }

  @Test
  void aUrlThatWasNotSignedForAClusterIsNoToken() {
    String url = url(Map.of("endpoint", "http://127.0.0.1:7433"));
    assertThat(tokens.verify(token(url), "my-cluster")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "k8s-aws-v1.",
        "k8s-aws-v1.!!!",
        "k8s-aws-v1.aHR0cDovL3g",
        "k8s-aws-v1.bm90IGEgdXJs",
        "bearer"
      })
  void nonsenseIsNoToken(String text) {
    assertThat(tokens.verify(text, "my-cluster")).isEmpty();
  }

  @Test
  void aVeryLongTokenIsNotRead() {
    assertThat(tokens.verify(ClusterTokens.PREFIX + "a".repeat(1 << 20), "c")).isEmpty();
  }
}
