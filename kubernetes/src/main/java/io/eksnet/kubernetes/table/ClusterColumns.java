package io.eksnet.kubernetes.table;

import static io.eksnet.kubernetes.table.Column.count;
import static io.eksnet.kubernetes.table.Column.text;

import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Columns of nodes, namespaces and leases, and of the kinds that only hold data. Source:
 * kubernetes, pkg/printers/internalversion.
 */
final class ClusterColumns {
  private static final String ROLE_PREFIX = "node-role.kubernetes.io/";
  private static final String ROLE_LABEL = "kubernetes.io/role";

  private ClusterColumns() {}

  static final KindColumns<?> NODE =
      KindColumns.of(
          Column.ofName(),
          text("Status", "Whether the node is ready and takes pods.", ClusterColumns::nodeStatus),
          text("Roles", "Roles that the node's labels give it.", ClusterColumns::roles),
          Column.ofAge(),
          text("Version", "Version of the kubelet.", it -> info(it, "kubeletVersion")),
          wide("Internal-IP", "Address inside the network.", it -> address(it, "InternalIP")),
          wide("External-IP", "Public address.", it -> address(it, "ExternalIP")),
          wide("OS-Image", "Operating system.", it -> Text.orUnknown(info(it, "osImage"))),
          wide("Kernel-Version", "Kernel.", it -> Text.orUnknown(info(it, "kernelVersion"))),
          wide(
              "Container-Runtime",
              "Runtime and its version.",
              it -> Text.orUnknown(info(it, "containerRuntimeVersion"))));

  static final KindColumns<?> NAMESPACE =
      KindColumns.of(
          Column.ofName(),
          text("Status", "Active or Terminating.", it -> it.text("status", "phase")),
          Column.ofAge());

  static final KindColumns<?> LEASE =
      KindColumns.of(
          Column.ofName(),
          text("Holder", "Who holds the lease.", it -> it.text("spec", "holderIdentity")),
          Column.ofAge());

  static final KindColumns<?> CONFIG_MAP =
      KindColumns.of(
          Column.ofName(),
          count(
              "Data",
              "How many entries it has.",
              it -> it.at("data").size() + it.at("binaryData").size()),
          Column.ofAge());

  static final KindColumns<?> SECRET =
      KindColumns.of(
          Column.ofName(),
          text("Type", "What the data is for.", it -> it.text("type")),
          count("Data", "How many entries it has.", it -> it.at("data").size()),
          Column.ofAge());

  static final KindColumns<?> SERVICE_ACCOUNT =
      KindColumns.of(
          Column.ofName(),
          count("Secrets", "How many secrets it names.", it -> it.at("secrets").size()),
          Column.ofAge());

  /** A kind without columns of its own. */
  static final KindColumns<?> PLAIN = KindColumns.of(Column.ofName(), Column.ofAge());

  /** A kind that Kubernetes' printers do not know: its table names the time of creation. */
  static final KindColumns<?> CREATED =
      KindColumns.of(
          Column.ofName(),
          Column.<Item>text(
                  "Created At",
                  "When the object was created.",
                  it -> it.text("metadata", "creationTimestamp"))
              .withType("date"));

  private static Column<Item> wide(String name, String description, Function<Item, String> value) {
    return Column.text(name, description, value).wide();
  }

  private static String nodeStatus(Item node) {
    String ready = "Unknown";
    for (JsonNode condition : node.at("status", "conditions")) {
      if (condition.path("type").asString("").equals("Ready")) {
        ready = condition.path("status").asString("").equals("True") ? "Ready" : "NotReady";
      }
    }
    boolean cordoned = node.at("spec", "unschedulable").asBoolean(false);
    return cordoned ? ready + ",SchedulingDisabled" : ready;
  }

  private static String roles(Item node) {
    TreeSet<String> roles = new TreeSet<>();
    node.at("metadata", "labels")
        .properties()
        .forEach(
            label -> {
              if (label.getKey().startsWith(ROLE_PREFIX)) {
                roles.add(label.getKey().substring(ROLE_PREFIX.length()));
              } else if (label.getKey().equals(ROLE_LABEL)) {
                roles.add(label.getValue().asString(""));
              }
            });
    roles.remove("");
    return Text.orNone(String.join(",", roles));
  }

  private static String address(Item node, String type) {
    for (JsonNode address : node.at("status", "addresses")) {
      if (address.path("type").asString("").equals(type)) {
        return address.path("address").asString("");
      }
    }
    return Text.NONE;
  }

  private static String info(Item node, String field) {
    return node.text("status", "nodeInfo", field);
  }
}
