package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Fields.at;
import static io.eksnet.kubernetes.admission.Fields.entries;
import static io.eksnet.kubernetes.admission.Fields.text;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Labels, annotations and label selectors: what they may hold, and what a selector matches. */
final class Labels {
  /** Bytes that all annotations of one object may take together. */
  static final int ANNOTATIONS_LIMIT = 256 * 1024;

  private Labels() {}

  /** A map of labels, or of equal parts such as a node selector. */
  static void labels(JsonNode labels, String path, Problems problems) {
    for (Map.Entry<String, JsonNode> label : entries(labels)) {
      name(label.getKey(), path, problems);
      String value = label.getValue().asString("");
      problems.invalid(path, value, Formats.labelValue(value));
    }
  }

  /** One key of a label. */
  static void name(String key, String path, Problems problems) {
    problems.invalid(path, key, Formats.qualifiedName(key));
  }

  /** A map of annotations. */
  static void annotations(JsonNode annotations, String path, Problems problems) {
    long size = 0;
    for (Map.Entry<String, JsonNode> annotation : entries(annotations)) {
      String key = annotation.getKey();
      problems.invalid(path, key, Formats.qualifiedName(Formats.lower(key)));
      size += key.length() + annotation.getValue().asString("").length();
    }
    if (size > ANNOTATIONS_LIMIT) {
      problems.add(io.eksnet.kubernetes.status.FieldError.tooLong(path, ANNOTATIONS_LIMIT));
    }
  }

  /** A label selector. */
  static void selector(JsonNode selector, String path, Problems problems) {
    labels(selector.path("matchLabels"), path + ".matchLabels", problems);
    int index = 0;
    for (JsonNode requirement : selector.path("matchExpressions")) {
      requirement(requirement, at(path + ".matchExpressions", index++), problems);
    }
  }

  private static void requirement(JsonNode requirement, String path, Problems problems) {
    JsonNode values = requirement.path("values");
    switch (text(requirement, "operator")) {
      case "In", "NotIn" -> {
        if (values.isEmpty()) {
          problems.required(
              path + ".values", "must be specified when `operator` is 'In' or 'NotIn'");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!values.isEmpty()) {
          problems.forbidden(
              path + ".values",
              "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
      }
      case String other ->
          problems.invalid(path + ".operator", other, "not a valid selector operator");
    }
    name(text(requirement, "key"), path + ".key", problems);
    for (int i = 0; i < values.size(); i++) {
      String value = values.path(i).asString("");
      problems.invalid(at(path + ".values", i), value, Formats.labelValue(value));
    }
  }

  /** Whether a selector says nothing; such a one matches everything. */
  static boolean empty(JsonNode selector) {
    return selector.path("matchLabels").isEmpty() && selector.path("matchExpressions").isEmpty();
  }

  /** Whether labels satisfy a selector. */
  static boolean matches(JsonNode selector, JsonNode labels) {
    return entries(selector.path("matchLabels")).stream()
            .allMatch(it -> labels.path(it.getKey()).equals(it.getValue()))
        && selector.path("matchExpressions").valueStream().allMatch(it -> satisfies(it, labels));
  }

  private static boolean satisfies(JsonNode requirement, JsonNode labels) {
    JsonNode value = labels.path(text(requirement, "key"));
    boolean listed = requirement.path("values").valueStream().anyMatch(value::equals);
    return switch (text(requirement, "operator")) {
      case "In" -> listed;
      case "NotIn" -> !listed;
      case "Exists" -> !value.isMissingNode();
      case "DoesNotExist" -> value.isMissingNode();
      default -> false;
    };
  }
}
