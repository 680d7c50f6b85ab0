package io.eksnet.kubernetes.table;

import static io.eksnet.kubernetes.table.Cells.textOf;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What {@code kubectl get pods} says of a pod (printers.go, printPod). */
final class PodTable {
  static final List<Column> COLUMNS =
      List.of(
          Column.text("Name", "Name must be unique within a namespace."),
          Column.text("Ready", "The aggregate readiness state of this pod for accepting traffic."),
          Column.text("Status", "The aggregate status of the containers in this pod."),
          Column.text(
              "Restarts",
              "The number of times the containers in this pod have been restarted and when the"
                  + " last container in this pod has restarted."),
          Column.text("Age", "How long ago it was created."),
          Column.wideText("IP", "The first address of the pod."),
          Column.wideText("Node", "The node that it runs on."),
          Column.wideText(
              "Nominated Node", "The node that it waits for while others are preempted there."),
          Column.wideText("Readiness Gates", "How many of its readiness gates are open."));

  private final JsonNode pod;
  private final JsonNode status;
  private final Set<String> sidecars = new HashSet<>();

  private int ready;
  private long restarts;
  private String lastRestart = "";
  private String reason;

  private PodTable(JsonNode pod) {
    this.pod = pod;
    this.status = pod.path("status");
    this.reason = textOf(status, "phase");
  }

  static void fill(Cells cells) {
    new PodTable(cells.object()).fillIn(cells);
  }

  private void fillIn(Cells cells) {
    JsonNode spec = pod.path("spec");
    for (JsonNode container : spec.path("initContainers")) {
      if (textOf(container, "restartPolicy").equals("Always")) {
        sidecars.add(textOf(container, "name"));
      }
    }
    summarize();
    String restarted =
        restarts == 0 || lastRestart.isEmpty()
            ? String.valueOf(restarts)
            : restarts + " (" + cells.ago(lastRestart) + " ago)";
    cells
        .name()
        .text(ready + "/" + (spec.path("containers").size() + sidecars.size()))
        .text(reason)
        .text(restarted)
        .age()
        .textOr(address(), Cells.NONE)
        .textOr(textOf(spec, "nodeName"), Cells.NONE)
        .textOr(textOf(status, "nominatedNodeName"), Cells.NONE)
        .text(gates(spec.path("readinessGates")));
  }

  private void summarize() {
    if (!textOf(status, "reason").isEmpty()) {
      reason = textOf(status, "reason");
    }
    for (JsonNode condition : status.path("conditions")) {
      if (textOf(condition, "type").equals("PodScheduled")
          && textOf(condition, "reason").equals("SchedulingGated")) {
        reason = "SchedulingGated";
      }
    }
    boolean initializing = initContainers();
    if (!initializing || isTrue("Initialized")) {
      restarts = 0;
      lastRestart = "";
      status
          .path("initContainerStatuses")
          .valueStream()
          .filter(it -> sidecars.contains(textOf(it, "name")))
          .forEach(this::countRestarts);
      containers();
    }
    if (!textOf(pod.path("metadata"), "deletionTimestamp").isEmpty()) {
      String phase = textOf(status, "phase");
      if (textOf(status, "reason").equals("NodeLost")) {
        reason = "Unknown";
      } else if (!phase.equals("Succeeded") && !phase.equals("Failed")) {
        reason = "Terminating";
      }
    }
  }

  /** Whether the pod is still at its init containers; the reason tells at which. */
  private boolean initContainers() {
    int index = 0;
    for (JsonNode container : status.path("initContainerStatuses")) {
      countRestarts(container);
      Optional<String> still = initializing(container, index++);
      if (still.isPresent()) {
        reason = still.get();
        return true;
      }
    }
    return false;
  }

  private Optional<String> initializing(JsonNode container, int index) {
    JsonNode terminated = container.at("/state/terminated");
    JsonNode waiting = container.at("/state/waiting");
    boolean over = !terminated.isMissingNode();
    if (over && terminated.path("exitCode").asInt(0) == 0) {
      return Optional.empty();
    }
    if (sidecars.contains(textOf(container, "name"))
        && container.path("started").asBoolean(false)) {
      ready += container.path("ready").asBoolean(false) ? 1 : 0;
      return Optional.empty();
    }
    if (over) {
      return Optional.of("Init:" + exit(terminated));
    }
    String why = textOf(waiting, "reason");
    return Optional.of(
        !why.isEmpty() && !why.equals("PodInitializing")
            ? "Init:" + why
            : "Init:" + index + "/" + pod.at("/spec/initContainers").size());
  }

  private static String exit(JsonNode terminated) {
    String why = textOf(terminated, "reason");
    if (!why.isEmpty()) {
      return why;
    }
    int signal = terminated.path("signal").asInt(0);
    return signal != 0 ? "Signal:" + signal : "ExitCode:" + terminated.path("exitCode").asInt(0);
  }

  private void containers() {
    boolean running = false;
    JsonNode statuses = status.path("containerStatuses");
    for (int i = statuses.size() - 1; i >= 0; i--) {
      JsonNode container = statuses.path(i);
      countRestarts(container);
      JsonNode state = container.path("state");
      String waiting = textOf(state.path("waiting"), "reason");
      if (!waiting.isEmpty()) {
        reason = waiting;
      } else if (state.has("terminated")) {
        reason = exit(state.path("terminated"));
      } else if (container.path("ready").asBoolean(false) && state.has("running")) {
        running = true;
        ready++;
      }
    }
    if (reason.equals("Completed") && running) {
      reason = isTrue("Ready") ? "Running" : "NotReady";
    }
  }

  private void countRestarts(JsonNode container) {
    restarts += container.path("restartCount").asLong(0);
    String finished = textOf(container.at("/lastState/terminated"), "finishedAt");
    if (finished.compareTo(lastRestart) > 0) {
      lastRestart = finished;
    }
  }

  private boolean isTrue(String condition) {
    return status
        .path("conditions")
        .valueStream()
        .anyMatch(
            it -> textOf(it, "type").equals(condition) && textOf(it, "status").equals("True"));
  }

  private String address() {
    String first = textOf(status.path("podIPs").path(0), "ip");
    return first.isEmpty() ? textOf(status, "podIP") : first;
  }

  private String gates(JsonNode gates) {
    if (gates.isEmpty()) {
      return Cells.NONE;
    }
    long open = gates.valueStream().filter(it -> isTrue(textOf(it, "conditionType"))).count();
    return open + "/" + gates.size();
  }
}
