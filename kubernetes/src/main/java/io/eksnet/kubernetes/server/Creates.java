package io.eksnet.kubernetes.server;

import io.eksnet.id.Context;
import io.eksnet.kube.Json;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.Namespace;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectMeta;
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
import io.eksnet.kubernetes.schema.Schema;
import io.eksnet.kubernetes.schema.TypeSchema;
import io.eksnet.kubernetes.server.RequestPath.OfResource;
import io.eksnet.kubernetes.server.Writes.Written;
import io.eksnet.kubernetes.status.FieldError;
import io.eksnet.kubernetes.status.Status;
import io.eksnet.world.Ledger;
import io.eksnet.world.World;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Creates objects. */
final class Creates {
  private final Ledger ledger;
  private final Bodies bodies;
  private final Writes writes;
  private final Presentation presentation;
  private final ServiceNetwork services;
  private final InstantSource clock;

  Creates(
      Ledger ledger,
      Bodies bodies,
      Writes writes,
      Presentation presentation,
      ServiceNetwork services,
      InstantSource clock) {
    this.ledger = ledger;
    this.bodies = bodies;
    this.writes = writes;
    this.presentation = presentation;
    this.services = services;
    this.clock = clock;
  }

  ApiAnswer post(OfResource path, ApiRequest request) {
    Resource resource = path.resource();
    if (!path.inOneNamespace()) {
      return ApiAnswer.of(Status.methodNotAllowed());
    }
    return Format.of(request.headers().accept())
        .then(
            format ->
                bodies
                    .read(request, resource.kind())
                    .then(
                        body ->
                            create(path, body.object(), request)
                                .map(
                                    created ->
                                        presentation
                                            .object(
                                                201,
                                                resource,
                                                created.written().row(),
                                                format,
                                                request.query())
                                            .warning(body.warnings())
                                            .warning(created.warnings()))))
        .answer(it -> it);
  }

  /** A finished create with the warnings of admission. */
  record Created(Written written, List<String> warnings) {}

  private Attempt<Created> create(OfResource path, ObjectNode sent, ApiRequest request) {
    ObjectNode document =
        Storage.isConvertedEvent(path.resource()) ? EventConversion.kept(sent) : sent;
    String manager = request.fieldManager();
    return create(
        path,
        document,
        request.query(),
        admitted ->
            ManagedFields.none()
                .updated(
                    type(storedKind(path.resource())),
                    Optional.empty(),
                    admitted,
                    new Writer(manager, path.resource().kind().apiVersion(), "", clock.instant())));
  }

  /**
   * Creates an object whose managed fields are told by a function of the admitted document: an
   * apply that meets no object comes here too.
   */
  Attempt<Created> create(
      OfResource path,
      ObjectNode document,
      Query query,
      Function<ObjectNode, ManagedFields> managedFields) {
    Resource resource = path.resource();
    ObjectNode metadata = document.withObject("/metadata");
    Optional<Status> wrong = place(path, metadata);
    if (wrong.isPresent()) {
      return Attempt.refuse(wrong.get());
    }
    SystemFields.clear(metadata);
    boolean unnamed = metadata.path("name").asString("").isEmpty();
    if (unnamed) {
      if (metadata.path("generateName").asString("").isEmpty()) {
        return Attempt.refuse(nameless(resource.kind()));
      }
      // Admission wants a whole name; the real one is made in the writer.
      metadata.put("name", metadata.path("generateName").asString() + "xxxxx");
    }
    return query
        .dryRun()
        .then(
            dryRun ->
                admitted(path, document)
                    .then(
                        accepted -> {
                          Draft draft = draft(path, accepted.object(), unnamed, managedFields);
                          return writes
                              .create(
                                  resource, dryRun, (world, context) -> make(draft, world, context))
                              .map(written -> new Created(written, accepted.warnings()));
                        }));
  }

  private Attempt<Admitted.Accepted> admitted(OfResource path, ObjectNode document) {
    Resource resource = path.resource();
    World world = ledger.durable();
    ObjectMeta meta = Metadata.read(document.path("metadata"));
    Optional<Status> unwelcome = unwelcome(world, resource, meta);
    if (unwelcome.isPresent()) {
      return Attempt.refuse(unwelcome.get());
    }
    GroupVersionKind kind = storedKind(resource);
    return surroundings(world, resource, document)
        .then(
            around ->
                switch (Admission.create(kind, document, around)) {
                  case Admitted.Accepted accepted -> Attempt.of(accepted);
                  case Admitted.Invalid(var errors) ->
                      Attempt.refuse(Status.invalid(kind, meta.name(), errors));
                  case Admitted.Forbidden(var why) ->
                      Attempt.refuse(Status.forbidden(resource, meta.name(), why));
                });
  }

  /** A pod runs as a service account that is there (the ServiceAccount plugin). */
  private Attempt<Surroundings> surroundings(World world, Resource resource, ObjectNode document) {
    if (!Storage.name(resource).equals(ResourceName.PODS)) {
      return Attempt.of(new Surroundings(Optional.empty(), services.ipFamily()));
    }
    String namespace = document.path("metadata").path("namespace").asString("");
    String name = Admission.serviceAccountOf(document);
    Optional<KubeObject> account =
        world.find(KubeObject.kind(ResourceName.SERVICE_ACCOUNTS), new ObjectKey(namespace, name));
    // A new namespace gets its default account a moment later; nobody should have to wait for it.
    if (account.isEmpty() && !name.equals("default")) {
      return Attempt.refuse(
          Status.forbidden(
              resource,
              document.path("metadata").path("name").asString(""),
              "error looking up service account %s/%s: serviceaccount \"%s\" not found"
                  .formatted(namespace, name, name)));
    }
    return Attempt.of(
        new Surroundings(account.map(it -> ObjectParts.tree(it.body())), services.ipFamily()));
  }

  /**
   * An admitted object that waits for its turn.
   *
   * @param parts with the metadata that the client sent
   * @param document only Services still need it: their addresses are allocated in the writer
   */
  private record Draft(
      OfResource path, KubeObject parts, ObjectNode document, boolean generateName) {}

  private static Draft draft(
      OfResource path,
      ObjectNode admitted,
      boolean generateName,
      Function<ObjectNode, ManagedFields> managedFields) {
    Json fields = ObjectParts.json(managedFields.apply(admitted).json());
    ObjectMeta meta = Metadata.read(admitted.path("metadata"));
    KubeObject parts = ObjectParts.of(Storage.name(path.resource()), meta, admitted, fields);
    return new Draft(path, parts, admitted, generateName);
  }

  private Attempt<KubeObject> make(Draft draft, World world, Context context) {
    Resource resource = draft.path().resource();
    ObjectMeta meta = SystemFields.fresh(draft.parts().meta(), context);
    ObjectMeta named =
        draft.generateName()
            ? renamed(meta, SystemFields.generatedName(meta.generateName(), context))
            : meta;
    Optional<Status> unwelcome = unwelcome(world, resource, named);
    if (unwelcome.isPresent()) {
      return Attempt.refuse(unwelcome.get());
    }
    KubeObject parts = draft.parts();
    if (!parts.resource().equals(ResourceName.SERVICES)) {
      return Attempt.of(ObjectParts.withMeta(parts, named));
    }
    return services
        .allocate(world, named.key(), draft.document().deepCopy(), context)
        .map(it -> ObjectParts.of(parts.resource(), named, it, parts.managedFields()));
  }

  private static ObjectMeta renamed(ObjectMeta meta, String name) {
    return new ObjectMeta(
        name,
        meta.namespace(),
        meta.uid(),
        meta.generateName(),
        meta.labels(),
        meta.annotations(),
        meta.creationTimestamp(),
        meta.generation(),
        meta.deletionTimestamp(),
        meta.deletionGracePeriodSeconds(),
        meta.finalizers(),
        meta.ownerReferences());
  }

  /**
   * Namespaces that are not there or going away take nothing new (the NamespaceLifecycle plugin).
   */
  private static Optional<Status> unwelcome(World world, Resource resource, ObjectMeta meta) {
    if (!resource.namespaced()) {
      return Optional.empty();
    }
    Optional<KubeObject> namespace =
        world.find(KubeObject.kind(ResourceName.NAMESPACES), ObjectKey.cluster(meta.namespace()));
    if (namespace.isEmpty()) {
      return Optional.of(Statuses.namespaceNotFound(meta.namespace()));
    }
    boolean terminating =
        namespace.get().fact().orElse(null) instanceof Namespace it && it.terminating();
    return terminating
        ? Optional.of(Statuses.terminating(resource, meta.name(), meta.namespace()))
        : Optional.empty();
  }

  private static Status nameless(GroupVersionKind kind) {
    return Status.invalid(
        kind,
        "",
        List.of(FieldError.required("metadata.name", "name or generateName is required")));
  }

  /** Fills in the namespace from the path, or tells what does not fit. */
  private static Optional<Status> place(OfResource path, ObjectNode metadata) {
    if (metadata.path("resourceVersion").asString("").length() > 1) {
      return Optional.of(
          new Status(
              500,
              "",
              "resourceVersion should not be set on objects to be created",
              Optional.empty()));
    }
    String namespace = metadata.path("namespace").asString("");
    if (path.resource().namespaced()) {
      if (!namespace.isEmpty() && !namespace.equals(path.namespace())) {
        return Optional.of(
            Status.badRequest(
                "the namespace of the provided object does not match the namespace sent on the"
                    + " request"));
      }
      metadata.put("namespace", path.namespace());
    }
    return Optional.empty();
  }

  /** The kind under which admission and managed fields know what is kept. */
  static GroupVersionKind storedKind(Resource resource) {
    return Storage.isConvertedEvent(resource)
        ? new GroupVersionKind("", "v1", "Event")
        : resource.kind();
  }

  static TypeSchema type(GroupVersionKind kind) {
    return Schema.shipped()
        .of(kind)
        .orElseThrow(() -> new IllegalStateException("served without a schema: " + kind));
  }
}
