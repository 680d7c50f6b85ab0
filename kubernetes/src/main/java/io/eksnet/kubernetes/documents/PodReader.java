package io.eksnet.kubernetes.documents;

import io.eksnet.kube.Condition;
import io.eksnet.kube.Container;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodSpec;
import io.eksnet.kube.PodSpec.NodeSelectorTerm;
import io.eksnet.kube.PodStatus;
import io.eksnet.kube.PodStatus.ContainerStatus;
import io.eksnet.kube.PodStatus.Phase;
import io.eksnet.kube.PodStatus.State;
import io.eksnet.kube.Resources;
import io.eksnet.kube.Toleration;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Protocol;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Pods, and the pod specs inside of templates. */
final class PodReader {
  private PodReader() {}

  static Pod read(ObjectMeta meta, JsonNode document) {
    return new Pod(meta, spec(document.path("spec")), status(document.path("status")));
  }

  static PodSpec spec(JsonNode spec) {
    return new PodSpec(
        Fields.optionalText(spec, "nodeName"),
        Fields.flag(spec, "hostNetwork"),
        Fields.text(spec, "serviceAccountName"),
        Fields.text(spec, "restartPolicy"),
        Fields.text(spec, "schedulerName"),
        Fields.integer(spec, "priority"),
        Fields.list(spec, "containers", PodReader::container),
        Fields.list(spec, "initContainers", PodReader::container),
        Fields.map(spec, "nodeSelector"),
        Fields.list(
            spec.path("affinity")
                .path("nodeAffinity")
                .path("requiredDuringSchedulingIgnoredDuringExecution"),
            "nodeSelectorTerms",
            PodReader::nodeSelectorTerm),
        Fields.list(spec, "tolerations", PodReader::toleration),
        Fields.longInteger(spec, "terminationGracePeriodSeconds", 30),
        Fields.text(spec, "hostname"),
        Fields.text(spec, "subdomain"),
        Fields.list(spec, "readinessGates", it -> Fields.text(it, "conditionType")));
  }

  private static NodeSelectorTerm nodeSelectorTerm(JsonNode term) {
    return new NodeSelectorTerm(
        SelectorReader.requirements(term, "matchExpressions"),
        SelectorReader.requirements(term, "matchFields"));
  }

  private static Toleration toleration(JsonNode it) {
    return new Toleration(
        Fields.text(it, "key"),
        Fields.text(it, "operator").equals("Exists"),
        Fields.text(it, "value"),
        Fields.text(it, "effect"),
        Optional.of(it.path("tolerationSeconds")).filter(JsonNode::isNumber).map(JsonNode::asLong));
  }

  private static Container container(JsonNode it) {
    Map<String, String> env = new LinkedHashMap<>();
    for (JsonNode variable : it.path("env")) {
      if (!variable.has("valueFrom")) {
        env.put(Fields.text(variable, "name"), Fields.text(variable, "value"));
      }
    }
    return new Container(
        Fields.text(it, "name"),
        Fields.text(it, "image"),
        Fields.texts(it, "args"),
        env,
        Fields.list(it, "ports", PodReader::port),
        requests(it.path("resources").path("requests")));
  }

  private static Container.Port port(JsonNode it) {
    return new Container.Port(
        Fields.text(it, "name"),
        Fields.integer(it, "containerPort"),
        Fields.integer(it, "hostPort"),
        protocol(it, "protocol"));
  }

  /** TCP where none is written. */
  static Protocol protocol(JsonNode owner, String name) {
    String text = Fields.text(owner, name);
    return Protocol.tryParse(text.isEmpty() ? "TCP" : text).orElse(Protocol.TCP);
  }

  /** Amounts of a resource list, such as requests or a node's capacity. */
  static Resources requests(JsonNode list) {
    long cpu = 0;
    long memory = 0;
    long pods = 0;
    Map<String, Long> extended = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : list.properties()) {
      String amount = entry.getValue().asString("");
      switch (entry.getKey()) {
        case "cpu" -> cpu = Quantity.milli(amount);
        case "memory" -> memory = Quantity.units(amount);
        case "pods" -> pods = Quantity.units(amount);
        default -> extended.put(entry.getKey(), Quantity.units(amount));
      }
    }
    return new Resources(cpu, memory, pods, extended);
  }

  static PodStatus status(JsonNode status) {
    if (status.isEmpty()) {
      return PodStatus.NEW;
    }
    return new PodStatus(
        phase(Fields.text(status, "phase")),
        Fields.list(status, "conditions", PodReader::condition),
        addresses(status),
        IpAddress.tryParse(Fields.text(status, "hostIP")),
        Fields.optionalTime(status, "startTime"),
        Fields.list(status, "containerStatuses", PodReader::containerStatus),
        Fields.text(status, "qosClass"),
        Fields.text(status, "reason"),
        Fields.text(status, "message"));
  }

  private static List<IpAddress> addresses(JsonNode status) {
    List<IpAddress> all =
        Fields.list(status, "podIPs", it -> IpAddress.tryParse(Fields.text(it, "ip"))).stream()
            .flatMap(Optional::stream)
            .toList();
    return all.isEmpty() ? IpAddress.tryParse(Fields.text(status, "podIP")).stream().toList() : all;
  }

  static Condition condition(JsonNode it) {
    return new Condition(
        Fields.text(it, "type"),
        Fields.text(it, "status"),
        Fields.text(it, "reason"),
        Fields.text(it, "message"),
        Fields.time(it, "lastTransitionTime"));
  }

  private static Phase phase(String text) {
    for (Phase phase : Phase.values()) {
      if (phase.text().equals(text)) {
        return phase;
      }
    }
    return Phase.PENDING;
  }

  private static ContainerStatus containerStatus(JsonNode it) {
    return new ContainerStatus(
        Fields.text(it, "name"),
        Fields.text(it, "image"),
        Fields.flag(it, "ready"),
        Fields.integer(it, "restartCount"),
        state(it.path("state")));
  }

  private static State state(JsonNode state) {
    if (state.path("running").isObject()) {
      return new State.Running(Fields.time(state.path("running"), "startedAt"));
    }
    JsonNode ended = state.path("terminated");
    if (ended.isObject()) {
      Instant started = Fields.time(ended, "startedAt");
      return new State.Terminated(
          Fields.integer(ended, "exitCode"),
          Fields.text(ended, "reason"),
          started,
          Fields.optionalTime(ended, "finishedAt").orElse(started));
    }
    return new State.Waiting(
        Fields.text(state.path("waiting"), "reason"),
        Fields.text(state.path("waiting"), "message"));
  }
}
