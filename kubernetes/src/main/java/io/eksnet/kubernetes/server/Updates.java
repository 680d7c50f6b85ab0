package io.eksnet.kubernetes.server;

import io.eksnet.id.Context;
import io.eksnet.kube.Json;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ResourceName;
import io.eksnet.kubernetes.admission.Admission;
import io.eksnet.kubernetes.admission.Admitted;
import io.eksnet.kubernetes.admission.Surroundings;
import io.eksnet.kubernetes.documents.Metadata;
import io.eksnet.kubernetes.documents.ObjectParts;
import io.eksnet.kubernetes.patch.ManagedFields;
import io.eksnet.kubernetes.patch.Writer;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.kubernetes.server.RequestPath.OfResource;
import io.eksnet.kubernetes.server.Writes.Manner;
import io.eksnet.kubernetes.server.Writes.Plan;
import io.eksnet.kubernetes.server.Writes.Written;
import io.eksnet.kubernetes.status.FieldError;
import io.eksnet.kubernetes.status.Status;
import io.eksnet.table.Table.Row;
import io.eksnet.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Replaces objects by others: the part of a write that puts and patches have in common. */
final class Updates {
  private final Writes writes;
  private final ServiceNetwork services;

  Updates(Writes writes, ServiceNetwork services) {
    this.writes = writes;
    this.services = services;
  }

  /**
   * What an object is to become.
   *
   * @param document decoded; may be changed by whoever gets it
   * @param owned who owns its fields afterwards
   * @param warnings of decoding
   */
  record Candidate(ObjectNode document, Ownership owned, List<String> warnings) {}

  /** Who owns the fields of an object after a write. */
  sealed interface Ownership {
    /** The writer owns what it changes; {@code base} is who owned what before. */
    record Changed(ArrayNode base, Writer writer) implements Ownership {}

    /** An apply has found out already. */
    record Told(ManagedFields fields) implements Ownership {}
  }

  /** Makes the candidate of an object that is there. */
  @FunctionalInterface
  interface Proposal {
    Attempt<Candidate> of(Row<KubeObject> present);
  }

  /** A finished update with all warnings. */
  record Updated(Written written, List<String> warnings) {}

  Attempt<Updated> update(OfResource path, Query query, Proposal proposal) {
    Resource resource = path.resource();
    ObjectKey key = new ObjectKey(path.namespace(), path.name().orElseThrow());
    boolean service = Storage.name(resource).equals(ResourceName.SERVICES);
    List<String> warnings = new ArrayList<>();
    return query
        .dryRun()
        .then(
            dryRun ->
                writes.change(
                    resource,
                    key,
                    new Manner(dryRun, service),
                    (world, present, context) -> {
                      warnings.clear();
                      return proposal
                          .of(present)
                          .then(
                              candidate -> {
                                warnings.addAll(candidate.warnings());
                                return plan(
                                    path,
                                    present,
                                    candidate,
                                    new Writing(world, context, warnings));
                              });
                    }))
        .map(written -> new Updated(written, List.copyOf(warnings)));
  }

  private record Writing(World world, Context context, List<String> warnings) {}

  private Attempt<Plan> plan(
      OfResource path, Row<KubeObject> present, Candidate candidate, Writing around) {
    KubeObject stored = present.fact();
    GroupVersionKind kind = Creates.storedKind(path.resource());
    ObjectNode document = candidate.document();
    ObjectNode metadata = document.withObject("/metadata");
    Optional<Status> wrong = identity(path, present, metadata);
    if (wrong.isPresent()) {
      return Attempt.refuse(wrong.get());
    }
    SystemFields.carryOver(metadata, stored);
    ObjectNode before = ObjectParts.tree(kind, stored, 0);
    String subresource = path.subresource().filter(it -> !it.equals("scale")).orElse("");
    Admitted admitted =
        subresource.isEmpty()
            ? Admission.update(
                kind, before, document, new Surroundings(Optional.empty(), services.ipFamily()))
            : Admission.updateSubresource(kind, subresource, before, document);
    return switch (admitted) {
      case Admitted.Invalid(var errors) ->
          Attempt.refuse(Status.invalid(kind, stored.meta().name(), errors));
      case Admitted.Forbidden(var why) ->
          Attempt.refuse(Status.forbidden(path.resource(), stored.meta().name(), why));
      case Admitted.Accepted(ObjectNode after, var more) -> {
        around.warnings().addAll(more);
        yield allocated(stored, after, around)
            .map(it -> replacement(stored, before, it, candidate.owned()));
      }
    };
  }

  private Attempt<ObjectNode> allocated(KubeObject stored, ObjectNode after, Writing around) {
    return stored.resource().equals(ResourceName.SERVICES)
        ? services.allocate(around.world(), stored.key(), after, around.context())
        : Attempt.of(after);
  }

  private static Plan replacement(
      KubeObject stored, ObjectNode before, ObjectNode after, Ownership owned) {
    boolean same = before.equals(after);
    ArrayNode fields =
        switch (owned) {
          case Ownership.Told(ManagedFields told) -> told.json();
          case Ownership.Changed(ArrayNode base, Writer _) when same -> base;
          case Ownership.Changed(ArrayNode base, Writer writer) ->
              ManagedFields.parse(base)
                  .updated(Creates.type(kindOf(after)), Optional.of(before), after, writer)
                  .json();
        };
    if (same && withoutTimes(fields).equals(withoutTimes(ObjectParts.managedFields(stored)))) {
      return new Plan.Keep();
    }
    Json managedFields = ObjectParts.json(fields);
    return new Plan.Replace(
        ObjectParts.of(
            stored.resource(), Metadata.read(after.path("metadata")), after, managedFields));
  }

  private static GroupVersionKind kindOf(ObjectNode document) {
    return GroupVersionKind.of(document)
        .orElseThrow(() -> new IllegalStateException("admission lost the kind of an object"));
  }

  private static ArrayNode withoutTimes(ArrayNode fields) {
    ArrayNode copy = fields.deepCopy();
    copy.forEach(it -> ((ObjectNode) it).remove("time"));
    return copy;
  }

  /**
   * Name, namespace, uid and resourceVersion, as far as the client gave them, must be the object's.
   */
  private static Optional<Status> identity(
      OfResource path, Row<KubeObject> present, JsonNode metadata) {
    KubeObject stored = present.fact();
    Resource resource = path.resource();
    String name = metadata.path("name").asString("");
    if (!name.isEmpty() && !name.equals(stored.meta().name())) {
      return Optional.of(
          Status.badRequest(
              "the name of the object (%s) does not match the name on the URL (%s)"
                  .formatted(name, stored.meta().name())));
    }
    String namespace = metadata.path("namespace").asString("");
    if (!namespace.isEmpty() && !namespace.equals(stored.meta().namespace())) {
      return Optional.of(
          Status.badRequest(
              "the namespace of the object (%s) does not match the namespace on the URL (%s)"
                  .formatted(namespace, stored.meta().namespace())));
    }
    ((ObjectNode) metadata).put("name", stored.meta().name());
    if (resource.namespaced()) {
      // Helm's updates say no namespace; the URL does.
      ((ObjectNode) metadata).put("namespace", stored.meta().namespace());
    }
    String uid = metadata.path("uid").asString("");
    if (!uid.isEmpty() && !uid.equals(stored.meta().uid())) {
      return Optional.of(
          Status.conflict(
              resource,
              stored.meta().name(),
              "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                  .formatted(uid, stored.meta().uid())));
    }
    String version = metadata.path("resourceVersion").asString("");
    if (version.isEmpty() && resource.kind().kind().equals("Lease")) {
      return Optional.of(
          Status.invalid(
              resource.kind(),
              stored.meta().name(),
              List.of(
                  FieldError.invalid(
                      "metadata.resourceVersion", 0, "must be specified for an update"))));
    }
    boolean current =
        version.isEmpty()
            || version.equals("0")
            || version.equals(Long.toString(present.revision()));
    return current
        ? Optional.empty()
        : Optional.of(Status.modified(resource, stored.meta().name()));
  }
}
