package io.eksnet.kubernetes.server;

import io.eksnet.kube.KubeObject;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ResourceName;
import io.eksnet.kubernetes.documents.Deletion;
import io.eksnet.kubernetes.documents.Deletion.Propagation;
import io.eksnet.kubernetes.protobuf.ProtobufDocument;
import io.eksnet.kubernetes.protobuf.ProtobufDocuments;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.kubernetes.server.Presentation.ListMetadata;
import io.eksnet.kubernetes.server.RequestPath.OfResource;
import io.eksnet.kubernetes.server.Writes.Effect;
import io.eksnet.kubernetes.server.Writes.Manner;
import io.eksnet.kubernetes.server.Writes.Plan;
import io.eksnet.kubernetes.server.Writes.Written;
import io.eksnet.kubernetes.status.Status;
import io.eksnet.table.Table.Row;
import io.eksnet.world.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Delete and deletecollection. */
final class Deletes {
  /**
   * The kinds whose DELETE answers the object; for others a Status. The official Java client
   * checks.
   */
  private static final Set<ResourceName> ANSWERED_WITH_THE_OBJECT =
      Set.of(ResourceName.PODS, ResourceName.SERVICES, ResourceName.SERVICE_ACCOUNTS);

  private static final Set<String> IMMORTAL_NAMESPACES =
      Set.of("default", "kube-system", "kube-public");

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final Ledger ledger;
  private final Writes writes;
  private final Presentation presentation;
  private final ProtobufDocuments protobuf = ProtobufDocuments.load();

  Deletes(Ledger ledger, Writes writes, Presentation presentation) {
    this.ledger = ledger;
    this.writes = writes;
    this.presentation = presentation;
  }

  /**
   * DeleteOptions, from the body or the URL.
   *
   * @param uid that the object must have; empty when any
   * @param resourceVersion that the object must have; empty when any
   * @param waits whether the client asked, in the old way, to wait for dependents
   */
  record Options(
      Optional<Long> gracePeriodSeconds,
      Propagation propagation,
      String uid,
      String resourceVersion,
      boolean dryRun,
      boolean waits) {}

  ApiAnswer delete(OfResource path, ApiRequest request) {
    Resource resource = path.resource();
    ObjectKey key = new ObjectKey(path.namespace(), path.name().orElseThrow());
    return options(request)
        .then(
            options ->
                delete(resource, key, options)
                    .map(written -> answer(resource, written, options, request)))
        .answer(it -> it);
  }

  Attempt<Written> delete(Resource resource, ObjectKey key, Options options) {
    if (resource.kind().kind().equals("Namespace") && IMMORTAL_NAMESPACES.contains(key.name())) {
      return Attempt.refuse(
          Status.forbidden(resource, key.name(), "this namespace may not be deleted"));
    }
    return writes.change(
        resource,
        key,
        new Manner(options.dryRun(), false),
        (_, present, context) ->
            precondition(resource, present, options)
                .map(row -> plan(row.fact(), options, context.now())));
  }

  private static Plan plan(KubeObject object, Options options, Instant now) {
    var request = new Deletion.Request(options.gracePeriodSeconds(), options.propagation(), now);
    return switch (Deletion.of(object, request)) {
      case Deletion.Gone(KubeObject last) -> new Plan.Remove(last);
      case Deletion.Marked(KubeObject marked) -> new Plan.Replace(marked);
      case Deletion.Pending _ -> new Plan.Keep();
    };
  }

  private static Attempt<Row<KubeObject>> precondition(
      Resource resource, Row<KubeObject> present, Options options) {
    String uid = present.fact().meta().uid();
    String name = present.fact().meta().name();
    if (!options.uid().isEmpty() && !options.uid().equals(uid)) {
      return Attempt.refuse(
          Status.conflict(
              resource,
              name,
              "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                  .formatted(options.uid(), uid)));
    }
    String version = Long.toString(present.revision());
    if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals(version)) {
      return Attempt.refuse(
          Status.conflict(
              resource,
              name,
              "Precondition failed: ResourceVersion in precondition: %s, ResourceVersion in object meta: %s"
                  .formatted(options.resourceVersion(), version)));
    }
    return Attempt.of(present);
  }

  private ApiAnswer answer(
      Resource resource, Written written, Options options, ApiRequest request) {
    KubeObject last = written.row().fact();
    boolean gone = written.effect() == Effect.REMOVED;
    if (gone && !ANSWERED_WITH_THE_OBJECT.contains(Storage.name(resource))) {
      return ApiAnswer.of(Status.success(resource, last.meta().name(), last.meta().uid()));
    }
    int code = !gone && options.waits() ? 202 : 200;
    return presentation.object(code, resource, written.row(), Format.JSON, request.query());
  }

  ApiAnswer deleteCollection(OfResource path, ApiRequest request) {
    Resource resource = path.resource();
    return options(request)
        .then(
            options ->
                Selection.of(Storage.name(resource), path.namespace(), request.query())
                    .then(selection -> deleteAll(resource, selection, options)))
        .map(
            rows ->
                presentation.list(
                    resource,
                    rows,
                    new ListMetadata(ledger.durable().revision(), "", -1),
                    Format.JSON,
                    request.query()))
        .answer(it -> it);
  }

  private Attempt<List<Row<KubeObject>>> deleteAll(
      Resource resource, Selection selection, Options options) {
    List<ObjectKey> keys =
        Storage.table(ledger.durable(), resource).stream()
            .filter(selection::matches)
            .map(KubeObject::key)
            .toList();
    List<Row<KubeObject>> deleted = new ArrayList<>();
    for (ObjectKey key : keys) {
      switch (delete(resource, key, options)) {
        case Attempt.Passed<Written>(Written written) -> deleted.add(written.row());
        case Attempt.Refused<Written>(Status status) -> {
          // Somebody else was quicker.
          if (status.code() != 404) {
            return Attempt.refuse(status);
          }
        }
      }
    }
    return Attempt.of(deleted);
  }

  /** The options of a DELETE, or of an eviction's {@code deleteOptions}. */
  private Attempt<Options> options(ApiRequest request) {
    return body(request).then(body -> options(body, request.query()));
  }

  private Attempt<JsonNode> body(ApiRequest request) {
    if (request.body().length == 0) {
      return Attempt.of(JsonNodeFactory.instance.objectNode());
    }
    if (request.headers().mediaType().equals(ProtobufDocuments.MEDIA_TYPE)) {
      return switch (protobuf.read(request.body())) {
        case ProtobufDocument.Document(var json) -> Attempt.of(json);
        case ProtobufDocument.Malformed(String reason) -> Attempt.refuse(Status.badRequest(reason));
      };
    }
    try {
      return Attempt.of(MAPPER.readTree(request.body()));
    } catch (JacksonException e) {
      return Attempt.refuse(
          Status.badRequest("couldn't read DeleteOptions: " + e.getOriginalMessage()));
    }
  }

  static Attempt<Options> options(JsonNode body, Query query) {
    return query
        .number("gracePeriodSeconds")
        .then(
            grace ->
                query
                    .dryRun()
                    .then(
                        dryRun ->
                            propagation(body, query)
                                .map(
                                    propagation ->
                                        new Options(
                                            grace.or(() -> number(body, "gracePeriodSeconds")),
                                            propagation,
                                            body.path("preconditions").path("uid").asString(""),
                                            body.path("preconditions")
                                                .path("resourceVersion")
                                                .asString(""),
                                            dryRun || !body.path("dryRun").isEmpty(),
                                            body.path("orphanDependents").isBoolean()
                                                && !body.path("orphanDependents").asBoolean()))));
  }

  private static Optional<Long> number(JsonNode body, String name) {
    return Optional.of(body.path(name)).filter(JsonNode::isNumber).map(JsonNode::asLong);
  }

  private static Attempt<Propagation> propagation(JsonNode body, Query query) {
    String inBody = body.path("propagationPolicy").asString("");
    String text = inBody.isEmpty() ? query.text("propagationPolicy") : inBody;
    boolean orphan =
        body.path("orphanDependents").asBoolean(false) || query.flag("orphanDependents");
    return switch (text) {
      case "" -> Attempt.of(orphan ? Propagation.ORPHAN : Propagation.BACKGROUND);
      case "Background" -> Attempt.of(Propagation.BACKGROUND);
      case "Foreground" -> Attempt.of(Propagation.FOREGROUND);
      case "Orphan" -> Attempt.of(Propagation.ORPHAN);
      default ->
          Attempt.refuse(
              Status.badRequest(
                  ("DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value:"
                          + " \"%s\": supported values: \"Foreground\", \"Background\", \"Orphan\","
                          + " \"nil\"")
                      .formatted(text)));
    };
  }
}
