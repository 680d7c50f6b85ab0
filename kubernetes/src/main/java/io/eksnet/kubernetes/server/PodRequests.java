package io.eksnet.kubernetes.server;

import io.eksnet.id.Context;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.Pod;
import io.eksnet.kubernetes.documents.KubeDocuments;
import io.eksnet.kubernetes.schema.GroupVersion;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.kubernetes.schema.Resources;
import io.eksnet.kubernetes.server.RequestPath.OfResource;
import io.eksnet.kubernetes.server.Writes.Manner;
import io.eksnet.kubernetes.server.Writes.Plan;
import io.eksnet.kubernetes.status.FieldError;
import io.eksnet.kubernetes.status.Status;
import io.eksnet.table.Change;
import io.eksnet.world.World;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is asked of a pod beside reading and writing it: bindings, evictions, and what only a
 * container could do.
 */
final class PodRequests {
  private static final GroupVersion CORE = new GroupVersion("", "v1");
  private static final GroupVersionKind BINDING = CORE.kind("Binding");
  private static final GroupVersionKind EVICTION =
      new GroupVersion("policy", "v1").kind("Eviction");
  private static final Resource PODS = Resources.at(CORE, "pods").orElseThrow();

  private final Bodies bodies;
  private final Writes writes;
  private final Deletes deletes;
  private final KubeDocuments documents;

  PodRequests(Bodies bodies, Writes writes, Deletes deletes, KubeDocuments documents) {
    this.bodies = bodies;
    this.writes = writes;
    this.deletes = deletes;
    this.documents = documents;
  }

  /** exec, attach, portforward, proxy: there is no container behind a pod. */
  static Optional<Status> impossible(String subresource, String pod) {
    return switch (subresource) {
      case "exec" -> Optional.of(Statuses.notAContainer("exec", pod));
      case "attach" -> Optional.of(Statuses.notAContainer("attach", pod));
      case "portforward" -> Optional.of(Statuses.notAContainer("port-forward", pod));
      default ->
          subresource.equals("proxy") || subresource.startsWith("proxy/")
              ? Optional.of(Statuses.notAContainer("proxying", pod))
              : Optional.empty();
    };
  }

  /** {@code POST pods/x/binding}. */
  ApiAnswer bind(OfResource path, ApiRequest request) {
    return bodies
        .read(request, BINDING)
        .then(body -> bind(path.namespace(), path.name().orElseThrow(), body.object(), request))
        .answer(it -> it);
  }

  /** {@code POST bindings}: the name of the binding is that of the pod. */
  ApiAnswer bindNamed(OfResource path, ApiRequest request) {
    return bodies
        .read(request, BINDING)
        .then(
            body -> {
              String pod = body.object().path("metadata").path("name").asString("");
              return bind(path.namespace(), pod, body.object(), request);
            })
        .answer(it -> it);
  }

  private Attempt<ApiAnswer> bind(
      String namespace, String name, ObjectNode binding, ApiRequest request) {
    JsonNode target = binding.path("target");
    String node = target.path("name").asString("");
    String kind = target.path("kind").asString("");
    if (!kind.isEmpty() && !kind.equals("Node")) {
      return Attempt.refuse(
          Status.invalid(
              BINDING,
              name,
              List.of(FieldError.notSupported("target.kind", kind, List.of("Node", "<empty>")))));
    }
    if (node.isEmpty()) {
      return Attempt.refuse(
          Status.invalid(BINDING, name, List.of(FieldError.required("target.name", ""))));
    }
    ObjectKey key = new ObjectKey(namespace, name);
    return request
        .query()
        .dryRun()
        .then(
            dryRun ->
                writes.change(
                    PODS,
                    key,
                    new Manner(dryRun, false),
                    (world, present, context) -> bound(world, present.fact(), node, context)))
        .map(_ -> ApiAnswer.json(201, success()));
  }

  private Attempt<Plan> bound(World world, KubeObject object, String node, Context context) {
    Optional<String> present = object.pod().map(Pod::spec).flatMap(it -> it.nodeName());
    if (present.isPresent()) {
      return Attempt.refuse(
          Status.conflict(
              PODS,
              object.meta().name(),
              "pod %s is already assigned to node \"%s\""
                  .formatted(object.meta().name(), present.get())));
    }
    List<Change<?, ?>> changes =
        documents.render(world, new KubeWrite.BindPod(object.key(), node), context);
    return Attempt.of(
        changes.stream()
            .filter(Change.Put.class::isInstance)
            .map(it -> (KubeObject) ((Change.Put<?, ?>) it).fact())
            .<Plan>map(Plan.Replace::new)
            .findFirst()
            .orElseGet(Plan.Keep::new));
  }

  /**
   * {@code POST pods/x/eviction}: there are no disruption budgets, so every eviction is a deletion.
   */
  ApiAnswer evict(OfResource path, ApiRequest request) {
    ObjectKey key = new ObjectKey(path.namespace(), path.name().orElseThrow());
    return bodies
        .read(request, EVICTION)
        .then(
            body ->
                Deletes.options(body.object().path("deleteOptions"), request.query())
                    .then(options -> deletes.delete(PODS, key, options)))
        .answer(_ -> ApiAnswer.json(201, success()));
  }

  private static byte[] success() {
    return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Success\",\"code\":201}"
        .getBytes(StandardCharsets.UTF_8);
  }
}
