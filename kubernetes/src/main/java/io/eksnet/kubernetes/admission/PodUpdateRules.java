package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Fields.at;
import static io.eksnet.kubernetes.admission.Fields.number;
import static io.eksnet.kubernetes.admission.Fields.text;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What may change in a pod that is stored: little. */
final class PodUpdateRules {
  private static final String UPDATABLE =
      "pod updates may not change fields other than `spec.containers[*].image`,"
          + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only"
          + " additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to"
          + " be set to 1 if it was previously negative)";

  private PodUpdateRules() {}

  static void update(JsonNode stored, JsonNode pod, Problems problems) {
    JsonNode before = stored.path("spec");
    JsonNode after = pod.path("spec");
    if (before.equals(after)) {
      return;
    }
    PodRules.check(after, "spec", true, problems);
    PodRules.whitespace(after, problems);
    for (String list : List.of("containers", "initContainers")) {
      if (before.path(list).size() != after.path(list).size()) {
        problems.forbidden("spec." + list, "pod updates may not add or remove containers");
        return;
      }
    }
    deadline(before, after, problems);
    tolerations(before.path("tolerations"), after.path("tolerations"), problems);
    schedulingGates(before.path("schedulingGates"), after.path("schedulingGates"), problems);
    if (!PodDefaults.qualityOfService(before).equals(PodDefaults.qualityOfService(after))) {
      problems.invalid(
          "metadata",
          PodDefaults.qualityOfService(after),
          "Pod QOS Class may not change as a result of resizing");
    }
    JsonNode left = withoutMutable((ObjectNode) before, (ObjectNode) after);
    if (!left.equals(before)) {
      problems.forbidden("spec", UPDATABLE + "\n" + difference(before, left, "spec"));
    }
  }

  private static void deadline(JsonNode before, JsonNode after, Problems problems) {
    String field = "activeDeadlineSeconds";
    if (!before.has(field)) {
      return;
    }
    if (!after.has(field)) {
      problems.invalid(
          "spec." + field,
          JsonNodeFactory.instance.nullNode(),
          "must not update from a positive integer to nil value");
    } else if (number(before, field) < number(after, field)) {
      problems.invalid(
          "spec." + field, number(after, field), "must be less than or equal to previous value");
    }
  }

  private static void tolerations(JsonNode before, JsonNode after, Problems problems) {
    boolean kept =
        before
            .valueStream()
            .allMatch(old -> after.valueStream().anyMatch(it -> sameBesideSeconds(old, it)));
    if (!kept) {
      problems.forbidden(
          "spec.tolerations",
          "existing toleration can not be modified except its tolerationSeconds");
    }
  }

  private static boolean sameBesideSeconds(JsonNode a, JsonNode b) {
    return ((ObjectNode) a)
        .deepCopy()
        .without("tolerationSeconds")
        .equals(((ObjectNode) b).deepCopy().without("tolerationSeconds"));
  }

  private static void schedulingGates(JsonNode before, JsonNode after, Problems problems) {
    for (int i = 0; i < after.size(); i++) {
      JsonNode gate = after.path(i);
      if (before.valueStream().noneMatch(gate::equals)) {
        problems.forbidden(
            at("spec.schedulingGates", i) + ".name",
            "only deletion is allowed, but found new scheduling gate '" + text(gate, "name") + "'");
      }
    }
  }

  /** The new spec with everything that may change put back as it was. */
  private static ObjectNode withoutMutable(ObjectNode before, ObjectNode after) {
    ObjectNode out = after.deepCopy();
    for (String field : List.of("activeDeadlineSeconds", "tolerations", "schedulingGates")) {
      restore(before, out, field);
    }
    if (number(before, "terminationGracePeriodSeconds") < 0
        && number(after, "terminationGracePeriodSeconds") == 1) {
      restore(before, out, "terminationGracePeriodSeconds");
    }
    if (!before.path("schedulingGates").isEmpty()) {
      // A pod that waits for its gates may still be narrowed to fewer nodes.
      boolean onlyAdded =
          Fields.entries(before.path("nodeSelector")).stream()
              .allMatch(it -> it.getValue().equals(after.path("nodeSelector").path(it.getKey())));
      if (onlyAdded) {
        restore(before, out, "nodeSelector");
      }
    }
    for (String list : List.of("containers", "initContainers")) {
      if (out.get(list) instanceof ArrayNode containers) {
        for (int i = 0; i < containers.size(); i++) {
          if (containers.get(i) instanceof ObjectNode container) {
            container.set("image", before.path(list).path(i).path("image"));
          }
        }
      }
    }
    return out;
  }

  private static void restore(ObjectNode before, ObjectNode out, String field) {
    if (before.has(field)) {
      out.set(field, before.get(field));
    } else {
      out.remove(field);
    }
  }

  /** Where two trees differ, one line for each place, in the manner of Go's cmp.Diff. */
  static String difference(JsonNode before, JsonNode after, String path) {
    List<String> lines = new ArrayList<>();
    collect(before, after, path, lines);
    return String.join("\n", lines);
  }

  private static void collect(JsonNode before, JsonNode after, String path, List<String> lines) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      TreeSet<String> names = new TreeSet<>(before.propertyNames());
      names.addAll(after.propertyNames());
      names.forEach(it -> collect(before.path(it), after.path(it), path + "." + it, lines));
    } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
      for (int i = 0; i < before.size(); i++) {
        collect(before.path(i), after.path(i), at(path, i), lines);
      }
    } else {
      if (!before.isMissingNode()) {
        lines.add("-\t" + path + ": " + before);
      }
      if (!after.isMissingNode()) {
        lines.add("+\t" + path + ": " + after);
      }
    }
  }

  /** A write to the {@code ephemeralcontainers} subresource. */
  static void ephemeralContainers(JsonNode stored, JsonNode pod, Problems problems) {
    PodRules.check(pod.path("spec"), "spec", true, problems);
    JsonNode after = pod.at("/spec/ephemeralContainers");
    for (JsonNode old : stored.at("/spec/ephemeralContainers")) {
      String name = text(old, "name");
      JsonNode now =
          after
              .valueStream()
              .filter(it -> text(it, "name").equals(name))
              .findFirst()
              .orElse(Fields.missing());
      if (now.isMissingNode()) {
        problems.forbidden(
            "spec.ephemeralContainers",
            "existing ephemeral containers \"" + name + "\" may not be removed\n");
      } else if (!now.equals(old)) {
        problems.forbidden(
            "spec.ephemeralContainers",
            "existing ephemeral containers \""
                + name
                + "\" may not be changed\n"
                + difference(old, now, "ephemeralContainer"));
      }
    }
  }
}
