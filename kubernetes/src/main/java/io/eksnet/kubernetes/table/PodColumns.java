package io.eksnet.kubernetes.table;

import static io.eksnet.kubernetes.table.Column.text;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Columns of pods. Source: kubernetes, pkg/printers/internalversion, printPod. */
final class PodColumns {
  private PodColumns() {}

  /** A pod with what its containers add up to. */
  private record PodRow(Item item, PodSummary summary) implements Row {
    @Override
    public String name() {
      return item.name();
    }

    @Override
    public String age() {
      return item.age();
    }
  }

  static final KindColumns<?> POD =
      new KindColumns<>(
          item -> new PodRow(item, PodSummary.of(item)),
          List.of(
              Column.ofName(),
              text(
                  "Ready",
                  "How many containers of the pod are ready.",
                  it -> it.summary.ready() + "/" + it.summary.containers()),
              text(
                  "Status",
                  "What the containers of the pod are doing, in one word.",
                  it -> it.summary.status()),
              text(
                  "Restarts",
                  "How often containers of the pod were restarted, and when last.",
                  PodColumns::restarts),
              Column.ofAge(),
              PodColumns.wide("IP", "Address of the pod.", PodColumns::address),
              PodColumns.wide(
                  "Node",
                  "Node to which the pod is bound.",
                  it -> Text.orNone(it.item.text("spec", "nodeName"))),
              PodColumns.wide(
                  "Nominated Node",
                  "Node where room is being made for the pod.",
                  it -> Text.orNone(it.item.text("status", "nominatedNodeName"))),
              PodColumns.wide(
                  "Readiness Gates",
                  "How many of the pod's further conditions for readiness are true.",
                  PodColumns::readinessGates)));

  private static Column<PodRow> wide(
      String name, String description, Function<PodRow, String> value) {
    return Column.text(name, description, value).wide();
  }

  private static String restarts(PodRow row) {
    PodSummary summary = row.summary;
    return summary.restarts() == 0 || summary.lastRestart().isEmpty()
        ? Long.toString(summary.restarts())
        : summary.restarts() + " (" + row.item.since(summary.lastRestart()) + " ago)";
  }

  private static String address(PodRow row) {
    String first = row.item.at("status", "podIPs").path(0).path("ip").asString("");
    return Text.orNone(first.isEmpty() ? row.item.text("status", "podIP") : first);
  }

  private static String readinessGates(PodRow row) {
    JsonNode gates = row.item.at("spec", "readinessGates");
    if (gates.isEmpty()) {
      return Text.NONE;
    }
    Set<String> met = new HashSet<>();
    for (JsonNode condition : row.item.at("status", "conditions")) {
      if (condition.path("status").asString("").equals("True")) {
        met.add(condition.path("type").asString(""));
      }
    }
    long open = Text.fields(gates, "conditionType").stream().filter(met::contains).count();
    return open + "/" + gates.size();
  }
}
