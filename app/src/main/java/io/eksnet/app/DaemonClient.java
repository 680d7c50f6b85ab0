package io.eksnet.app;

import io.eksnet.app.network.Endpoints;
import io.eksnet.app.network.StateFolder;
import io.eksnet.control.ControlServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The terminal's side of a running network. Plain HttpURLConnection: it starts in a fraction of the
 * time of Java's newer client, and a question is one request.
 *
 * @param endpoints where the daemon answers
 * @param token the network's control token
 */
record DaemonClient(Endpoints endpoints, String token) {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration READ = Duration.ofMinutes(2);

  /**
   * What the daemon said.
   *
   * @param exitCode what the terminal is to exit with
   * @param body text or JSON, as was asked for
   */
  record Reply(int exitCode, String body) {}

  /** The client of a network's daemon; none when no daemon runs. */
  static Optional<DaemonClient> of(StateFolder folder) throws IOException {
    Optional<Endpoints> endpoints = folder.readEndpoints();
    String token = folder.readSecrets().getOrDefault("control.token", "");
    return endpoints.isPresent() && isLocked(folder)
        ? Optional.of(new DaemonClient(endpoints.get(), token))
        : Optional.empty();
  }

  /** Whether a daemon holds the folder. A process id alone could be somebody else's by now. */
  static boolean isLocked(StateFolder folder) throws IOException {
    if (!Files.exists(folder.lock())) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.WRITE);
        var lock = channel.tryLock()) {
      return lock == null;
    }
  }

  /** Asks a question. */
  Reply ask(String question, Map<String, String> parameters) throws IOException {
    String query =
        parameters.entrySet().stream()
            .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
            .collect(Collectors.joining("&"));
    HttpURLConnection connection = open("/v1/" + question + "?" + query, "GET");
    int status = connection.getResponseCode();
    String exit = connection.getHeaderField(ControlServer.EXIT_HEADER);
    String body = body(connection, status);
    if (System.getenv("EKSNET_TIMING") != null) {
      System.err.println("timing: " + connection.getHeaderField("Server-Timing"));
    }
    if (exit == null) {
      throw new IOException("the daemon answered " + status + ": " + body.strip());
    }
    return new Reply(Integer.parseInt(exit), body);
  }

  /** Asks the daemon to stop; it does so after it has answered. */
  void stop() throws IOException {
    HttpURLConnection connection = open("/v1/stop", "POST");
    int status = connection.getResponseCode();
    if (status != HttpURLConnection.HTTP_ACCEPTED) {
      throw new IOException("the daemon answered " + status + ": " + body(connection, status));
    }
  }

  private HttpURLConnection open(String path, String method) throws IOException {
    var connection =
        (HttpURLConnection)
            URI.create(endpoints.control() + path).toURL().openConnection(java.net.Proxy.NO_PROXY);
    connection.setRequestMethod(method);
    connection.setConnectTimeout((int) CONNECT.toMillis());
    connection.setReadTimeout((int) READ.toMillis());
    connection.setRequestProperty("Authorization", "Bearer " + token);
    return connection;
  }

  private static String body(HttpURLConnection connection, int status) throws IOException {
    try (InputStream in =
        status < HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getInputStream()
            : connection.getErrorStream()) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
