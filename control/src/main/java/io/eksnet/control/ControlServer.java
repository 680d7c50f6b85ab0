package io.eksnet.control;

import io.eksnet.report.Style;
import io.eksnet.world.Ledger;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers questions about the durable world on a loopback port. {@code GET /v1/<question>?...} with
 * {@code format=text} or {@code json}; the header {@code Eksnet-Exit} carries the exit code that
 * the terminal ends with.
 */
public final class ControlServer implements AutoCloseable {
  /** The header with the exit code. */
  public static final String EXIT_HEADER = "Eksnet-Exit";

  private static final String LOOPBACK = "127.0.0.1";
  private static final int WIDEST = 400;

  private final WebServer server;

  private ControlServer(WebServer server) {
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for any that is free
   * @param token what every request must carry as bearer token
   * @param questions by the name in their path
   * @param stop what {@code POST /v1/stop} sets off; it must return at once
   */
  public static ControlServer start(
      int port, String token, Ledger ledger, Map<String, Question> questions, Runnable stop) {
    WebServer server =
        WebServer.builder()
            .host(LOOPBACK)
            .port(port)
            .shutdownHook(false)
            // Else a small answer waits some 40 ms for the client's acknowledgement.
            .connectionOptions(options -> options.tcpNoDelay(true))
            .routing(
                routing ->
                    routing.any(
                        (request, response) ->
                            serve(token, ledger, questions, stop, request, response)))
            .build();
    return new ControlServer(server.start());
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  private static void serve(
      String token,
      Ledger ledger,
      Map<String, Question> questions,
      Runnable stop,
      ServerRequest request,
      ServerResponse response) {
    if (!carries(request, token)) {
      response
          .status(Status.UNAUTHORIZED_401)
          .send("the request does not carry the network's control token\n");
      return;
    }
    String path = request.path().path();
    if (path.equals("/v1/stop") && request.prologue().method().equals(Method.POST)) {
      response.status(Status.ACCEPTED_202).send("stopping\n");
      stop.run();
      return;
    }
    Question question = questions.get(path.replaceFirst("^/v1/", ""));
    if (question == null) {
      response.status(Status.NOT_FOUND_404).send("there is no " + path + "\n");
      return;
    }
    Map<String, String> values = new TreeMap<>();
    request.query().names().forEach(name -> values.put(name, request.query().get(name)));
    long begun = System.nanoTime();
    Answer answer =
        question.answer(ledger.durable(), new Question.Parameters(values, style(values)));
    double milliseconds = (System.nanoTime() - begun) / 1e6;
    response.header("Server-Timing", "answer;dur=%.3f".formatted(milliseconds));
    boolean json = "json".equals(values.get("format"));
    response.header(EXIT_HEADER, Integer.toString(answer.verdict().exitCode()));
    response.header("Content-Type", json ? "application/json" : "text/plain; charset=utf-8");
    response
        .status(Status.create(answer.verdict().status()))
        .send((json ? answer.json() : answer.text()).get().getBytes(StandardCharsets.UTF_8));
  }

  private static boolean carries(ServerRequest request, String token) {
    String expected = "Bearer " + token;
    String found = request.headers().first(io.helidon.http.HeaderNames.AUTHORIZATION).orElse("");
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8));
  }

  private static Style style(Map<String, String> values) {
    String columns = values.getOrDefault("columns", "");
    int width =
        columns.matches("[0-9]{1,4}")
            ? Math.clamp(Integer.parseInt(columns), 60, WIDEST)
            : Style.PLAIN.columns();
    return new Style(
        "true".equals(values.get("colour")), "true".equals(values.get("ascii")), width);
  }

  @Override
  public void close() {
    server.stop();
  }
}
