package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Fields.at;
import static io.eksnet.kubernetes.admission.Fields.number;
import static io.eksnet.kubernetes.admission.Fields.text;

import io.eksnet.kubernetes.status.FieldError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The parts of a pod spec that tell the scheduler where a pod may and should run. */
final class SchedulingRules {
  private static final String OPERATOR = "not a valid selector operator";
  private static final List<String> EFFECTS =
      List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

  private SchedulingRules() {}

  static void affinity(JsonNode affinity, String path, Problems problems) {
    JsonNode node = affinity.path("nodeAffinity");
    String nodePath = path + ".nodeAffinity";
    if (node.has("requiredDuringSchedulingIgnoredDuringExecution")) {
      nodeSelector(
          node.path("requiredDuringSchedulingIgnoredDuringExecution"),
          nodePath + ".requiredDuringSchedulingIgnoredDuringExecution",
          problems);
    }
    JsonNode preferred = node.path("preferredDuringSchedulingIgnoredDuringExecution");
    for (int i = 0; i < preferred.size(); i++) {
      String place = at(nodePath + ".preferredDuringSchedulingIgnoredDuringExecution", i);
      weight(preferred.path(i), place, problems);
      term(preferred.path(i).path("preference"), place + ".preference", problems);
    }
    for (String kind : List.of("podAffinity", "podAntiAffinity")) {
      pods(affinity.path(kind), path + "." + kind, problems);
    }
  }

  private static void weight(JsonNode preference, String path, Problems problems) {
    long weight = number(preference, "weight");
    if (weight <= 0 || weight > 100) {
      problems.invalid(path + ".weight", weight, "must be in the range 1-100");
    }
  }

  private static void nodeSelector(JsonNode selector, String path, Problems problems) {
    JsonNode terms = selector.path("nodeSelectorTerms");
    if (terms.isEmpty()) {
      problems.required(path + ".nodeSelectorTerms", "must have at least one node selector term");
    }
    for (int i = 0; i < terms.size(); i++) {
      term(terms.path(i), at(path + ".nodeSelectorTerms", i), problems);
    }
  }

  private static void term(JsonNode term, String path, Problems problems) {
    JsonNode expressions = term.path("matchExpressions");
    for (int i = 0; i < expressions.size(); i++) {
      expression(expressions.path(i), at(path + ".matchExpressions", i), problems);
    }
    JsonNode fields = term.path("matchFields");
    for (int i = 0; i < fields.size(); i++) {
      field(fields.path(i), at(path + ".matchFields", i), problems);
    }
  }

  private static void expression(JsonNode requirement, String path, Problems problems) {
    int values = requirement.path("values").size();
    String place = path + ".values";
    switch (text(requirement, "operator")) {
      case "In", "NotIn" -> {
        if (values == 0) {
          problems.required(place, "must be specified when `operator` is 'In' or 'NotIn'");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (values > 0) {
          problems.forbidden(
              place, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
      }
      case "Gt", "Lt" -> {
        if (values != 1) {
          problems.required(
              place, "must be specified single value when `operator` is 'Lt' or 'Gt'");
        }
      }
      case String other -> problems.invalid(path + ".operator", other, OPERATOR);
    }
    Labels.name(text(requirement, "key"), path + ".key", problems);
  }

  private static void field(JsonNode requirement, String path, Problems problems) {
    JsonNode values = requirement.path("values");
    switch (text(requirement, "operator")) {
      case "In", "NotIn" -> {
        if (values.size() != 1) {
          problems.required(
              path + ".values",
              "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
        }
      }
      case String other -> problems.invalid(path + ".operator", other, OPERATOR);
    }
    String key = text(requirement, "key");
    if (!key.equals("metadata.name")) {
      problems.invalid(path + ".key", key, "not a valid field selector key");
      return;
    }
    for (int i = 0; i < values.size(); i++) {
      String value = values.path(i).asString("");
      problems.invalid(at(path + ".values", i), value, Formats.subdomain(value));
    }
  }

  private static void pods(JsonNode affinity, String path, Problems problems) {
    JsonNode required = affinity.path("requiredDuringSchedulingIgnoredDuringExecution");
    for (int i = 0; i < required.size(); i++) {
      podTerm(
          required.path(i),
          at(path + ".requiredDuringSchedulingIgnoredDuringExecution", i),
          problems);
    }
    JsonNode preferred = affinity.path("preferredDuringSchedulingIgnoredDuringExecution");
    for (int i = 0; i < preferred.size(); i++) {
      String place = at(path + ".preferredDuringSchedulingIgnoredDuringExecution", i);
      weight(preferred.path(i), place, problems);
      podTerm(preferred.path(i).path("podAffinityTerm"), place + ".podAffinityTerm", problems);
    }
  }

  private static void podTerm(JsonNode term, String path, Problems problems) {
    Labels.selector(term.path("labelSelector"), path + ".labelSelector", problems);
    Labels.selector(term.path("namespaceSelector"), path + ".namespaceSelector", problems);
    for (JsonNode namespace : term.path("namespaces")) {
      String name = namespace.asString("");
      problems.invalid(path + ".namespace", name, Formats.label(name));
    }
    String key = text(term, "topologyKey");
    if (key.isEmpty()) {
      problems.required(path + ".topologyKey", "can not be empty");
    }
    Labels.name(key, path + ".topologyKey", problems);
  }

  static void spread(JsonNode constraints, String path, Problems problems) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < constraints.size(); i++) {
      JsonNode constraint = constraints.path(i);
      String place = at(path, i);
      long skew = number(constraint, "maxSkew");
      if (skew <= 0) {
        problems.invalid(place + ".maxSkew", skew, "must be greater than zero");
      }
      String key = text(constraint, "topologyKey");
      if (key.isEmpty()) {
        problems.required(place + ".topologyKey", "can not be empty");
      } else {
        Labels.name(key, place + ".topologyKey", problems);
      }
      String action = text(constraint, "whenUnsatisfiable");
      problems.known(
          place + ".whenUnsatisfiable", action, List.of("DoNotSchedule", "ScheduleAnyway"));
      if (!seen.add(key + "/" + action)) {
        problems.add(
            FieldError.duplicate(
                place + ".{topologyKey, whenUnsatisfiable}", "{" + key + ", " + action + "}"));
      }
      minDomains(constraint, action, place, problems);
      for (String policy : List.of("nodeAffinityPolicy", "nodeTaintsPolicy")) {
        if (constraint.has(policy)) {
          problems.known(
              place + "." + policy, text(constraint, policy), List.of("Honor", "Ignore"));
        }
      }
      Labels.selector(constraint.path("labelSelector"), place + ".labelSelector", problems);
    }
  }

  private static void minDomains(
      JsonNode constraint, String action, String path, Problems problems) {
    if (!constraint.has("minDomains")) {
      return;
    }
    long domains = number(constraint, "minDomains");
    if (domains <= 0) {
      problems.invalid(path + ".minDomains", domains, "must be greater than zero");
    }
    if (!action.equals("DoNotSchedule")) {
      problems.invalid(
          path + ".minDomains",
          domains,
          "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not " + action);
    }
  }

  static void tolerations(JsonNode tolerations, String path, Problems problems) {
    for (int i = 0; i < tolerations.size(); i++) {
      toleration(tolerations.path(i), at(path, i), problems);
    }
  }

  private static void toleration(JsonNode toleration, String path, Problems problems) {
    String key = text(toleration, "key");
    String operator = text(toleration, "operator");
    String effect = text(toleration, "effect");
    String value = text(toleration, "value");
    if (!key.isEmpty()) {
      Labels.name(key, path + ".key", problems);
    } else if (!operator.equals("Exists")) {
      problems.invalid(
          path + ".operator",
          operator,
          "operator must be Exists when `key` is empty, which means \"match all values and all"
              + " keys\"");
    }
    if (toleration.has("tolerationSeconds") && !effect.equals("NoExecute")) {
      problems.invalid(
          path + ".effect", effect, "effect must be 'NoExecute' when `tolerationSeconds` is set");
    }
    switch (operator) {
      case "", "Equal" -> {
        List<String> reasons = Formats.labelValue(value);
        if (!reasons.isEmpty()) {
          problems.invalid(path + ".operator", value, String.join(";", reasons));
        }
      }
      case "Exists" -> {
        if (!value.isEmpty()) {
          problems.invalid(
              path + ".operator", toleration, "value must be empty when `operator` is 'Exists'");
        }
      }
      default -> problems.known(path + ".operator", operator, List.of("Equal", "Exists"));
    }
    if (!effect.isEmpty()) {
      problems.known(path + ".effect", effect, EFFECTS);
    }
  }

  static void taints(JsonNode taints, String path, Problems problems) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < taints.size(); i++) {
      JsonNode taint = taints.path(i);
      String place = at(path, i);
      Labels.name(text(taint, "key"), place + ".key", problems);
      String value = text(taint, "value");
      List<String> reasons = Formats.labelValue(value);
      if (!reasons.isEmpty()) {
        problems.invalid(place + ".value", value, String.join(";", reasons));
      }
      String effect = text(taint, "effect");
      if (effect.isEmpty()) {
        problems.required(place + ".effect");
      } else {
        problems.known(place + ".effect", effect, EFFECTS);
      }
      if (!seen.add(text(taint, "key") + "/" + effect)) {
        problems.add(
            new FieldError(
                FieldError.Type.DUPLICATE,
                place,
                java.util.Optional.of(taint),
                "taints must be unique by key and effect pair"));
      }
    }
  }
}
