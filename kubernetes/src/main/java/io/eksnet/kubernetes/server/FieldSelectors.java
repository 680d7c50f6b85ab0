package io.eksnet.kubernetes.server;

import io.eksnet.kube.KubeObject;
import io.eksnet.kube.Namespace;
import io.eksnet.kube.Node;
import io.eksnet.kube.Pod;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.Service;
import io.eksnet.kubernetes.documents.ObjectParts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The fields by which objects can be selected, one row a kind; everything else is refused, as
 * Kubernetes does. Source: kubernetes, pkg/registry/ (the ToSelectableFields of each kind) and
 * pkg/apis/core/v1/conversion.go.
 */
final class FieldSelectors {
  private static final Map<String, Function<KubeObject, String>> EVERYWHERE =
      Map.of(
          "metadata.name", it -> it.meta().name(),
          "metadata.namespace", it -> it.meta().namespace());

  private static final Map<ResourceName, Map<String, Function<KubeObject, String>>> BY_KIND =
      Map.of(
          ResourceName.PODS,
          Map.of(
              "spec.nodeName", pod(it -> it.spec().nodeName().orElse("")),
              "spec.restartPolicy", pod(it -> it.spec().restartPolicy()),
              "spec.schedulerName", pod(it -> it.spec().schedulerName()),
              "spec.serviceAccountName", pod(it -> it.spec().serviceAccountName()),
              "spec.hostNetwork", pod(it -> Boolean.toString(it.spec().hostNetwork())),
              "status.phase", pod(it -> it.status().phase().text()),
              "status.podIP", pod(it -> it.status().podIp().map(Object::toString).orElse("")),
              "status.podIPs", pod(it -> it.status().podIp().map(Object::toString).orElse("")),
              "status.nominatedNodeName", status("nominatedNodeName")),
          ResourceName.SERVICES,
          Map.of("spec.clusterIP", body("spec", "clusterIP"), "spec.type", FieldSelectors::type),
          ResourceName.NODES,
          Map.of("spec.unschedulable", FieldSelectors::unschedulable),
          ResourceName.NAMESPACES,
          Map.of("status.phase", FieldSelectors::phase),
          ResourceName.SECRETS,
          Map.of("type", body("type")),
          ResourceName.REPLICA_SETS,
          Map.of("status.replicas", status("replicas")),
          ResourceName.EVENTS,
          events());

  private FieldSelectors() {}

  /** How to read a field of a kind; none for fields that cannot be selected by. */
  static Optional<Function<KubeObject, String>> of(ResourceName resource, String field) {
    Function<KubeObject, String> common = EVERYWHERE.get(field);
    return common != null
        ? Optional.of(common)
        : Optional.ofNullable(BY_KIND.getOrDefault(resource, Map.of()).get(field));
  }

  private static Map<String, Function<KubeObject, String>> events() {
    Map<String, Function<KubeObject, String>> fields = new HashMap<>();
    for (String name :
        new String[] {
          "kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath"
        }) {
      fields.put("involvedObject." + name, body("involvedObject", name));
      // The same fields under the names of events.k8s.io/v1.
      fields.put("regarding." + name, body("involvedObject", name));
    }
    fields.put("reason", body("reason"));
    fields.put("type", body("type"));
    fields.put("source", FieldSelectors::source);
    fields.put("reportingComponent", body("reportingComponent"));
    fields.put("reportingController", body("reportingComponent"));
    return fields;
  }

  private static String source(KubeObject event) {
    JsonNode body = ObjectParts.tree(event.body());
    String component = body.path("source").path("component").asString("");
    return component.isEmpty() ? body.path("reportingComponent").asString("") : component;
  }

  private static Function<KubeObject, String> pod(Function<Pod, String> field) {
    return object -> object.pod().map(field).orElse("");
  }

  private static String type(KubeObject object) {
    return object.fact().orElse(null) instanceof Service it ? it.spec().type().text() : "";
  }

  private static String unschedulable(KubeObject object) {
    return object.fact().orElse(null) instanceof Node it
        ? Boolean.toString(it.spec().unschedulable())
        : "";
  }

  private static String phase(KubeObject object) {
    boolean terminating = object.fact().orElse(null) instanceof Namespace it && it.terminating();
    return terminating ? "Terminating" : "Active";
  }

  private static Function<KubeObject, String> status(String name) {
    return object -> ObjectParts.tree(object.status()).path(name).asString("");
  }

  private static Function<KubeObject, String> body(String... path) {
    return object -> {
      JsonNode at = ObjectParts.tree(object.body());
      for (String step : path) {
        at = at.path(step);
      }
      return at.asString("");
    };
  }
}
