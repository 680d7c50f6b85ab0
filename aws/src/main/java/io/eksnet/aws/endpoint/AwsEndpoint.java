package io.eksnet.aws.endpoint;

import io.eksnet.aws.sigv4.WireRequest;
import io.helidon.http.Header;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The HTTP server in front of a {@link Router}: loopback only, one port for all services, one
 * virtual thread per connection.
 */
public final class AwsEndpoint implements AutoCloseable {

  /** The largest body that is read. EC2's own largest requests stay far below. */
  public static final int MAX_BODY = 1 << 20;

  private static final String LOOPBACK = "127.0.0.1";

  private final WebServer server;

  private AwsEndpoint(WebServer server) {
    this.server = server;
  }

  /** How a start ended. */
  public sealed interface Start {}

  /** The server listens. */
  public record Listening(AwsEndpoint endpoint) implements Start {}

  /** Something else listens on that port. */
  public record PortTaken(int port, String why) implements Start {}

  /**
   * Starts to listen.
   *
   * @param port 1 to 65535, or 0 for any that is free
   */
  public static Start start(int port, Router router) {
    try (ServerSocket probe = new ServerSocket()) { // Helidon would log a stack trace first
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException taken) {
      return new PortTaken(port, String.valueOf(taken.getMessage()));
    }
    WebServer server =
        WebServer.builder()
            .host(LOOPBACK)
            .port(port)
            .shutdownHook(false)
            // Else a small answer waits some 40 ms for the client's acknowledgement.
            .connectionOptions(options -> options.tcpNoDelay(true))
            .routing(
                routing -> routing.any((request, response) -> serve(router, request, response)))
            .build();
    try {
      return new Listening(new AwsEndpoint(server.start()));
    } catch (RuntimeException failed) {
      BindException taken = bindFailure(failed).orElseThrow(() -> failed);
      return new PortTaken(port, String.valueOf(taken.getMessage()));
    }
  }

  public int port() {
    return server.port();
  }

  /** What goes into {@code AWS_ENDPOINT_URL}. */
  public URI uri() {
    return URI.create("http://" + LOOPBACK + ":" + port());
  }

  @Override
  public void close() {
    server.stop();
  }

  private static Optional<BindException> bindFailure(Throwable failed) {
    return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
        .filter(BindException.class::isInstance)
        .map(BindException.class::cast)
        .findFirst();
  }

  private static void serve(Router router, ServerRequest request, ServerResponse response) {
    byte[] body = read(request);
    WireAnswer answer =
        body.length > MAX_BODY
            ? router.tooLarge(wire(request, new byte[0]), MAX_BODY)
            : router.answer(wire(request, body));
    answer.headers().forEach((name, value) -> response.header(name, value));
    if (body.length > MAX_BODY) {
      response.header("Connection", "close");
    }
    response.status(Status.create(answer.status())).send(answer.body());
  }

  /** The body, or one byte more than the limit of a body that is larger. */
  private static byte[] read(ServerRequest request) {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream in = request.content().inputStream()) {
      return in.readNBytes(MAX_BODY + 1);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static WireRequest wire(ServerRequest request, byte[] body) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Header header : request.headers()) {
      headers.put(header.name(), header.allValues());
    }
    var prologue = request.prologue();
    return new WireRequest(
        prologue.method().text(),
        prologue.uriPath().rawPath(),
        prologue.query().rawValue(),
        headers,
        body);
  }
}
