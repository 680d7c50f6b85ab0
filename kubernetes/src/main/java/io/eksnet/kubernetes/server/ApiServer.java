package io.eksnet.kubernetes.server;

import io.eksnet.kubernetes.auth.Authentication;
import io.eksnet.kubernetes.auth.Authenticator;
import io.eksnet.kubernetes.auth.Authenticator.Credentials;
import io.eksnet.kubernetes.auth.ClusterCertificates;
import io.eksnet.kubernetes.auth.UserInfo;
import io.eksnet.kubernetes.status.Status;
import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsClientAuth;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http2.Http2Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The API server on its port: TLS, HTTP/1.1 and HTTP/2 on loopback, one virtual thread a request.
 */
public final class ApiServer implements AutoCloseable {
  /** As Kubernetes: the largest body that is read, in bytes. */
  public static final int MAX_BODY = 3 * 1024 * 1024;

  private static final Logger LOG = System.getLogger(ApiServer.class.getName());
  private static final HeaderName WARNING = HeaderNames.create("Warning");
  private static final HeaderName AUDIT_ID = HeaderNames.create("Audit-Id");
  private static final HeaderName IMPERSONATE_USER = HeaderNames.create("Impersonate-User");
  private static final HeaderName IMPERSONATE_GROUP = HeaderNames.create("Impersonate-Group");
  private static final UserInfo NOBODY = UserInfo.of("system:anonymous", "system:unauthenticated");

  private final ApiFront front;
  private final WebServer server;

  private ApiServer(int port, ClusterCertificates keys, ApiFront front) {
    this.front = front;
    this.server =
        WebServer.builder()
            .address(InetAddress.getLoopbackAddress())
            .port(port)
            .tls(tls(keys))
            .shutdownGracePeriod(Duration.ofMillis(50))
            .shutdownHook(false)
            // Without it every small answer waits 40 ms for the client's acknowledgement.
            .connectionOptions(options -> options.tcpNoDelay(true))
            .addProtocol(Http2Config.builder().maxRapidResets(10_000).build())
            .routing(HttpRouting.builder().any(this::handle))
            .build();
  }

  /**
   * Starts to serve.
   *
   * @param port 0 for any free one
   * @throws UncheckedIOException when the port is taken
   */
  public static ApiServer start(int port, ClusterCertificates keys, ApiFront front) {
    var server = new ApiServer(port, keys, front);
    server.server.start();
    return server;
  }

  /** The port that is served. */
  public int port() {
    return server.port();
  }

  /** Stops; open watches end. */
  @Override
  public void close() {
    if (front.now() instanceof ApiFront.Now.Open open) {
      open.api().close();
    }
    server.stop();
  }

  private static Tls tls(ClusterCertificates keys) {
    return Tls.builder()
        .privateKey(keys.server().key())
        .addPrivateKeyCertChain(keys.server().x509())
        .addTrust(keys.authority().x509())
        .clientAuth(TlsClientAuth.OPTIONAL)
        .endpointIdentificationAlgorithm(Tls.ENDPOINT_IDENTIFICATION_NONE)
        .build();
  }

  private void handle(ServerRequest request, ServerResponse response) {
    ApiAnswer answer;
    try {
      answer = answer(request);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "request failed: " + request.prologue(), e);
      answer = ApiAnswer.of(Status.internal(String.valueOf(e.getMessage())));
    }
    response.header(AUDIT_ID, Integer.toHexString(System.identityHashCode(request)));
    response.header(HeaderNames.CACHE_CONTROL, "no-cache, private");
    switch (answer) {
      case ApiAnswer.Whole whole -> send(whole, response);
      case ApiAnswer.Streaming streaming -> send(streaming, response);
    }
  }

  private static void send(ApiAnswer.Whole answer, ServerResponse response) {
    response.status(answer.code()).header(HeaderNames.CONTENT_TYPE, answer.contentType());
    answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
    if (!answer.warnings().isEmpty()) {
      String[] warnings = answer.warnings().stream().map(ApiServer::warning).toArray(String[]::new);
      response.header(WARNING, warnings);
    }
    response.send(answer.body());
  }

  /** RFC 7234: code, agent, quoted text. */
  private static String warning(String text) {
    String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("[\\r\\n]+", " ");
    return "299 - \"" + quoted + "\"";
  }

  private static void send(ApiAnswer.Streaming answer, ServerResponse response) {
    response.status(200).header(HeaderNames.CONTENT_TYPE, answer.contentType());
    try (StreamSink sink = response.sink(StreamSink.TYPE)) {
      answer.stream().writeTo(sink);
    } catch (InterruptedException _) {
      // The server stops, or the connection is gone; what the client has got stays valid.
      Thread.currentThread().interrupt();
    }
  }

  private ApiAnswer answer(ServerRequest request) {
    return switch (front.now()) {
      case ApiFront.Now.Closed(Status why, Api discovery) ->
          isDiscovery(request) ? discovery.answer(withoutBody(request)) : ApiAnswer.of(why);
      case ApiFront.Now.Open open -> answer(request, open);
    };
  }

  private static boolean isDiscovery(ServerRequest request) {
    String path = request.path().path();
    return request.prologue().method().text().equals("GET") && Api.isDiscovery(path);
  }

  private static ApiRequest withoutBody(ServerRequest request) {
    return new ApiRequest(
        "GET",
        request.path().path(),
        new Query(request.query().toMap()),
        headers(request),
        new byte[0],
        NOBODY);
  }

  private static ApiAnswer answer(ServerRequest request, ApiFront.Now.Open open) {
    String path = request.path().path();
    Optional<UserInfo> user = caller(request, path, open.authenticator());
    if (user.isEmpty()) {
      return ApiAnswer.of(Status.unauthorized());
    }
    Optional<String> impersonated = request.headers().first(IMPERSONATE_USER);
    if (impersonated.isPresent() && !mayImpersonate(user.get(), open.rights())) {
      return ApiAnswer.of(forbiddenToImpersonate(user.get(), impersonated.get()));
    }
    Optional<byte[]> body = body(request);
    if (body.isEmpty()) {
      return ApiAnswer.of(Status.tooLarge(MAX_BODY));
    }
    UserInfo acting = impersonated.map(name -> impersonated(request, name)).orElseGet(user::get);
    ApiRequest asked =
        new ApiRequest(
            request.prologue().method().text(),
            path,
            new Query(request.query().toMap()),
            headers(request),
            body.get(),
            acting);
    return Permission.refusal(asked, open.rights())
        .<ApiAnswer>map(ApiAnswer::of)
        .orElseGet(() -> open.api().answer(asked));
  }

  private static boolean mayImpersonate(UserInfo user, Rights rights) {
    boolean byRights =
        user.extra().containsKey(Permission.CANONICAL_ARN)
            && rights.allow(user, new Rights.Asked("impersonate", "", "users", ""));
    return user.isAdministrator() || byRights;
  }

  private static Optional<UserInfo> caller(
      ServerRequest request, String path, Authenticator authenticator) {
    var credentials =
        new Credentials(certificate(request), request.headers().first(HeaderNames.AUTHORIZATION));
    return switch (authenticator.judge(credentials)) {
      case Authentication.Authenticated(UserInfo user) -> Optional.of(user);
      case Authentication.Anonymous() when Api.isPublic(path) -> Optional.of(NOBODY);
      case Authentication.Anonymous() -> Optional.empty();
      case Authentication.Rejected() -> Optional.empty();
    };
  }

  private static Optional<X509Certificate> certificate(ServerRequest request) {
    return request
        .remotePeer()
        .tlsCertificates()
        .filter(chain -> chain.length > 0)
        .map(chain -> chain[0])
        .filter((Certificate it) -> it instanceof X509Certificate)
        .map(X509Certificate.class::cast);
  }

  private static UserInfo impersonated(ServerRequest request, String name) {
    List<String> groups = new ArrayList<>();
    if (request.headers().contains(IMPERSONATE_GROUP)) {
      groups.addAll(request.headers().get(IMPERSONATE_GROUP).allValues());
    }
    groups.add(UserInfo.AUTHENTICATED);
    return UserInfo.of(name, groups.toArray(String[]::new));
  }

  private static Status forbiddenToImpersonate(UserInfo user, String name) {
    return new Status(
        403,
        "Forbidden",
        ("users \"%s\" is forbidden: User \"%s\" cannot impersonate resource \"users\" in API group"
                + " \"\" at the cluster scope")
            .formatted(name, user.username()),
        Optional.of(new Status.Details(name, "", "users", "", List.of(), 0)));
  }

  private static ApiRequest.Headers headers(ServerRequest request) {
    return new ApiRequest.Headers(
        String.join(",", values(request, HeaderNames.ACCEPT)),
        first(request, HeaderNames.CONTENT_TYPE),
        first(request, HeaderNames.USER_AGENT),
        first(request, HeaderNames.IF_NONE_MATCH),
        first(request, HeaderNames.UPGRADE).toLowerCase(Locale.ROOT));
  }

  private static String first(ServerRequest request, HeaderName name) {
    return request.headers().first(name).orElse("");
  }

  private static List<String> values(ServerRequest request, HeaderName name) {
    return request.headers().contains(name) ? request.headers().get(name).allValues() : List.of();
  }

  /** The whole body, or none when it is too large. */
  private static Optional<byte[]> body(ServerRequest request) {
    if (!request.content().hasEntity()) {
      return Optional.of(new byte[0]);
    }
    if (request.headers().contentLength().orElse(0) > MAX_BODY) {
      return Optional.empty();
    }
    try (InputStream in = request.content().inputStream()) {
      byte[] body = in.readNBytes(MAX_BODY + 1);
      return body.length > MAX_BODY ? Optional.empty() : Optional.of(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
