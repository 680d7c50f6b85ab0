package io.eksnet.aws.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.endpoint.AwsEndpoint.Listening;
import io.eksnet.aws.endpoint.AwsEndpoint.PortTaken;
import io.eksnet.aws.sigv4.Signing;
import io.eksnet.aws.sigv4.WireRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwsEndpointTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private final AwsEndpoint endpoint = listening(AwsEndpoint.start(0, router()));
  private final HttpClient client = HttpClient.newHttpClient();

  private static Router router() {
    return SmallApi.router(InstantSource.fixed(NOW));
  }

  private static AwsEndpoint listening(AwsEndpoint.Start start) {
    return switch (start) {
      case Listening(var endpoint) -> endpoint;
      case PortTaken taken -> throw new AssertionError(taken);
    };
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void aSignedCallOverHttpIsServed() throws Exception {
    assertThatItServes();
  }

  private void assertThatItServes() throws Exception {
    String form = "Action=DescribeVpcs&Version=2016-11-15&VpcId.1=vpc-1";
    String type = "application/x-www-form-urlencoded; charset=utf-8";
    WireRequest signed =
        Signing.signed(
            "ec2",
            "POST",
            "/",
            Map.of("Host", "127.0.0.1:" + endpoint.port(), "Content-Type", type),
            form,
            NOW);
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(endpoint.uri().resolve("/"))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .header("Content-Type", type)
                .header("X-Amz-Date", signed.firstHeader("x-amz-date").orElseThrow())
                .header("Authorization", signed.firstHeader("authorization").orElseThrow())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body()).contains("<vpcId>vpc-12345678</vpcId>");
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void theRawPathAndQueryReachTheSignatureAsSent() throws Exception {
    String path = "/tags/arn%3Aaws%3Aeks%3Aus-west-2%3A1%3Acluster%2Fmy-cluster";
    WireRequest signed =
        Signing.signed(
            "eks",
            "POST",
            path,
            Map.of("Host", "127.0.0.1:" + endpoint.port()),
            "{\"tags\":{}}",
            NOW);
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(endpoint.uri() + path))
                .POST(HttpRequest.BodyPublishers.ofString("{\"tags\":{}}"))
                .header("X-Amz-Date", signed.firstHeader("x-amz-date").orElseThrow())
                .header("Authorization", signed.firstHeader("authorization").orElseThrow())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body()).isEqualTo("{}");
  }

  @Test
  void aBodyOverTheLimitIsRefusedAndTheServerGoesOn() throws Exception {
    for (String type : new String[] {"application/x-www-form-urlencoded", "application/json"}) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(endpoint.uri().resolve("/"))
                  .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[AwsEndpoint.MAX_BODY + 1]))
                  .header("Content-Type", type)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).contains("RequestEntityTooLarge").contains("1048576 bytes");
    }
    assertThatItServes();
  }

  @Test
  void aBodyWithoutLengthIsLimitedToo() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
      var out = socket.getOutputStream();
      out.write(
          """
          POST / HTTP/1.1\r
          Host: x\r
          Content-Type: application/json\r
          Transfer-Encoding: chunked\r
          \r
          """
              .getBytes(UTF_8));
      byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(UTF_8);
      for (int i = 0; i < 17; i++) {
        out.write(chunk);
      }
      out.flush();
      assertThat(firstLine(socket.getInputStream())).contains("413");
    }
    assertThatItServes();
  }

  @Test
  void aTakenPortIsOneClearAnswer() {
    assertThat(AwsEndpoint.start(endpoint.port(), router()))
        .isInstanceOfSatisfying(
            PortTaken.class, taken -> assertThat(taken.port()).isEqualTo(endpoint.port()));
  }

  private static String firstLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }
}
