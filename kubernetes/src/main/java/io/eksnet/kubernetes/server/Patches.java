package io.eksnet.kubernetes.server;

import io.eksnet.kube.KubeObject;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kubernetes.documents.ObjectParts;
import io.eksnet.kubernetes.patch.JsonPatch;
import io.eksnet.kubernetes.patch.ManagedFields;
import io.eksnet.kubernetes.patch.MergePatch;
import io.eksnet.kubernetes.patch.Patched;
import io.eksnet.kubernetes.patch.ServerSideApply;
import io.eksnet.kubernetes.patch.StrategicMerge;
import io.eksnet.kubernetes.patch.Writer;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.schema.TypeSchema;
import io.eksnet.kubernetes.server.RequestPath.OfResource;
import io.eksnet.kubernetes.server.Updates.Candidate;
import io.eksnet.kubernetes.server.Updates.Ownership;
import io.eksnet.kubernetes.server.Updates.Updated;
import io.eksnet.kubernetes.server.Writes.Effect;
import io.eksnet.kubernetes.status.FieldError;
import io.eksnet.kubernetes.status.Status;
import io.eksnet.table.Table.Row;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** PATCH in its four forms. */
final class Patches {
  static final String STRATEGIC = "application/strategic-merge-patch+json";
  static final String MERGE = "application/merge-patch+json";
  static final String JSON = "application/json-patch+json";
  static final String APPLY = "application/apply-patch+yaml";
  private static final List<String> ACCEPTED = List.of(JSON, MERGE, STRATEGIC, APPLY);
  private static final GroupVersionKind OPTIONS =
      new GroupVersionKind("meta.k8s.io", "v1", "PatchOptions");
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final Bodies bodies;
  private final Updates updates;
  private final Creates creates;
  private final Presentation presentation;
  private final InstantSource clock;

  Patches(
      Bodies bodies,
      Updates updates,
      Creates creates,
      Presentation presentation,
      InstantSource clock) {
    this.bodies = bodies;
    this.updates = updates;
    this.creates = creates;
    this.presentation = presentation;
    this.clock = clock;
  }

  ApiAnswer patch(OfResource path, ApiRequest request) {
    return Format.of(request.headers().accept())
        .then(
            format ->
                judged(path, request)
                    .map(
                        updated ->
                            presentation
                                .object(
                                    updated.written().effect() == Effect.CREATED ? 201 : 200,
                                    path.resource(),
                                    updated.written().row(),
                                    format,
                                    request.query())
                                .warning(updated.warnings())))
        .answer(it -> it);
  }

  private Attempt<Updated> judged(OfResource path, ApiRequest request) {
    String type = request.headers().mediaType();
    if (type.equals(APPLY)) {
      return apply(path, request);
    }
    if (request.query().flag("force")) {
      return Attempt.refuse(
          Status.invalid(
              OPTIONS,
              "",
              List.of(FieldError.forbidden("force", "may not be specified for non-apply patch"))));
    }
    return parse(request.body())
        .then(
            patch ->
                updates.update(
                    path, request.query(), present -> patched(path, request, patch, present)));
  }

  static Attempt<JsonNode> parse(byte[] body) {
    try {
      return Attempt.of(MAPPER.readTree(body));
    } catch (JacksonException e) {
      return Attempt.refuse(Status.badRequest("error decoding patch: " + e.getOriginalMessage()));
    }
  }

  private Attempt<Candidate> patched(
      OfResource path, ApiRequest request, JsonNode patch, Row<KubeObject> present) {
    GroupVersionKind kind = path.resource().kind();
    ObjectNode tree = Presentation.tree(path.resource(), present.fact(), present.revision());
    if (mentionsManagedFields(request)) {
      tree.withObject("/metadata").set("managedFields", ObjectParts.managedFields(present.fact()));
    }
    return applied(request.headers().mediaType(), kind, tree, patch)
        .then(
            object ->
                bodies
                    .tree(object, kind, request.query())
                    .map(
                        body ->
                            new Candidate(
                                kept(path, body.object()),
                                Puts.owners(body.object(), present.fact(), writer(path, request)),
                                body.warnings())));
  }

  /** kubectl moves ownership from client-side to server-side apply by patching managedFields. */
  private static boolean mentionsManagedFields(ApiRequest request) {
    return new String(request.body(), StandardCharsets.UTF_8).contains("managedFields");
  }

  private static ObjectNode kept(OfResource path, ObjectNode object) {
    return Storage.isConvertedEvent(path.resource()) ? EventConversion.kept(object) : object;
  }

  /** A tree with a patch applied to it, by the patch's content type. */
  static Attempt<ObjectNode> applied(
      String mediaType, GroupVersionKind kind, ObjectNode tree, JsonNode patch) {
    Patched patched =
        switch (mediaType) {
          case STRATEGIC -> StrategicMerge.apply(Creates.type(kind), tree, patch);
          case MERGE -> MergePatch.apply(tree, patch);
          case JSON -> JsonPatch.apply(tree, patch);
          default -> new Patched.Refused(Status.unsupportedMediaType(ACCEPTED));
        };
    return switch (patched) {
      case Patched.Done(ObjectNode object) -> Attempt.of(object);
      case Patched.Refused(Status status) -> Attempt.refuse(status);
    };
  }

  private Writer writer(OfResource path, ApiRequest request) {
    return new Writer(
        request.fieldManager(),
        path.resource().kind().apiVersion(),
        path.subresource().orElse(""),
        clock.instant());
  }

  private Attempt<Updated> apply(OfResource path, ApiRequest request) {
    if (request.query().text("fieldManager").isEmpty()) {
      return Attempt.refuse(
          Status.invalid(
              OPTIONS,
              "",
              List.of(FieldError.required("fieldManager", "is required for apply patch"))));
    }
    return bodies
        .yaml(request.body(), path.resource().kind(), request.query())
        .then(
            body -> {
              ObjectNode applied = kept(path, body.object());
              if (!applied.path("metadata").path("managedFields").isEmpty()) {
                return Attempt.refuse(Status.badRequest("metadata.managedFields must be nil"));
              }
              ObjectKey key = new ObjectKey(path.namespace(), path.name().orElseThrow());
              applied.withObject("/metadata").put("name", key.name());
              return applied(path, request, applied)
                  .map(it -> new Updated(it.written(), joined(body.warnings(), it.warnings())));
            });
  }

  private static List<String> joined(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private Attempt<Updated> applied(OfResource path, ApiRequest request, ObjectNode applied) {
    Attempt<Updated> updated =
        updates.update(path, request.query(), present -> merged(path, request, applied, present));
    boolean missing =
        updated instanceof Attempt.Refused<Updated>(Status status) && status.code() == 404;
    if (!missing || path.subresource().isPresent()) {
      return updated;
    }
    return merge(path, request, applied, new Live(Optional.empty(), ManagedFields.none()))
        .then(
            done ->
                creates
                    .create(path, done.object(), request.query(), _ -> done.managed())
                    .map(it -> new Updated(it.written(), it.warnings())));
  }

  private Attempt<Candidate> merged(
      OfResource path, ApiRequest request, ObjectNode applied, Row<KubeObject> present) {
    GroupVersionKind kind = Creates.storedKind(path.resource());
    ObjectNode live = ObjectParts.tree(kind, present.fact(), 0);
    ManagedFields managed = ManagedFields.parse(ObjectParts.managedFields(present.fact()));
    return merge(path, request, applied, new Live(Optional.of(live), managed))
        .map(
            done -> {
              ObjectNode object = done.object().deepCopy();
              // A resourceVersion in an apply is a precondition, as in an update.
              JsonNode version = applied.path("metadata").path("resourceVersion");
              if (version.isString()) {
                object.withObject("/metadata").set("resourceVersion", version);
              }
              return new Candidate(object, new Ownership.Told(done.managed()), List.of());
            });
  }

  /** The object that an apply meets, and who owns what of it. */
  private record Live(Optional<ObjectNode> object, ManagedFields managed) {}

  private Attempt<ServerSideApply.Applied.Done> merge(
      OfResource path, ApiRequest request, ObjectNode applied, Live live) {
    TypeSchema type = Creates.type(Creates.storedKind(path.resource()));
    ServerSideApply.Applied outcome =
        ServerSideApply.apply(
            type,
            live.object(),
            live.managed(),
            applied,
            writer(path, request),
            request.query().flag("force"));
    return switch (outcome) {
      case ServerSideApply.Applied.Done done -> Attempt.of(done);
      case ServerSideApply.Applied.Refused(Status status) -> Attempt.refuse(status);
    };
  }
}
