package io.eksnet.kubernetes.documents;

import io.eksnet.kube.Condition;
import io.eksnet.kube.DaemonSet;
import io.eksnet.kube.Deployment;
import io.eksnet.kube.Node;
import io.eksnet.kube.PodStatus;
import io.eksnet.kube.PodStatus.ContainerStatus;
import io.eksnet.kube.PodStatus.State;
import io.eksnet.kube.ReplicaSet;
import io.eksnet.kube.Resources;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Typed statuses as JSON, with the members that Kubernetes' own components write. */
final class StatusWriter {
  private StatusWriter() {}

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static void putUnlessZero(ObjectNode out, String name, long value) {
    if (value != 0) {
      out.put(name, value);
    }
  }

  /**
   * A pod's status.
   *
   * @param uid the pod's, from which its containers' ids are made
   */
  static ObjectNode pod(PodStatus status, String uid) {
    ObjectNode out = object();
    if (!status.conditions().isEmpty()) {
      var conditions = out.putArray("conditions");
      for (Condition it : status.conditions()) {
        ObjectNode one = condition(it);
        one.putNull("lastProbeTime");
        conditions.add(one);
      }
    }
    if (!status.containers().isEmpty()) {
      var containers = out.putArray("containerStatuses");
      status.containers().forEach(it -> containers.add(container(it, uid)));
    }
    status
        .hostIp()
        .ifPresent(
            it -> {
              out.put("hostIP", it.toString());
              out.putArray("hostIPs").addObject().put("ip", it.toString());
            });
    Metadata.putText(out, "message", status.message());
    out.put("phase", status.phase().text());
    status.podIp().ifPresent(it -> out.put("podIP", it.toString()));
    if (!status.podIps().isEmpty()) {
      var addresses = out.putArray("podIPs");
      status.podIps().forEach(it -> addresses.addObject().put("ip", it.toString()));
    }
    Metadata.putText(out, "qosClass", status.qosClass());
    Metadata.putText(out, "reason", status.reason());
    status.startTime().ifPresent(it -> out.put("startTime", Times.seconds(it)));
    return out;
  }

  private static ObjectNode container(ContainerStatus status, String uid) {
    ObjectNode out = object();
    boolean running = status.state() instanceof State.Running;
    if (!(status.state() instanceof State.Waiting)) {
      out.put("containerID", containerId(uid + "/" + status.name() + "/" + status.restartCount()));
    }
    out.put("image", status.image()).put("imageID", running ? status.image() : "");
    out.putObject("lastState");
    out.put("name", status.name()).put("ready", status.ready());
    out.put("restartCount", status.restartCount()).put("started", running);
    ObjectNode state = out.putObject("state");
    switch (status.state()) {
      case State.Waiting(String reason, String message) -> {
        ObjectNode waiting = state.putObject("waiting");
        Metadata.putText(waiting, "message", message);
        Metadata.putText(waiting, "reason", reason);
      }
      case State.Running(var startedAt) ->
          state.putObject("running").put("startedAt", Times.seconds(startedAt));
      case State.Terminated(int exitCode, String reason, var startedAt, var finishedAt) -> {
        ObjectNode ended = state.putObject("terminated").put("exitCode", exitCode);
        ended.put("finishedAt", Times.seconds(finishedAt));
        Metadata.putText(ended, "reason", reason);
        ended.put("startedAt", Times.seconds(startedAt));
      }
    }
    return out;
  }

  /** Sixty-four digits, the same for the same run of a container. */
  private static String containerId(String run) {
    var digits = new StringBuilder("containerd://");
    for (String part : List.of(run, run + "/more")) {
      UUID half = UUID.nameUUIDFromBytes(part.getBytes(StandardCharsets.UTF_8));
      digits.append(
          "%016x%016x".formatted(half.getMostSignificantBits(), half.getLeastSignificantBits()));
    }
    return digits.toString();
  }

  static ObjectNode condition(Condition condition) {
    ObjectNode out = object();
    out.put("lastTransitionTime", Times.seconds(condition.lastTransitionTime()));
    Metadata.putText(out, "message", condition.message());
    Metadata.putText(out, "reason", condition.reason());
    return out.put("status", condition.status()).put("type", condition.type());
  }

  static ObjectNode node(Node.Status status) {
    ObjectNode out = object();
    var addresses = out.putArray("addresses");
    for (Node.Address it : status.addresses()) {
      addresses.addObject().put("address", it.address()).put("type", it.type());
    }
    out.set("allocatable", resources(status.allocatable()));
    out.set("capacity", resources(status.capacity()));
    var conditions = out.putArray("conditions");
    for (Condition it : status.conditions()) {
      conditions.add(
          condition(it).put("lastHeartbeatTime", Times.seconds(it.lastTransitionTime())));
    }
    out.putObject("daemonEndpoints").putObject("kubeletEndpoint").put("Port", 10250);
    Node.SystemInfo info = status.info();
    out.putObject("nodeInfo")
        .put("architecture", info.architecture())
        .put("bootID", "")
        .put("containerRuntimeVersion", info.containerRuntimeVersion())
        .put("kernelVersion", info.kernelVersion())
        .put("kubeProxyVersion", "")
        .put("kubeletVersion", info.kubeletVersion())
        .put("machineID", "")
        .put("operatingSystem", "linux")
        .put("osImage", info.osImage())
        .put("systemUUID", "");
    return out;
  }

  private static ObjectNode resources(Resources amounts) {
    ObjectNode out = object();
    out.put("cpu", Quantity.ofMilli(amounts.milliCpu()));
    new TreeMap<>(amounts.extended()).forEach((name, it) -> out.put(name, Long.toString(it)));
    out.put("memory", Quantity.ofBytes(amounts.memoryBytes()));
    return out.put("pods", Long.toString(amounts.pods()));
  }

  static ObjectNode deployment(Deployment.Status status) {
    ObjectNode out = object();
    putUnlessZero(out, "availableReplicas", status.availableReplicas());
    putConditions(out, status.conditions());
    putUnlessZero(out, "observedGeneration", status.observedGeneration());
    putUnlessZero(out, "readyReplicas", status.readyReplicas());
    putUnlessZero(out, "replicas", status.replicas());
    putUnlessZero(out, "unavailableReplicas", status.unavailableReplicas());
    putUnlessZero(out, "updatedReplicas", status.updatedReplicas());
    return out;
  }

  private static void putConditions(ObjectNode out, List<Condition> conditions) {
    if (!conditions.isEmpty()) {
      var array = out.putArray("conditions");
      conditions.forEach(
          it ->
              array.add(
                  condition(it).put("lastUpdateTime", Times.seconds(it.lastTransitionTime()))));
    }
  }

  static ObjectNode replicaSet(ReplicaSet.Status status) {
    ObjectNode out = object();
    putUnlessZero(out, "availableReplicas", status.availableReplicas());
    putUnlessZero(out, "fullyLabeledReplicas", status.fullyLabeledReplicas());
    putUnlessZero(out, "observedGeneration", status.observedGeneration());
    putUnlessZero(out, "readyReplicas", status.readyReplicas());
    return out.put("replicas", status.replicas());
  }

  static ObjectNode daemonSet(DaemonSet.Status status) {
    ObjectNode out = object();
    out.put("currentNumberScheduled", status.currentNumberScheduled());
    out.put("desiredNumberScheduled", status.desiredNumberScheduled());
    putUnlessZero(out, "numberAvailable", status.numberAvailable());
    out.put("numberMisscheduled", status.numberMisscheduled());
    out.put("numberReady", status.numberReady());
    putUnlessZero(out, "numberUnavailable", status.numberUnavailable());
    putUnlessZero(out, "observedGeneration", status.observedGeneration());
    putUnlessZero(out, "updatedNumberScheduled", status.updatedNumberScheduled());
    return out;
  }
}
