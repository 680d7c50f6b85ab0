package io.eksnet.tests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.aws.sigv4.Credentials.Credential;
import io.eksnet.aws.sigv4.Credentials.Principal;
import io.eksnet.aws.sigv4.Signing;
import io.eksnet.aws.sigv4.WireRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls EC2 of a running network over its socket, faster than a client program can start. */
final class AwsCaller implements AutoCloseable {
  private static final Pattern EXPORT = Pattern.compile("export (\\w+)='([^']*)'");

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;
  private final Credential credential;
  private final String region;

  private AwsCaller(Map<String, String> environment) {
    endpoint = URI.create(variable(environment, "AWS_ENDPOINT_URL"));
    region = variable(environment, "AWS_REGION");
    credential =
        new Credential(
            variable(environment, "AWS_ACCESS_KEY_ID"),
            variable(environment, "AWS_SECRET_ACCESS_KEY"),
            Optional.empty(),
            new Principal("", "", ""));
  }

  private static String variable(Map<String, String> environment, String name) {
    return Objects.requireNonNull(environment.get(name), name);
  }

  /** What {@code eksnet env} of a network points at. */
  static AwsCaller of(RunningNetwork network) {
    Map<String, String> environment = new java.util.HashMap<>();
    Matcher each = EXPORT.matcher(network.eksnet("env").succeeded());
    while (each.find()) {
      environment.put(each.group(1), each.group(2));
    }
    return new AwsCaller(environment);
  }

  /** An answer's status and text. */
  record Said(int status, String text) {
    boolean accepted() {
      return status == 200;
    }

    /** The texts of all elements of a name, in order. */
    List<String> all(String element) {
      List<String> found = new ArrayList<>();
      Matcher each = Pattern.compile("<" + element + ">([^<]*)</" + element + ">").matcher(text);
      while (each.find()) {
        found.add(each.group(1));
      }
      return found;
    }
  }

  /**
   * Calls EC2; parameters come as name, value, name, value. Empty when no answer came: the server
   * may or may not have done it.
   */
  Optional<Said> ec2(String action, String... parameters) {
    StringBuilder form = new StringBuilder("Version=2016-11-15&Action=").append(action);
    for (int i = 0; i < parameters.length; i += 2) {
      form.append('&').append(parameters[i]).append('=');
      form.append(URLEncoder.encode(parameters[i + 1], UTF_8));
    }
    String type = "application/x-www-form-urlencoded; charset=utf-8";
    WireRequest signed =
        Signing.signed(
            credential,
            region,
            "ec2",
            "POST",
            "/",
            Map.of("Content-Type", type, "Host", endpoint.getAuthority()),
            form.toString(),
            Instant.now());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve("/"))
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(form.toString()));
    // The client sends the Host header itself, the same as was signed.
    for (String name : List.of("authorization", "content-type", "x-amz-date")) {
      request.header(name, signed.firstHeader(name).orElseThrow());
    }
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return Optional.of(new Said(answer.statusCode(), answer.body()));
    } catch (IOException gone) {
      return Optional.empty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
