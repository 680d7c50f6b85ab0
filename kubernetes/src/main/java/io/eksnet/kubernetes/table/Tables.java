package io.eksnet.kubernetes.table;

import static io.eksnet.kubernetes.table.Cells.textOf;

import io.eksnet.kubernetes.schema.GroupVersionKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Renders objects of one kind as a Table, with the columns and cells of Kubernetes' own printers
 * (pkg/printers/internalversion). A new kind is a row of {@link #ROWS}.
 */
public final class Tables {
  private static final Column NAME = Column.text("Name", "Name must be unique within a namespace.");
  private static final Column AGE = Column.text("Age", "How long ago it was created.");
  private static final Column CONTAINERS =
      Column.wideText("Containers", "Names of each container in the template.");
  private static final Column IMAGES =
      Column.wideText("Images", "Images referenced by each container in the template.");
  private static final Column SELECTOR = Column.wideText("Selector", "Which pods belong to it.");

  /** The columns of a kind, and what fills in the cells of one object. */
  private record KindTable(List<Column> columns, Consumer<Cells> fill) {}

  private static final KindTable OTHER =
      new KindTable(List.of(NAME, AGE), cells -> cells.name().age());

  private static final Map<GroupVersionKind, KindTable> ROWS =
      Map.ofEntries(
          row("", "Pod", PodTable.COLUMNS, PodTable::fill),
          row("", "Service", ServiceTable.SERVICE, ServiceTable::service),
          row("", "Endpoints", ServiceTable.ENDPOINTS, ServiceTable::endpoints),
          row("discovery.k8s.io", "EndpointSlice", ServiceTable.SLICE, ServiceTable::slice),
          row("", "Node", NodeTable.COLUMNS, NodeTable::fill),
          row("", "Event", EventTable.COLUMNS, EventTable::fill),
          row("events.k8s.io", "Event", EventTable.COLUMNS, EventTable::fill),
          row(
              "",
              "Namespace",
              List.of(NAME, Column.text("Status", "The status of the namespace."), AGE),
              it -> it.name().text(it.object().path("status"), "phase").age()),
          row(
              "",
              "ConfigMap",
              List.of(NAME, Column.number("Data", "How many entries it has."), AGE),
              it ->
                  it.name()
                      .number(
                          (long) it.object().path("data").size()
                              + it.object().path("binaryData").size())
                      .age()),
          row(
              "",
              "Secret",
              List.of(
                  NAME,
                  Column.text("Type", "What it is used for."),
                  Column.number("Data", "How many entries it has."),
                  AGE),
              it ->
                  it.name()
                      .text(it.object(), "type")
                      .number(it.object().path("data").size())
                      .age()),
          row(
              "",
              "ServiceAccount",
              List.of(NAME, Column.number("Secrets", "How many secrets it lists."), AGE),
              it -> it.name().number(it.object().path("secrets").size()).age()),
          row(
              "apps",
              "Deployment",
              List.of(
                  NAME,
                  Column.text("Ready", "Number of the pod with ready state"),
                  Column.number("Up-to-date", "Pods that have the desired template."),
                  Column.number("Available", "Pods that have been ready for minReadySeconds."),
                  AGE,
                  CONTAINERS,
                  IMAGES,
                  SELECTOR),
              it ->
                  it.name()
                      .text(
                          it.object().at("/status/readyReplicas").asLong(0)
                              + "/"
                              + it.object().at("/spec/replicas").asLong(0))
                      .number("/status/updatedReplicas")
                      .number("/status/availableReplicas")
                      .age()
                      .workload()),
          row(
              "apps",
              "ReplicaSet",
              List.of(
                  NAME,
                  Column.number("Desired", "Pods that there should be."),
                  Column.number("Current", "Pods that there are."),
                  Column.number("Ready", "Pods that are ready."),
                  AGE,
                  CONTAINERS,
                  IMAGES,
                  SELECTOR),
              it ->
                  it.name()
                      .number("/spec/replicas")
                      .number("/status/replicas")
                      .number("/status/readyReplicas")
                      .age()
                      .workload()),
          row(
              "apps",
              "DaemonSet",
              List.of(
                  NAME,
                  Column.number("Desired", "Nodes that should run its pod."),
                  Column.number("Current", "Nodes that run its pod."),
                  Column.number("Ready", "Nodes where its pod is ready."),
                  Column.number("Up-to-date", "Nodes whose pod has the desired template."),
                  Column.number("Available", "Nodes where its pod is available."),
                  Column.text("Node Selector", "Labels of the nodes that should run its pod."),
                  AGE,
                  CONTAINERS,
                  IMAGES,
                  SELECTOR),
              it ->
                  it.name()
                      .number("/status/desiredNumberScheduled")
                      .number("/status/currentNumberScheduled")
                      .number("/status/numberReady")
                      .number("/status/updatedNumberScheduled")
                      .number("/status/numberAvailable")
                      .text(Cells.labels(it.object().at("/spec/template/spec/nodeSelector")))
                      .age()
                      .workload()),
          row(
              "networking.k8s.io",
              "NetworkPolicy",
              List.of(NAME, Column.text("Pod-Selector", "Which pods it applies to."), AGE),
              it -> it.name().text(Cells.selector(it.object().at("/spec/podSelector"))).age()),
          row(
              "coordination.k8s.io",
              "Lease",
              List.of(NAME, Column.text("Holder", "Who holds it."), AGE),
              it -> it.name().text(it.object().path("spec"), "holderIdentity").age()));

  private Tables() {}

  private static Map.Entry<GroupVersionKind, KindTable> row(
      String group, String kind, List<Column> columns, Consumer<Cells> fill) {
    return Map.entry(new GroupVersionKind(group, "v1", kind), new KindTable(columns, fill));
  }

  /** What each row carries beside its cells: the {@code includeObject} parameter. */
  public enum IncludeObject {
    NONE,
    METADATA,
    OBJECT
  }

  /**
   * A Table.
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
    KindTable table = ROWS.getOrDefault(kind, OTHER);
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
    out.set("metadata", listMetadata);
    if (columns) {
      ArrayNode definitions = out.putArray("columnDefinitions");
      table.columns().forEach(it -> it.render(definitions.addObject()));
    } else {
      out.putNull("columnDefinitions");
    }
    ArrayNode rows = out.putArray("rows");
    for (JsonNode object : objects) {
      ObjectNode row = rows.addObject();
      table.fill().accept(new Cells(row.putArray("cells"), object, now));
      if (kind.kind().equals("Pod")) {
        finished(object, row);
      }
      switch (include) {
        case NONE -> {}
        case METADATA -> row.set("object", metadataOf(object));
        case OBJECT -> row.set("object", object);
      }
    }
    return out;
  }

  private static ObjectNode metadataOf(JsonNode object) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
    out.set("metadata", object.path("metadata"));
    return out;
  }

  /** Rows of pods that will not run again say so, so that clients may leave them out. */
  private static void finished(JsonNode pod, ObjectNode row) {
    String phase = textOf(pod.path("status"), "phase");
    boolean succeeded = phase.equals("Succeeded");
    if (succeeded || phase.equals("Failed")) {
      row.putArray("conditions")
          .addObject()
          .put("type", "Completed")
          .put("status", "True")
          .put("reason", phase)
          .put("message", succeeded ? "The pod has completed successfully." : "The pod failed.");
    }
  }
}
