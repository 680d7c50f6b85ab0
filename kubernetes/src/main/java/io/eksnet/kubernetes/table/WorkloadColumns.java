package io.eksnet.kubernetes.table;

import static io.eksnet.kubernetes.table.Column.count;
import static io.eksnet.kubernetes.table.Column.integer;
import static io.eksnet.kubernetes.table.Column.text;

/** Columns of workloads. Source: kubernetes, pkg/printers/internalversion. */
final class WorkloadColumns {
  private static final Column<Item> CONTAINERS =
      Column.<Item>text(
              "Containers", "Names of the template's containers.", it -> containers(it, "name"))
          .wide();
  private static final Column<Item> IMAGES =
      Column.<Item>text(
              "Images", "Images of the template's containers.", it -> containers(it, "image"))
          .wide();
  private static final Column<Item> SELECTOR =
      Column.<Item>text(
              "Selector",
              "Which pods belong to it.",
              it -> SelectorText.of(it.at("spec", "selector")))
          .wide();

  private WorkloadColumns() {}

  static final KindColumns<?> DEPLOYMENT =
      KindColumns.of(
          Column.ofName(),
          text(
              "Ready",
              "Ready pods of those wanted.",
              it -> it.number("status", "readyReplicas") + "/" + desired(it)),
          count(
              "Up-to-date",
              "Pods of the present template.",
              it -> it.number("status", "updatedReplicas")),
          count(
              "Available",
              "Pods that have been ready for long enough.",
              it -> it.number("status", "availableReplicas")),
          Column.ofAge(),
          CONTAINERS,
          IMAGES,
          SELECTOR);

  static final KindColumns<?> REPLICA_SET =
      KindColumns.of(
          Column.ofName(),
          integer("Desired", "Pods wanted.", WorkloadColumns::desired),
          integer("Current", "Pods there are.", it -> it.number("status", "replicas")),
          integer("Ready", "Pods that are ready.", it -> it.number("status", "readyReplicas")),
          Column.ofAge(),
          CONTAINERS,
          IMAGES,
          SELECTOR);

  static final KindColumns<?> DAEMON_SET =
      KindColumns.of(
          Column.ofName(),
          daemons("Desired", "Nodes that should run the pod.", "desiredNumberScheduled"),
          daemons("Current", "Nodes that run the pod and should.", "currentNumberScheduled"),
          daemons("Ready", "Nodes whose pod is ready.", "numberReady"),
          daemons("Up-to-date", "Nodes with the present template.", "updatedNumberScheduled"),
          daemons("Available", "Nodes whose pod is available.", "numberAvailable"),
          text(
              "Node Selector",
              "Labels of the nodes that should run the pod.",
              it -> Text.labels(it.at("spec", "template", "spec", "nodeSelector"))),
          Column.ofAge(),
          CONTAINERS,
          IMAGES,
          SELECTOR);

  static final KindColumns<?> SCALE =
      KindColumns.of(
          Column.ofName(),
          integer("Desired", "Pods wanted.", it -> it.number("spec", "replicas")),
          integer("Available", "Pods there are.", it -> it.number("status", "replicas")),
          Column.ofAge());

  private static Column<Item> daemons(String name, String description, String field) {
    return integer(name, description, it -> it.number("status", field));
  }

  /** A count that is left out means 1. */
  private static long desired(Item workload) {
    return workload.at("spec", "replicas").asLong(1);
  }

  private static String containers(Item workload, String field) {
    return String.join(
        ",", Text.fields(workload.at("spec", "template", "spec", "containers"), field));
  }
}
