package io.eksnet.kubernetes.table;

import io.eksnet.kubernetes.schema.GroupVersionKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Renders objects of one kind as a Table. */
public final class Tables {
  private static final String META_VERSION = "meta.k8s.io/v1";

  /** A kind in all its versions. */
  private record GroupKind(String group, String kind) {}

  private static final Map<GroupKind, KindColumns<?>> COLUMNS =
      Map.ofEntries(
          row("", "ConfigMap", ClusterColumns.CONFIG_MAP),
          row("", "Endpoints", NetworkColumns.ENDPOINTS),
          row("", "Event", EventColumns.EVENT),
          row("", "LimitRange", ClusterColumns.CREATED),
          row("", "Namespace", ClusterColumns.NAMESPACE),
          row("", "Node", ClusterColumns.NODE),
          row("", "Pod", PodColumns.POD),
          row("", "Secret", ClusterColumns.SECRET),
          row("", "Service", NetworkColumns.SERVICE),
          row("", "ServiceAccount", ClusterColumns.SERVICE_ACCOUNT),
          row("apiextensions.k8s.io", "CustomResourceDefinition", ClusterColumns.CREATED),
          row("apps", "DaemonSet", WorkloadColumns.DAEMON_SET),
          row("apps", "Deployment", WorkloadColumns.DEPLOYMENT),
          row("apps", "ReplicaSet", WorkloadColumns.REPLICA_SET),
          row("autoscaling", "Scale", WorkloadColumns.SCALE),
          row("coordination.k8s.io", "Lease", ClusterColumns.LEASE),
          row("discovery.k8s.io", "EndpointSlice", NetworkColumns.ENDPOINT_SLICE),
          row("events.k8s.io", "Event", EventColumns.EVENT),
          row("networking.k8s.io", "NetworkPolicy", NetworkColumns.NETWORK_POLICY),
          row("rbac.authorization.k8s.io", "ClusterRole", ClusterColumns.CREATED),
          row("rbac.authorization.k8s.io", "Role", ClusterColumns.CREATED));

  private Tables() {}

  /** What each row carries beside its cells: the {@code includeObject} parameter. */
  public enum IncludeObject {
    NONE,
    METADATA,
    OBJECT
  }

  /**
   * A Table. It shares the nodes of the objects, so neither may be changed afterwards.
   *
   * @param kind of the objects; a kind without a row gets Name and Age
   * @param objects whole objects
   * @param listMetadata {@code resourceVersion}, {@code continue}, {@code remainingItemCount} of
   *     the list; for a single object or a watch event its resourceVersion
   * @param include what rows carry
   * @param columns false for the later events of a watch, which carry null instead
   * @param now from which ages are counted
   */
  public static ObjectNode table(
      GroupVersionKind kind,
      List<? extends JsonNode> objects,
      ObjectNode listMetadata,
      IncludeObject include,
      boolean columns,
      Instant now) {
    KindColumns<?> ofKind =
        COLUMNS.getOrDefault(new GroupKind(kind.group(), kind.kind()), ClusterColumns.PLAIN);
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("kind", "Table").put("apiVersion", META_VERSION).set("metadata", listMetadata);
    if (columns) {
      out.set("columnDefinitions", ofKind.definitions());
    } else {
      out.putNull("columnDefinitions");
    }
    ArrayNode rows = out.putArray("rows");
    for (JsonNode object : objects) {
      ObjectNode row = rows.addObject();
      row.set("cells", ofKind.cells(new Item(object, now)));
      if (kind.group().isEmpty() && kind.kind().equals("Pod")) {
        putCompletion(row, object);
      }
      row.set("object", included(object, include));
    }
    return out;
  }

  /** Tells clients that a pod has ended for good, as Kubernetes does. */
  private static void putCompletion(ObjectNode row, JsonNode pod) {
    String phase = pod.path("status").path("phase").asString("");
    if (phase.equals("Succeeded") || phase.equals("Failed")) {
      String message =
          phase.equals("Failed") ? "The pod failed." : "The pod has completed successfully.";
      row.putArray("conditions")
          .addObject()
          .put("type", "Completed")
          .put("status", "True")
          .put("reason", phase)
          .put("message", message);
    }
  }

  private static JsonNode included(JsonNode object, IncludeObject include) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (include) {
      case NONE -> nodes.nullNode();
      case OBJECT -> object;
      case METADATA -> {
        ObjectNode partial = nodes.objectNode();
        partial.put("kind", "PartialObjectMetadata").put("apiVersion", META_VERSION);
        yield partial.set("metadata", object.path("metadata"));
      }
    };
  }

  private static Map.Entry<GroupKind, KindColumns<?>> row(
      String group, String kind, KindColumns<?> columns) {
    return Map.entry(new GroupKind(group, kind), columns);
  }
}
