package io.eksnet.kubernetes.table;

import static io.eksnet.kubernetes.table.Cells.textOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What {@code kubectl get nodes} says of a node. */
final class NodeTable {
  static final List<Column> COLUMNS =
      List.of(
          Column.text("Name", "Name must be unique in the cluster."),
          Column.text("Status", "The status of the node."),
          Column.text("Roles", "The roles of the node."),
          Column.text("Age", "How long ago it was created."),
          Column.text("Version", "Kubelet Version reported by the node."),
          Column.wideText("Internal-IP", "Its address inside of the VPC."),
          Column.wideText("External-IP", "Its public address."),
          Column.wideText("OS-Image", "Operating system that the node reports."),
          Column.wideText("Kernel-Version", "Kernel that the node reports."),
          Column.wideText("Container-Runtime", "Container runtime that the node reports."));

  private static final String ROLE_PREFIX = "node-role.kubernetes.io/";
  private static final String ROLE = "kubernetes.io/role";
  private static final String UNKNOWN = "<unknown>";

  private NodeTable() {}

  static void fill(Cells cells) {
    JsonNode node = cells.object();
    JsonNode info = node.at("/status/nodeInfo");
    cells
        .name()
        .text(status(node))
        .textOr(roles(node.at("/metadata/labels")), Cells.NONE)
        .age()
        .text(info, "kubeletVersion")
        .textOr(address(node, "InternalIP"), Cells.NONE)
        .textOr(address(node, "ExternalIP"), Cells.NONE)
        .textOr(textOf(info, "osImage"), UNKNOWN)
        .textOr(textOf(info, "kernelVersion"), UNKNOWN)
        .textOr(textOf(info, "containerRuntimeVersion"), UNKNOWN);
  }

  private static String status(JsonNode node) {
    List<String> status = new ArrayList<>();
    for (JsonNode condition : node.at("/status/conditions")) {
      if (textOf(condition, "type").equals("Ready")) {
        status.add(textOf(condition, "status").equals("True") ? "Ready" : "NotReady");
      }
    }
    if (status.isEmpty()) {
      status.add("Unknown");
    }
    if (node.at("/spec/unschedulable").asBoolean(false)) {
      status.add("SchedulingDisabled");
    }
    return String.join(",", status);
  }

  private static String roles(JsonNode labels) {
    TreeSet<String> roles = new TreeSet<>();
    for (Map.Entry<String, JsonNode> label : labels.properties()) {
      if (label.getKey().startsWith(ROLE_PREFIX)) {
        roles.add(label.getKey().substring(ROLE_PREFIX.length()));
      } else if (label.getKey().equals(ROLE)) {
        roles.add(label.getValue().asString(""));
      }
    }
    roles.remove("");
    return String.join(",", roles);
  }

  private static String address(JsonNode node, String type) {
    return node.at("/status/addresses")
        .valueStream()
        .filter(it -> textOf(it, "type").equals(type))
        .map(it -> textOf(it, "address"))
        .findFirst()
        .orElse("");
  }
}
