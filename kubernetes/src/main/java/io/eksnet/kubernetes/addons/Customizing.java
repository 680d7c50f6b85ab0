package io.eksnet.kubernetes.addons;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts what a user has set into an add-on's documents, as the add-on's chart does. */
final class Customizing {
  /** Where the nodes' agent of network policies takes its settings, by the value's name. */
  private static final Map<String, String> AGENT_FLAGS =
      Map.of(
          "conntrackCacheCleanupPeriod", "--conntrack-cache-cleanup-period=",
          "enableCloudWatchLogs", "--enable-cloudwatch-logs=",
          "enablePolicyEventLogs", "--enable-policy-event-logs=",
          "healthProbeBindAddr", "--health-probe-bind-addr=:",
          "metricsBindAddr", "--metrics-bind-addr=:");

  private static final Set<String> WORKLOADS = Set.of("DaemonSet", "Deployment");

  private Customizing() {}

  static void apply(AddonSettings settings, List<ObjectNode> documents) {
    ObjectNode values = settings.values();
    for (ObjectNode document : documents) {
      String kind = document.path("kind").asString("");
      if (WORKLOADS.contains(kind)) {
        workload(values, document);
      }
      if (kind.equals("ConfigMap")) {
        config(values, document);
      }
      if (kind.equals("ServiceAccount")) {
        settings
            .role()
            .ifPresent(
                arn ->
                    document
                        .withObject("/metadata/annotations")
                        .put("eks.amazonaws.com/role-arn", arn));
      }
    }
  }

  private static void workload(ObjectNode values, ObjectNode document) {
    ObjectNode spec = document.withObject("/spec");
    ObjectNode template = spec.withObject("/template");
    ObjectNode pod = template.withObject("/spec");
    value(values, "/replicaCount").ifPresent(it -> spec.set("replicas", it));
    for (String name : List.of("affinity", "tolerations", "nodeSelector")) {
      value(values, "/" + name).ifPresent(it -> pod.set(name, it));
    }
    value(values, "/podAnnotations")
        .ifPresent(it -> merge(template.withObject("/metadata/annotations"), it));
    value(values, "/podLabels").ifPresent(it -> merge(template.withObject("/metadata/labels"), it));
    value(values, "/resources").ifPresent(it -> container(pod, 0).set("resources", it));
    value(values, "/nodeAgent/resources").ifPresent(it -> container(pod, 1).set("resources", it));
    value(values, "/init/env")
        .ifPresent(it -> env((ObjectNode) pod.path("initContainers").path(0), it));
    value(values, "/nodeAgent").ifPresent(it -> flags(container(pod, 1), it));
  }

  private static void config(ObjectNode values, ObjectNode document) {
    ObjectNode data = document.withObject("/data");
    value(values, "/corefile")
        .filter(_ -> data.has("Corefile"))
        .ifPresent(it -> data.set("Corefile", it));
    value(values, "/mode")
        .filter(_ -> data.has("config"))
        .ifPresent(
            it ->
                data.put(
                    "config",
                    data.path("config")
                        .asString("")
                        .replace("mode: iptables", "mode: " + it.asString(""))));
  }

  private static Optional<JsonNode> value(ObjectNode values, String path) {
    return Optional.of(values.at(path)).filter(it -> !it.isMissingNode() && !it.isNull());
  }

  private static ObjectNode container(ObjectNode pod, int index) {
    return (ObjectNode) pod.path("containers").path(index);
  }

  private static void merge(ObjectNode into, JsonNode more) {
    more.properties().forEach(it -> into.put(it.getKey(), it.getValue().asString("")));
  }

  private static void env(ObjectNode container, JsonNode variables) {
    ArrayNode env = container.withArrayProperty("env");
    for (Map.Entry<String, JsonNode> variable : variables.properties()) {
      for (int i = env.size() - 1; i >= 0; i--) {
        if (env.get(i).path("name").asString("").equals(variable.getKey())) {
          env.remove(i);
        }
      }
      env.addObject().put("name", variable.getKey()).put("value", variable.getValue().asString(""));
    }
  }

  private static void flags(ObjectNode container, JsonNode agent) {
    ArrayNode args = container.withArrayProperty("args");
    AGENT_FLAGS.forEach(
        (name, flag) -> {
          if (agent.has(name)) {
            for (int i = 0; i < args.size(); i++) {
              if (args.get(i).asString("").startsWith(flag)) {
                args.set(i, args.stringNode(flag + agent.path(name).asString("")));
              }
            }
          }
        });
  }
}
