package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Fields.number;
import static io.eksnet.kubernetes.admission.Fields.text;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Validation of Deployments, ReplicaSets and DaemonSets (pkg/apis/apps/validation). */
final class WorkloadRules {
  private WorkloadRules() {}

  static void deployment(JsonNode deployment, Problems problems) {
    JsonNode spec = deployment.path("spec");
    problems.notNegative("spec.replicas", spec.path("replicas"));
    selector(spec, "deployment", "ReplicaSet", problems);
    strategy(spec.path("strategy"), problems);
    problems.notNegative("spec.minReadySeconds", spec.path("minReadySeconds"));
    problems.notNegative("spec.revisionHistoryLimit", spec.path("revisionHistoryLimit"));
    problems.notNegative("spec.progressDeadlineSeconds", spec.path("progressDeadlineSeconds"));
    if (number(spec, "progressDeadlineSeconds") <= number(spec, "minReadySeconds")) {
      problems.invalid(
          "spec.progressDeadlineSeconds",
          number(spec, "progressDeadlineSeconds"),
          "must be greater than minReadySeconds");
    }
  }

  static void replicaSet(JsonNode set, Problems problems) {
    JsonNode spec = set.path("spec");
    problems.notNegative("spec.replicas", spec.path("replicas"));
    problems.notNegative("spec.minReadySeconds", spec.path("minReadySeconds"));
    // Kubernetes says "deployment" here, too.
    selector(spec, "deployment", "ReplicaSet", problems);
  }

  static void daemonSet(JsonNode set, Problems problems) {
    JsonNode spec = set.path("spec");
    selector(spec, "daemonset", "DaemonSet", problems);
    problems.notNegative("spec.minReadySeconds", spec.path("minReadySeconds"));
    JsonNode strategy = spec.path("updateStrategy");
    switch (text(strategy, "type")) {
      case "OnDelete" -> {}
      case "RollingUpdate" -> daemonRolling(strategy.path("rollingUpdate"), problems);
      default ->
          problems.known(
              "spec.updateStrategy.type",
              text(strategy, "type"),
              List.of("RollingUpdate", "OnDelete"));
    }
    problems.notNegative("spec.revisionHistoryLimit", spec.path("revisionHistoryLimit"));
  }

  private static void selector(JsonNode spec, String what, String kind, Problems problems) {
    JsonNode selector = spec.path("selector");
    if (selector.isMissingNode()) {
      problems.required("spec.selector");
    } else {
      Labels.selector(selector, "spec.selector", problems);
      if (Labels.empty(selector)) {
        problems.invalid("spec.selector", selector, "empty selector is invalid for " + what);
      }
    }
    JsonNode template = spec.path("template");
    JsonNode labels = template.at("/metadata/labels");
    if (!selector.isMissingNode() && !Labels.empty(selector) && !Labels.matches(selector, labels)) {
      problems.invalid(
          "spec.template.metadata.labels",
          labels.isMissingNode() ? template.path("metadata").path("labels").nullAs(labels) : labels,
          "`selector` does not match template `labels`");
    }
    PodRules.template(template, "spec.template", problems);
    String policy = text(template.path("spec"), "restartPolicy");
    if (!policy.equals("Always")) {
      problems.known("spec.template.spec.restartPolicy", policy, List.of("Always"));
    }
    if (template.path("spec").has("activeDeadlineSeconds")) {
      problems.forbidden(
          "spec.template.spec.activeDeadlineSeconds",
          "activeDeadlineSeconds in " + kind + " is not Supported");
    }
  }

  private static void strategy(JsonNode strategy, Problems problems) {
    String path = "spec.strategy";
    switch (text(strategy, "type")) {
      case "Recreate" -> {
        if (strategy.has("rollingUpdate")) {
          problems.forbidden(
              path + ".rollingUpdate", "may not be specified when strategy `type` is 'Recreate'");
        }
      }
      case "RollingUpdate" -> {
        JsonNode rolling = strategy.path("rollingUpdate");
        JsonNode unavailable = rolling.path("maxUnavailable");
        String place = path + ".rollingUpdate";
        share(unavailable, place + ".maxUnavailable", problems);
        share(rolling.path("maxSurge"), place + ".maxSurge", problems);
        if (zero(unavailable) && zero(rolling.path("maxSurge"))) {
          problems.invalid(
              place + ".maxUnavailable", unavailable, "may not be 0 when `maxSurge` is 0");
        }
        notMoreThanAll(unavailable, place + ".maxUnavailable", problems);
      }
      default ->
          problems.known(
              path + ".type", text(strategy, "type"), List.of("Recreate", "RollingUpdate"));
    }
  }

  private static void daemonRolling(JsonNode rolling, Problems problems) {
    String path = "spec.updateStrategy.rollingUpdate";
    JsonNode unavailable = rolling.path("maxUnavailable");
    JsonNode surge = rolling.path("maxSurge");
    share(unavailable, path + ".maxUnavailable", problems);
    share(surge, path + ".maxSurge", problems);
    if (!zero(unavailable) && !zero(surge)) {
      problems.invalid(path + ".maxSurge", surge, "may not be set when maxUnavailable is non-zero");
    }
    if (zero(unavailable) && zero(surge)) {
      problems.required(path + ".maxUnavailable", "cannot be 0 when maxSurge is 0");
    }
    notMoreThanAll(unavailable, path + ".maxUnavailable", problems);
    notMoreThanAll(surge, path + ".maxSurge", problems);
  }

  /** A count, or a percentage of the whole. */
  private static void share(JsonNode share, String path, Problems problems) {
    if (share.isString()) {
      problems.invalid(path, share.asString(), Formats.percent(share.asString()));
    } else {
      problems.notNegative(path, share);
    }
  }

  private static boolean zero(JsonNode share) {
    return share.isString() ? share.asString().equals("0%") : share.asInt(0) == 0;
  }

  private static void notMoreThanAll(JsonNode share, String path, Problems problems) {
    String text = share.asString("");
    if (text.matches("[0-9]{1,9}%")
        && Integer.parseInt(text.substring(0, text.length() - 1)) > 100) {
      problems.invalid(path, text, "must not be greater than 100%");
    }
  }

  /** The checks of a kind, and that its selector tells which pods belong to it for ever. */
  static KindRules.Comparing updating(KindRules.Checking check) {
    return (stored, object, problems) -> {
      check.check(object, problems);
      JsonNode selector = object.at("/spec/selector");
      if (!stored.at("/spec/selector").equals(selector)) {
        problems.invalid("spec.selector", selector, Problems.IMMUTABLE);
      }
    };
  }

  /** A Scale that is written to the {@code scale} subresource. */
  static void scale(JsonNode scale, Problems problems) {
    problems.notNegative("spec.replicas", scale.at("/spec/replicas"));
  }
}
