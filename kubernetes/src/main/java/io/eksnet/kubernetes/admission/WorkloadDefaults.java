package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Fields.fill;
import static io.eksnet.kubernetes.admission.Fields.given;
import static io.eksnet.kubernetes.admission.Fields.object;
import static io.eksnet.kubernetes.admission.Fields.text;

import tools.jackson.databind.node.ObjectNode;

/** Defaults of Deployments, ReplicaSets and DaemonSets (pkg/apis/apps/v1/defaults.go). */
final class WorkloadDefaults {
  private WorkloadDefaults() {}

  static void deployment(ObjectNode deployment) {
    ObjectNode spec = object(deployment, "spec");
    fill(spec, "replicas", 1);
    fill(spec, "revisionHistoryLimit", 10);
    fill(spec, "progressDeadlineSeconds", 600);
    ObjectNode strategy = object(spec, "strategy");
    fill(strategy, "type", "RollingUpdate");
    if (text(strategy, "type").equals("RollingUpdate")) {
      ObjectNode rolling = object(strategy, "rollingUpdate");
      unlessThere(rolling, "maxUnavailable", "25%");
      unlessThere(rolling, "maxSurge", "25%");
    }
    PodDefaults.template(object(spec, "template"));
  }

  static void replicaSet(ObjectNode set) {
    ObjectNode spec = object(set, "spec");
    fill(spec, "replicas", 1);
    if (spec.get("template") instanceof ObjectNode template) {
      PodDefaults.template(template);
    }
  }

  static void daemonSet(ObjectNode set) {
    ObjectNode spec = object(set, "spec");
    fill(spec, "revisionHistoryLimit", 10);
    ObjectNode strategy = object(spec, "updateStrategy");
    fill(strategy, "type", "RollingUpdate");
    if (text(strategy, "type").equals("RollingUpdate")) {
      ObjectNode rolling = object(strategy, "rollingUpdate");
      if (!given(rolling, "maxUnavailable")) {
        rolling.put("maxUnavailable", 1);
      }
      if (!given(rolling, "maxSurge")) {
        rolling.put("maxSurge", 0);
      }
    }
    PodDefaults.template(object(spec, "template"));
  }

  private static void unlessThere(ObjectNode object, String name, String value) {
    if (!given(object, name)) {
      object.put(name, value);
    }
  }
}
