package io.eksnet.kubernetes.server;

import io.eksnet.kube.Deployment;
import io.eksnet.kube.KubeFact;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ReplicaSet;
import io.eksnet.kubernetes.documents.ObjectParts;
import io.eksnet.kubernetes.documents.Times;
import io.eksnet.kubernetes.patch.Writer;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.server.RequestPath.OfResource;
import io.eksnet.kubernetes.server.Updates.Candidate;
import io.eksnet.kubernetes.server.Updates.Ownership;
import io.eksnet.kubernetes.status.FieldError;
import io.eksnet.kubernetes.status.Status;
import io.eksnet.table.Table.Row;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The {@code scale} subresource: {@code autoscaling/v1 Scale}. */
final class Scales {
  static final GroupVersionKind SCALE = new GroupVersionKind("autoscaling", "v1", "Scale");

  private final Bodies bodies;
  private final Reads reads;
  private final Updates updates;
  private final Presentation presentation;
  private final InstantSource clock;

  Scales(
      Bodies bodies, Reads reads, Updates updates, Presentation presentation, InstantSource clock) {
    this.bodies = bodies;
    this.reads = reads;
    this.updates = updates;
    this.presentation = presentation;
    this.clock = clock;
  }

  ApiAnswer get(OfResource path, ApiRequest request) {
    ObjectKey key = new ObjectKey(path.namespace(), path.name().orElseThrow());
    return reads.row(path.resource(), key).answer(row -> answer(row, request));
  }

  ApiAnswer put(OfResource path, ApiRequest request) {
    return bodies
        .read(request, SCALE)
        .then(
            body ->
                updates.update(
                    path,
                    request.query(),
                    present -> scaled(path, request, present, body.object())))
        .answer(updated -> answer(updated.written().row(), request));
  }

  ApiAnswer patch(OfResource path, ApiRequest request) {
    return Patches.parse(request.body())
        .then(
            patch ->
                updates.update(
                    path,
                    request.query(),
                    present ->
                        Patches.applied(request.headers().mediaType(), SCALE, scale(present), patch)
                            .then(tree -> bodies.tree(tree, SCALE, request.query()))
                            .then(body -> scaled(path, request, present, body.object()))))
        .answer(updated -> answer(updated.written().row(), request));
  }

  private Attempt<Candidate> scaled(
      OfResource path, ApiRequest request, Row<KubeObject> present, ObjectNode scale) {
    int replicas = scale.path("spec").path("replicas").asInt(0);
    String name = present.fact().meta().name();
    if (replicas < 0) {
      return Attempt.refuse(
          Status.invalid(
              SCALE,
              name,
              List.of(
                  FieldError.invalid(
                      "spec.replicas", replicas, "must be greater than or equal to 0"))));
    }
    ObjectNode document =
        ObjectParts.tree(path.resource().kind(), present.fact(), present.revision());
    document.withObject("/spec").put("replicas", replicas);
    JsonNode version = scale.path("metadata").path("resourceVersion");
    if (version.isString()) {
      document.withObject("/metadata").set("resourceVersion", version);
    }
    var writer =
        new Writer(
            request.fieldManager(), path.resource().kind().apiVersion(), "scale", clock.instant());
    return Attempt.of(
        new Candidate(
            document,
            new Ownership.Changed(ObjectParts.managedFields(present.fact()), writer),
            List.of()));
  }

  private ApiAnswer answer(Row<KubeObject> row, ApiRequest request) {
    return presentation.document(200, scale(row), Format.JSON, request.query());
  }

  private static ObjectNode scale(Row<KubeObject> row) {
    KubeObject object = row.fact();
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("kind", SCALE.kind()).put("apiVersion", SCALE.apiVersion());
    ObjectNode metadata = out.putObject("metadata");
    metadata.put("name", object.meta().name()).put("namespace", object.meta().namespace());
    metadata.put("uid", object.meta().uid());
    metadata.put("resourceVersion", Long.toString(row.revision()));
    metadata.put("creationTimestamp", Times.seconds(object.meta().creationTimestamp()));
    Size size = size(object);
    ObjectNode spec = out.putObject("spec");
    if (size.wanted() != 0) {
      spec.put("replicas", size.wanted());
    }
    out.putObject("status")
        .put("replicas", size.present())
        .put("selector", size.selector().toString());
    return out;
  }

  private record Size(int wanted, int present, LabelSelector selector) {}

  private static Size size(KubeObject object) {
    KubeFact fact = object.fact().orElseThrow();
    if (fact instanceof Deployment it) {
      return new Size(it.spec().replicas(), it.status().replicas(), it.spec().selector());
    }
    if (fact instanceof ReplicaSet it) {
      return new Size(it.spec().replicas(), it.status().replicas(), it.spec().selector());
    }
    throw new IllegalStateException("served with a scale, but has none: " + object.ref());
  }
}
