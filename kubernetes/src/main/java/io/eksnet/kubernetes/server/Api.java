package io.eksnet.kubernetes.server;

import io.eksnet.kubernetes.discovery.ServerVersion;
import io.eksnet.kubernetes.documents.KubeDocuments;
import io.eksnet.kubernetes.schema.Decoder;
import io.eksnet.kubernetes.schema.OpenApi;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.kubernetes.schema.Resource.Subresource;
import io.eksnet.kubernetes.schema.Resources;
import io.eksnet.kubernetes.schema.Schema;
import io.eksnet.kubernetes.server.RequestPath.OfResource;
import io.eksnet.kubernetes.status.Status;
import io.eksnet.world.Ledger;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Finds who answers a request: by its path, its method, and whether it watches. */
public final class Api implements AutoCloseable {
  private static final String ENDPOINTS_DEPRECATED =
      "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice";

  private static final int ENDPOINTS_DEPRECATED_SINCE = 33;

  private final ServerVersion version;
  private final Site site;
  private final WatchHub hub;
  private final Reads reads;
  private final Watches watches;
  private final Creates creates;
  private final Puts puts;
  private final Patches patches;
  private final Deletes deletes;
  private final Scales scales;
  private final PodRequests pods;
  private final LogRequests logs;
  private final Reviews reviews;

  /**
   * The API of one cluster.
   *
   * @param ledger where its objects are
   * @param clock for ages, managedFields and the ends of watches
   */
  public Api(Ledger ledger, InstantSource clock, ApiSettings settings) {
    var presentation = new Presentation(clock);
    var bodies = new Bodies(new Decoder(Schema.shipped()));
    var writes = new Writes(ledger, clock);
    var services = new ServiceNetwork(settings.serviceCidr());
    var updates = new Updates(writes, services);
    this.version = settings.version();
    this.site =
        new Site(
            settings.version(),
            new OpenApi(Schema.shipped(), Resources.served(), settings.version().gitVersion()));
    this.hub = new WatchHub(ledger);
    this.reads = new Reads(ledger, presentation);
    this.watches = new Watches(ledger, hub, presentation, clock);
    this.creates = new Creates(ledger, bodies, writes, presentation, services, clock);
    this.puts = new Puts(bodies, updates, presentation, clock);
    this.patches = new Patches(bodies, updates, creates, presentation, clock);
    this.deletes = new Deletes(ledger, writes, presentation);
    this.scales = new Scales(bodies, reads, updates, presentation, clock);
    this.pods = new PodRequests(bodies, writes, deletes, new KubeDocuments());
    this.logs = new LogRequests(ledger, settings.logs(), clock);
    this.reviews =
        new Reviews(bodies, ledger, settings.serviceAccountTokens(), settings.rights(), clock);
  }

  /** Whether a path is answered to callers without credentials. */
  public static boolean isPublic(String path) {
    return Site.isPublic(path);
  }

  /** Whether a path tells what can be asked for. */
  static boolean isDiscovery(String path) {
    boolean told = List.of("api", "apis", "openapi").contains(path.substring(1).split("/", -1)[0]);
    return told && RequestPath.parse(path) instanceof RequestPath.Elsewhere;
  }

  /** The answer to a request of a caller who is known. */
  public ApiAnswer answer(ApiRequest request) {
    RequestPath path = RequestPath.parse(request.path());
    ApiAnswer answer = answer(path, request);
    return answer instanceof ApiAnswer.Whole whole && isDeprecated(path)
        ? whole.warning(List.of(ENDPOINTS_DEPRECATED))
        : answer;
  }

  private boolean isDeprecated(RequestPath path) {
    return version.minor() >= ENDPOINTS_DEPRECATED_SINCE
        && path instanceof OfResource it
        && it.resource().qualified().equals("endpoints");
  }

  private ApiAnswer answer(RequestPath parsed, ApiRequest request) {
    return switch (parsed) {
      case RequestPath.Elsewhere() ->
          request.method().equals("GET")
              ? site.get(request)
              : ApiAnswer.of(Status.methodNotAllowed());
      case RequestPath.Unknown() -> ApiAnswer.of(Status.noSuchPath());
      case OfResource path when path.subresource().isPresent() -> ofSubresource(path, request);
      case OfResource path when path.name().isPresent() -> ofObject(path, request);
      case OfResource path -> ofCollection(path, request);
    };
  }

  private ApiAnswer ofCollection(OfResource path, ApiRequest request) {
    boolean watch = request.query().flag("watch");
    String verb =
        switch (request.method()) {
          case "GET" -> watch ? "watch" : "list";
          case "POST" -> "create";
          case "DELETE" -> "deletecollection";
          default -> "";
        };
    Resource resource = path.resource();
    if (!resource.serves(verb)) {
      return ApiAnswer.of(Status.methodNotAllowed());
    }
    return switch (verb) {
      case "list" -> reads.list(path, request);
      case "watch" -> watches.watch(path, request);
      case "create" -> create(path, request);
      default -> deletes.deleteCollection(path, request);
    };
  }

  private ApiAnswer create(OfResource path, ApiRequest request) {
    if (path.resource().stored()) {
      return creates.post(path, request);
    }
    return path.resource().plural().equals("bindings")
        ? pods.bindNamed(path, request)
        : reviews.review(path, request);
  }

  private ApiAnswer ofObject(OfResource path, ApiRequest request) {
    String verb =
        switch (request.method()) {
          case "GET" -> "get";
          case "PUT" -> "update";
          case "PATCH" -> "patch";
          case "DELETE" -> "delete";
          default -> "";
        };
    if (!path.resource().serves(verb)) {
      return ApiAnswer.of(Status.methodNotAllowed());
    }
    return switch (verb) {
      case "get" -> reads.get(path, request);
      case "update" -> puts.put(path, request);
      case "patch" -> patches.patch(path, request);
      default -> deletes.delete(path, request);
    };
  }

  private ApiAnswer ofSubresource(OfResource path, ApiRequest request) {
    String name = path.subresource().orElseThrow();
    if (path.resource().plural().equals("pods")) {
      Optional<Status> impossible = PodRequests.impossible(name, path.name().orElseThrow());
      if (impossible.isPresent()) {
        return ApiAnswer.of(impossible.get());
      }
    }
    Optional<Subresource> subresource = path.resource().subresource(name);
    if (subresource.isEmpty()) {
      return ApiAnswer.of(Status.noSuchPath());
    }
    String verb =
        switch (request.method()) {
          case "GET" -> "get";
          case "PUT" -> "update";
          case "PATCH" -> "patch";
          case "POST" -> "create";
          default -> "";
        };
    if (!subresource.get().verbs().contains(verb)) {
      return ApiAnswer.of(Status.methodNotAllowed());
    }
    return switch (name) {
      case "scale" -> scale(path, request, verb);
      case "log" -> logs.get(path, request);
      case "binding" -> pods.bind(path, request);
      case "eviction" -> pods.evict(path, request);
      case "token" -> reviews.token(path, request);
      default ->
          switch (verb) {
            case "get" -> reads.get(path, request);
            case "update" -> puts.put(path, request);
            default -> patches.patch(path, request);
          };
    };
  }

  private ApiAnswer scale(OfResource path, ApiRequest request, String verb) {
    return switch (verb) {
      case "get" -> scales.get(path, request);
      case "update" -> scales.put(path, request);
      default -> scales.patch(path, request);
    };
  }

  @Override
  public void close() {
    hub.close();
  }
}
