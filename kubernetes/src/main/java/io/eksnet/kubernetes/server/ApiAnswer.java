package io.eksnet.kubernetes.server;

import io.eksnet.kubernetes.status.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a request is answered with, before any HTTP library has a say. */
public sealed interface ApiAnswer {

  /**
   * A whole answer.
   *
   * @param code the HTTP status
   * @param contentType of the body
   * @param warnings one {@code Warning} header each
   * @param headers further headers
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
  record Whole(
      int code, String contentType, byte[] body, List<String> warnings, Map<String, String> headers)
      implements ApiAnswer {
    /** This answer with further warnings. */
    public Whole warning(List<String> more) {
      List<String> all = new ArrayList<>(warnings);
      all.addAll(more);
      return new Whole(code, contentType, body, List.copyOf(all), headers);
    }

    /** This answer with a further header. */
    public Whole header(String name, String value) {
      Map<String, String> all = new LinkedHashMap<>(headers);
      all.put(name, value);
      return new Whole(code, contentType, body, warnings, all);
    }
  }

  /**
   * An answer that goes on: headers are sent at once, events as they come.
   *
   * @param contentType of the stream
   * @param stream writes until it is done, or until the client is gone
   */
  record Streaming(String contentType, EventSource stream) implements ApiAnswer {}

  /** Writes a stream; the output is flushed after every write. */
  @FunctionalInterface
  interface EventSource {
    /**
     * Runs on the request's own thread.
     *
     * @throws InterruptedException when the server stops
     */
    void writeTo(Output output) throws InterruptedException;
  }

  /** Where a stream goes. */
  interface Output {
    /** Sends bytes now; fails with an unchecked exception when the client is gone. */
    void write(byte[] bytes);

    /** Whether the client is still connected, as far as can be known without writing. */
    boolean open();
  }

  /** JSON, the form of nearly everything. */
  String JSON = "application/json";

  /** A JSON answer. */
  static Whole json(int code, byte[] body) {
    return new Whole(code, JSON, body, List.of(), Map.of());
  }

  /** A Status. */
  static Whole of(Status status) {
    Whole answer = json(status.code(), status.json().toString().getBytes(StandardCharsets.UTF_8));
    int retryAfter = status.details().map(Status.Details::retryAfterSeconds).orElse(0);
    return retryAfter > 0 ? answer.header("Retry-After", Integer.toString(retryAfter)) : answer;
  }

  /** Plain text. */
  static Whole text(int code, String text) {
    return new Whole(
        code,
        "text/plain; charset=utf-8",
        text.getBytes(StandardCharsets.UTF_8),
        List.of(),
        Map.of());
  }
}
