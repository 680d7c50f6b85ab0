package io.eksnet.kubernetes.server;

import io.eksnet.kube.KubeObject;
import io.eksnet.kubernetes.documents.ObjectParts;
import io.eksnet.kubernetes.patch.Writer;
import io.eksnet.kubernetes.server.RequestPath.OfResource;
import io.eksnet.kubernetes.server.Updates.Candidate;
import io.eksnet.kubernetes.server.Updates.Ownership;
import java.time.InstantSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** PUT of a whole object, or of a whole object's status. */
final class Puts {
  private final Bodies bodies;
  private final Updates updates;
  private final Presentation presentation;
  private final InstantSource clock;

  Puts(Bodies bodies, Updates updates, Presentation presentation, InstantSource clock) {
    this.bodies = bodies;
    this.updates = updates;
    this.presentation = presentation;
    this.clock = clock;
  }

  ApiAnswer put(OfResource path, ApiRequest request) {
    var writer =
        new Writer(
            request.fieldManager(),
            path.resource().kind().apiVersion(),
            path.subresource().orElse(""),
            clock.instant());
    return Format.of(request.headers().accept())
        .then(
            format ->
                bodies
                    .read(request, path.resource().kind())
                    .then(
                        body ->
                            updates.update(
                                path,
                                request.query(),
                                present ->
                                    Attempt.of(
                                        new Candidate(
                                            kept(path, body.object()),
                                            owners(body.object(), present.fact(), writer),
                                            body.warnings()))))
                    .map(
                        updated ->
                            presentation
                                .object(
                                    200,
                                    path.resource(),
                                    updated.written().row(),
                                    format,
                                    request.query())
                                .warning(updated.warnings())))
        .answer(it -> it);
  }

  private static ObjectNode kept(OfResource path, ObjectNode sent) {
    ObjectNode copy = sent.deepCopy();
    return Storage.isConvertedEvent(path.resource()) ? EventConversion.kept(copy) : copy;
  }

  /** A client that sends managedFields says who owned what before; an empty list forgets it all. */
  static Ownership owners(ObjectNode sent, KubeObject stored, Writer writer) {
    ArrayNode base =
        sent.path("metadata").path("managedFields") instanceof ArrayNode given
            ? given
            : ObjectParts.managedFields(stored);
    return new Ownership.Changed(base, writer);
  }
}
