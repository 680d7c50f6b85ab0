package io.eksnet.kubernetes.server;

import io.eksnet.kubernetes.discovery.Discovery;
import io.eksnet.kubernetes.discovery.Discovery.Aggregated;
import io.eksnet.kubernetes.discovery.ServerVersion;
import io.eksnet.kubernetes.schema.GroupVersion;
import io.eksnet.kubernetes.schema.OpenApi;
import io.eksnet.kubernetes.schema.Resources;
import io.eksnet.kubernetes.status.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Everything that is served beside objects: discovery, OpenAPI, version and health. */
final class Site {
  private static final Set<String> HEALTH = Set.of("healthz", "livez", "readyz");
  private static final String OPENAPI = "/openapi/v3";

  private final ServerVersion version;
  private final OpenApi openApi;

  Site(ServerVersion version, OpenApi openApi) {
    this.version = version;
    this.openApi = openApi;
  }

  /** Paths that anybody may read, as on a real cluster. */
  static boolean isPublic(String path) {
    String first = path.substring(1).split("/", -1)[0];
    return HEALTH.contains(first) || path.equals("/version");
  }

  /** The answer to a GET. */
  ApiAnswer get(ApiRequest request) {
    String path = stripped(request.path());
    String accept = request.headers().accept();
    return switch (path) {
      case "/" -> json(paths());
      case "/version" -> json(version.json());
      case "/api" ->
          Aggregated.offered(accept)
              .map(form -> aggregated(Discovery.core(form), form, request))
              .orElseGet(() -> json(Discovery.versions("127.0.0.1")));
      case "/apis" ->
          Aggregated.offered(accept)
              .map(form -> aggregated(Discovery.groups(form), form, request))
              .orElseGet(() -> json(Discovery.groupList()));
      case OPENAPI -> ApiAnswer.json(200, openApi.index());
      case String other when HEALTH.contains(other.substring(1).split("/", -1)[0]) ->
          ApiAnswer.text(200, "ok");
      case String other when other.startsWith(OPENAPI + "/") ->
          openApi(other.substring(OPENAPI.length()), request);
      case String other -> discovered(other).map(Site::json).orElseGet(Site::nothing);
    };
  }

  private static String stripped(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static ApiAnswer.Whole json(ObjectNode document) {
    return ApiAnswer.json(200, document.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static ApiAnswer.Whole nothing() {
    return ApiAnswer.of(Status.noSuchPath());
  }

  /** {@code /apis/apps}, {@code /apis/apps/v1}, {@code /api/v1}. */
  private static Optional<ObjectNode> discovered(String path) {
    List<String> parts = parts(path);
    if (parts.size() == 2 && parts.getFirst().equals("apis")) {
      return Discovery.group(parts.get(1));
    }
    return groupVersion(parts).flatMap(Discovery::resources);
  }

  private static List<String> parts(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  /** {@code api/v1} or {@code apis/apps/v1}. */
  private static Optional<GroupVersion> groupVersion(List<String> parts) {
    if (parts.size() == 2 && parts.getFirst().equals("api")) {
      return Optional.of(new GroupVersion("", parts.get(1)));
    }
    boolean named = parts.size() == 3 && parts.getFirst().equals("apis") && !parts.get(1).isEmpty();
    return named ? Optional.of(new GroupVersion(parts.get(1), parts.get(2))) : Optional.empty();
  }

  private static ApiAnswer aggregated(ObjectNode document, Aggregated form, ApiRequest request) {
    byte[] body = document.toString().getBytes(StandardCharsets.UTF_8);
    String tag = "\"" + UUID.nameUUIDFromBytes(body).toString().replace("-", "") + "\"";
    if (request.headers().ifNoneMatch().equals(tag)) {
      return new ApiAnswer.Whole(
          304, form.contentType(), new byte[0], List.of(), Map.of("ETag", tag));
    }
    return new ApiAnswer.Whole(
        200,
        form.contentType(),
        body,
        List.of(),
        Map.of("ETag", tag, "Vary", "Accept", "Cache-Control", "public"));
  }

  private ApiAnswer openApi(String path, ApiRequest request) {
    Optional<GroupVersion> groupVersion = groupVersion(parts(path));
    Optional<byte[]> document = groupVersion.flatMap(openApi::document);
    if (document.isEmpty()) {
      return nothing();
    }
    ApiAnswer.Whole answer = ApiAnswer.json(200, document.get());
    Optional<String> hash = groupVersion.flatMap(openApi::hash);
    // A document that is asked for by its hash never changes.
    return hash.filter(request.query().text("hash")::equals)
        .map(
            it ->
                answer
                    .header("Cache-Control", "public, immutable")
                    .header("ETag", "\"" + it + "\""))
        .orElse(answer);
  }

  private static ObjectNode paths() {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    var paths = out.putArray("paths");
    paths.add("/api").add("/api/v1").add("/apis");
    for (GroupVersion it : Resources.groupVersions()) {
      if (!it.group().isEmpty()) {
        paths.add("/apis/" + it.group()).add(it.path());
      }
    }
    HEALTH.stream().sorted().forEach(it -> paths.add("/" + it));
    paths.add(OPENAPI).add("/version");
    return out;
  }
}
