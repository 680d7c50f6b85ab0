package io.eksnet.kubernetes.documents;

import io.eksnet.kube.DaemonSet;
import io.eksnet.kube.Deployment;
import io.eksnet.kube.Deployment.Amount;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.PodTemplate;
import io.eksnet.kube.ReplicaSet;
import tools.jackson.databind.JsonNode;

/** Deployments, ReplicaSets and DaemonSets. */
final class WorkloadReader {
  private static final Amount QUARTER = new Amount.Percent(25);
  private static final Amount ONE = new Amount.Count(1);

  private WorkloadReader() {}

  static Deployment deployment(ObjectMeta meta, JsonNode document) {
    JsonNode spec = document.path("spec");
    return new Deployment(
        meta,
        new Deployment.Spec(
            Fields.integer(spec, "replicas", 1),
            SelectorReader.read(spec.path("selector")),
            template(spec.path("template")),
            strategy(spec.path("strategy")),
            Fields.integer(spec, "revisionHistoryLimit", 10),
            Fields.integer(spec, "minReadySeconds"),
            Fields.integer(spec, "progressDeadlineSeconds", 600),
            Fields.flag(spec, "paused")),
        deploymentStatus(document.path("status")));
  }

  private static Deployment.Strategy strategy(JsonNode strategy) {
    if (Fields.text(strategy, "type").equals("Recreate")) {
      return new Deployment.Strategy.Recreate();
    }
    JsonNode rolling = strategy.path("rollingUpdate");
    return new Deployment.Strategy.RollingUpdate(
        amount(rolling.path("maxSurge"), QUARTER), amount(rolling.path("maxUnavailable"), QUARTER));
  }

  private static Amount amount(JsonNode node, Amount fallback) {
    if (node.isNumber()) {
      return new Amount.Count(node.asInt());
    }
    String text = node.asString("");
    if (!text.endsWith("%")) {
      return fallback;
    }
    try {
      return new Amount.Percent(Integer.parseInt(text.substring(0, text.length() - 1)));
    } catch (NumberFormatException _) {
      return fallback;
    }
  }

  private static Deployment.Status deploymentStatus(JsonNode status) {
    return new Deployment.Status(
        Fields.longInteger(status, "observedGeneration", 0),
        Fields.integer(status, "replicas"),
        Fields.integer(status, "updatedReplicas"),
        Fields.integer(status, "readyReplicas"),
        Fields.integer(status, "availableReplicas"),
        Fields.integer(status, "unavailableReplicas"),
        Fields.list(status, "conditions", PodReader::condition));
  }

  static ReplicaSet replicaSet(ObjectMeta meta, JsonNode document) {
    JsonNode spec = document.path("spec");
    JsonNode status = document.path("status");
    return new ReplicaSet(
        meta,
        new ReplicaSet.Spec(
            Fields.integer(spec, "replicas", 1),
            SelectorReader.read(spec.path("selector")),
            template(spec.path("template")),
            Fields.integer(spec, "minReadySeconds")),
        new ReplicaSet.Status(
            Fields.longInteger(status, "observedGeneration", 0),
            Fields.integer(status, "replicas"),
            Fields.integer(status, "fullyLabeledReplicas"),
            Fields.integer(status, "readyReplicas"),
            Fields.integer(status, "availableReplicas")));
  }

  static DaemonSet daemonSet(ObjectMeta meta, JsonNode document) {
    JsonNode spec = document.path("spec");
    JsonNode status = document.path("status");
    JsonNode strategy = spec.path("updateStrategy");
    return new DaemonSet(
        meta,
        new DaemonSet.Spec(
            SelectorReader.read(spec.path("selector")),
            template(spec.path("template")),
            amount(strategy.path("rollingUpdate").path("maxUnavailable"), ONE),
            Fields.text(strategy, "type").equals("OnDelete"),
            Fields.integer(spec, "minReadySeconds")),
        new DaemonSet.Status(
            Fields.longInteger(status, "observedGeneration", 0),
            Fields.integer(status, "desiredNumberScheduled"),
            Fields.integer(status, "currentNumberScheduled"),
            Fields.integer(status, "numberMisscheduled"),
            Fields.integer(status, "numberReady"),
            Fields.integer(status, "updatedNumberScheduled"),
            Fields.integer(status, "numberAvailable"),
            Fields.integer(status, "numberUnavailable")));
  }

  private static PodTemplate template(JsonNode template) {
    JsonNode metadata = template.path("metadata");
    return new PodTemplate(
        Fields.map(metadata, "labels"),
        Fields.map(metadata, "annotations"),
        PodReader.spec(template.path("spec")),
        CanonicalJson.of(template));
  }
}
