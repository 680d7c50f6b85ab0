package io.eksnet.kubernetes.table;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What the containers of a pod add up to.
 *
 * @param ready containers that are ready
 * @param containers that run for the pod's life: its containers and restartable init containers
 * @param status in one word
 * @param restarts of the containers that count in the pod's present stage
 * @param lastRestart when the last of those ended; empty when none did
 */
record PodSummary(int ready, int containers, String status, long restarts, String lastRestart) {
  static PodSummary of(Item pod) {
    return new Reading(pod).summary();
  }

  /** Walks the container statuses in the order of Kubernetes' printPod. */
  private static final class Reading {
    private final Item pod;
    private final Set<String> sidecars = new HashSet<>();
    private final Count initial = new Count();
    private final Count lasting = new Count();
    private String status;
    private int ready;

    Reading(Item pod) {
      this.pod = pod;
      this.status = startingStatus(pod);
      for (JsonNode container : pod.at("spec", "initContainers")) {
        if (text(container, "restartPolicy").equals("Always")) {
          sidecars.add(text(container, "name"));
        }
      }
    }

    PodSummary summary() {
      boolean initializing = isInitializing();
      // A pod that was initialized once and restarts its init containers counts as running.
      boolean started = !initializing || hasTrueCondition(pod, "Initialized");
      if (started) {
        readContainers();
      }
      Count count = started ? lasting : initial;
      int containers = pod.at("spec", "containers").size() + sidecars.size();
      return new PodSummary(ready, containers, finalStatus(), count.restarts, count.last);
    }

    private static String startingStatus(Item pod) {
      for (JsonNode condition : pod.at("status", "conditions")) {
        if (text(condition, "type").equals("PodScheduled")
            && text(condition, "reason").equals("SchedulingGated")) {
          return "SchedulingGated";
        }
      }
      String reason = pod.text("status", "reason");
      return reason.isEmpty() ? pod.text("status", "phase") : reason;
    }

    /** Reads init containers up to the first that is not done; says whether there is one. */
    private boolean isInitializing() {
      int index = 0;
      for (JsonNode container : pod.at("status", "initContainerStatuses")) {
        boolean sidecar = sidecars.contains(text(container, "name"));
        initial.add(container);
        if (sidecar) {
          lasting.add(container);
        }
        JsonNode terminated = container.path("state").path("terminated");
        boolean done = terminated.isObject() && terminated.path("exitCode").asLong(0) == 0;
        boolean running = sidecar && container.path("started").asBoolean(false);
        if (!done && !running) {
          status = "Init:" + initStatus(container.path("state"), index);
          return true;
        }
        if (!done && container.path("ready").asBoolean(false)) {
          ready++;
        }
        index++;
      }
      return false;
    }

    private String initStatus(JsonNode state, int index) {
      if (state.path("terminated").isObject()) {
        return ending(state.path("terminated"));
      }
      String waiting = text(state.path("waiting"), "reason");
      return waiting.isEmpty() || waiting.equals("PodInitializing")
          ? index + "/" + pod.at("spec", "initContainers").size()
          : waiting;
    }

    private void readContainers() {
      boolean running = false;
      JsonNode containers = pod.at("status", "containerStatuses");
      // Backwards, so that the first container with something to say has the last word.
      for (int i = containers.size() - 1; i >= 0; i--) {
        JsonNode container = containers.path(i);
        JsonNode state = container.path("state");
        lasting.add(container);
        String waiting = text(state.path("waiting"), "reason");
        if (!waiting.isEmpty()) {
          status = waiting;
        } else if (state.path("terminated").isObject()) {
          status = ending(state.path("terminated"));
        } else if (container.path("ready").asBoolean(false) && state.path("running").isObject()) {
          running = true;
          ready++;
        }
      }
      if (running && status.equals("Completed")) {
        status = hasTrueCondition(pod, "Ready") ? "Running" : "NotReady";
      }
    }

    private String finalStatus() {
      if (!pod.isDeleting()) {
        return status;
      }
      if (pod.text("status", "reason").equals("NodeLost")) {
        return "Unknown";
      }
      return switch (pod.text("status", "phase")) {
        case "Failed", "Succeeded" -> status;
        default -> "Terminating";
      };
    }

    private static String ending(JsonNode terminated) {
      String reason = text(terminated, "reason");
      if (!reason.isEmpty()) {
        return reason;
      }
      long signal = terminated.path("signal").asLong(0);
      return signal == 0 ? "ExitCode:" + terminated.path("exitCode").asLong(0) : "Signal:" + signal;
    }
  }

  /** Restarts and the end of the last. */
  private static final class Count {
    private long restarts;
    private String last = "";

    void add(JsonNode container) {
      restarts += container.path("restartCount").asLong(0);
      String finished = text(container.path("lastState").path("terminated"), "finishedAt");
      // Times of a status are whole seconds in UTC, whose texts sort as the times do.
      if (finished.compareTo(last) > 0) {
        last = finished;
      }
    }
  }

  private static boolean hasTrueCondition(Item pod, String type) {
    for (JsonNode condition : pod.at("status", "conditions")) {
      if (text(condition, "type").equals(type) && text(condition, "status").equals("True")) {
        return true;
      }
    }
    return false;
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }
}
