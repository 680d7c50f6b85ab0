package io.eksnet.kubernetes.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient.Version;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens on the wire before any verb is looked at. */
class ApiServerTest {
  private static TestCluster cluster;
  private static TestClient client;

  @BeforeAll
  static void start() {
    cluster = TestCluster.still();
    client = new TestClient(cluster);
  }

  @AfterAll
  static void stop() {
    client.close();
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/readyz", "/healthz", "/version", "/livez/ping"})
  void healthAndVersionNeedNoCredentials(String path) {
    assertThat(client.send("GET", path, "").code()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/apis", "/api/v1/pods", "/openapi/v3", "/", "/nonsense"})
  void everythingElseIsUnauthorizedWithoutCredentials(String path) {
    TestClient.Answer answer = client.send("GET", path, "");

    assertThat(answer.code()).isEqualTo(401);
    assertThat(answer.text())
        .isEqualTo(
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                + "\"message\":\"Unauthorized\",\"reason\":\"Unauthorized\",\"code\":401}");
  }

  @Test
  void aWrongTokenIsUnauthorizedEvenWhereNoneIsNeeded() {
    assertThat(client.send("GET", "/version", "", "Authorization", "Bearer wrong").code())
        .isEqualTo(401);
  }

  @Test
  void theAdministratorsCertificateIsEnough() {
    try (var other = TestClient.withCertificate(cluster)) {
      TestClient.Answer answer =
          other.send(
              "POST",
              "/apis/authentication.k8s.io/v1/selfsubjectreviews",
              "{}",
              "Content-Type",
              "application/json");

      assertThat(answer.at("/status/userInfo/username").asString()).isEqualTo("kubernetes-admin");
      assertThat(answer.at("/status/userInfo/groups").toString())
          .isEqualTo("[\"system:masters\",\"system:authenticated\"]");
    }
  }

  @Test
  void anAdministratorCanActAsSomebodyElseAndNobodyElseCan() {
    String path = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
    TestClient.Answer answer =
        client.send(
            "POST",
            path,
            "{}",
            "Authorization",
            "Bearer " + TestCluster.TOKEN,
            "Impersonate-User",
            "alice",
            "Impersonate-Group",
            "devs");
    assertThat(answer.at("/status/userInfo").toString())
        .isEqualTo("{\"groups\":[\"devs\",\"system:authenticated\"],\"username\":\"alice\"}");

    client.post("/api/v1/namespaces/default/serviceaccounts", "{\"metadata\":{\"name\":\"bot\"}}");
    String token =
        client
            .post("/api/v1/namespaces/default/serviceaccounts/bot/token", "{}")
            .at("/status/token")
            .asString();
    TestClient.Answer refused =
        client.send(
            "POST", path, "{}", "Authorization", "Bearer " + token, "Impersonate-User", "alice");
    assertThat(refused.code()).isEqualTo(403);
    assertThat(refused.message())
        .isEqualTo(
            "users \"alice\" is forbidden: User \"system:serviceaccount:default:bot\" cannot"
                + " impersonate resource \"users\" in API group \"\" at the cluster scope");
  }

  @Test
  void aBodyOverThreeMebibytesIsRefused() {
    String large = "{\"data\":{\"x\":\"" + "y".repeat(ApiServer.MAX_BODY) + "\"}}";

    TestClient.Answer answer = client.post("/api/v1/namespaces/default/configmaps", large);

    assertThat(answer.code()).isEqualTo(413);
    assertThat(answer.json().path("reason").asString()).isEqualTo("RequestEntityTooLarge");
    assertThat(answer.message()).isEqualTo("Request entity too large: limit is 3145728");
  }

  @Test
  void aRefusedBodyDoesNotHarmTheNextRequest() {
    try (var other = new TestClient(cluster, Version.HTTP_1_1)) {
      String body = "{\"data\":{\"x\":\"" + "y".repeat(1_000_000) + "\"}}";
      for (int i = 0; i < 3; i++) {
        assertThat(other.send("POST", "/api/v1/namespaces/default/configmaps", body).code())
            .isEqualTo(401);
        assertThat(other.get("/version").code()).isEqualTo(200);
      }
    }
  }

  @Test
  void endpointsAreDeprecatedAndTheAnswerSaysSo() {
    assertThat(client.get("/api/v1/endpoints").warnings())
        .containsExactly(
            "299 - \"v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice\"");
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void theHeadersOfAnIdleWatchComeAtOnce(Version version) {
    try (var other = new TestClient(cluster, version);
        // send() returns when the headers are there; it would time out otherwise
        var watch = other.watch("/api/v1/secrets?watch=true&resourceVersion=1&timeoutSeconds=1")) {
      assertThat(watch.response().statusCode()).isEqualTo(200);
      assertThat(watch.response().version()).isEqualTo(version);
      assertThat(watch.ended()).isTrue();
    }
  }

  @Test
  void warningsOfDecodingComeAsWarningHeaders() {
    TestClient.Answer answer =
        client.post(
            "/api/v1/namespaces/default/configmaps",
            "{\"metadata\":{\"name\":\"warned\"},\"dat\":{}}");

    assertThat(answer.code()).isEqualTo(201);
    assertThat(answer.warnings()).isEqualTo(List.of("299 - \"unknown field \\\"dat\\\"\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/nonsense", "/apis/apps/v2/deployments", "/apis/none/v1/x", "/openapi/v2"})
  void whatIsNotServedIsNotFound(String path) {
    TestClient.Answer answer = client.get(path);

    assertThat(answer.code()).isEqualTo(404);
    assertThat(answer.message()).isEqualTo("the server could not find the requested resource");
  }
}
