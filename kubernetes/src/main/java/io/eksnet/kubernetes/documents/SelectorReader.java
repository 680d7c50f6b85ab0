package io.eksnet.kubernetes.documents;

import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.LabelSelector.Operator;
import io.eksnet.kube.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Label selectors between JSON and their typed form. */
final class SelectorReader {
  private SelectorReader() {}

  /** A {@code metav1.LabelSelector}; a missing one selects everything, as an empty one does. */
  static LabelSelector read(JsonNode selector) {
    return new LabelSelector(
        new TreeMap<>(Fields.map(selector, "matchLabels")),
        requirements(selector, "matchExpressions"));
  }

  /** None where the document has none. */
  static Optional<LabelSelector> optional(JsonNode owner, String name) {
    return Optional.of(owner.path(name)).filter(JsonNode::isObject).map(SelectorReader::read);
  }

  static List<Requirement> requirements(JsonNode owner, String name) {
    List<Requirement> requirements = new ArrayList<>();
    for (JsonNode it : owner.path(name)) {
      operator(Fields.text(it, "operator"))
          .ifPresent(
              operator ->
                  requirements.add(
                      new Requirement(
                          Fields.text(it, "key"), operator, Fields.texts(it, "values"))));
    }
    return requirements;
  }

  private static Optional<Operator> operator(String text) {
    for (Operator operator : Operator.values()) {
      if (operator.text().equals(text)) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  static ObjectNode write(LabelSelector selector) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    Metadata.putMap(out, "matchLabels", selector.matchLabels());
    if (!selector.matchExpressions().isEmpty()) {
      var expressions = out.putArray("matchExpressions");
      for (Requirement requirement : selector.matchExpressions()) {
        ObjectNode one = expressions.addObject();
        one.put("key", requirement.key()).put("operator", requirement.operator().text());
        if (!requirement.values().isEmpty()) {
          requirement.values().forEach(one.putArray("values")::add);
        }
      }
    }
    return out;
  }
}
