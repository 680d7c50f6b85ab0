package io.eksnet.kubernetes.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A LabelSelector as text: {@code app=web,tier in (a,b),!old}, in the order of the keys. Source:
 * apimachinery, metav1.FormatLabelSelector.
 */
final class SelectorText {
  private record Term(String key, String text) {}

  private SelectorText() {}

  /** {@code <none>} for a selector that is absent or selects everything. */
  static String of(JsonNode selector) {
    List<Term> terms = new ArrayList<>();
    selector
        .path("matchLabels")
        .properties()
        .forEach(it -> terms.add(equal(it.getKey(), it.getValue())));
    for (JsonNode expression : selector.path("matchExpressions")) {
      String key = expression.path("key").asString("");
      String values = values(expression.path("values"));
      switch (expression.path("operator").asString("")) {
        case "In" -> terms.add(new Term(key, key + " in (" + values + ")"));
        case "NotIn" -> terms.add(new Term(key, key + " notin (" + values + ")"));
        case "Exists" -> terms.add(new Term(key, key));
        case "DoesNotExist" -> terms.add(new Term(key, "!" + key));
        default -> {
          return "<error>";
        }
      }
    }
    terms.sort(Comparator.comparing(Term::key));
    return Text.orNone(terms.stream().map(Term::text).collect(Collectors.joining(",")));
  }

  private static Term equal(String key, JsonNode value) {
    return new Term(key, key + "=" + value.asString(""));
  }

  private static String values(JsonNode values) {
    Collection<String> sorted = new TreeSet<>(Text.strings(values));
    return String.join(",", sorted);
  }
}
