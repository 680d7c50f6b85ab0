package io.eksnet.kubernetes.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Cell texts that several kinds share. */
final class Text {
  static final String NONE = "<none>";
  static final String PENDING = "<pending>";
  static final String UNKNOWN = "<unknown>";
  static final String UNSET = "<unset>";

  /** How many of a list are named; the others are counted. */
  private static final int NAMED = 3;

  private Text() {}

  static String orNone(String text) {
    return text.isEmpty() ? NONE : text;
  }

  static String orUnknown(String text) {
    return text.isEmpty() ? UNKNOWN : text;
  }

  /** A field of each element of an array. */
  static List<String> fields(JsonNode array, String field) {
    List<String> values = new ArrayList<>(array.size());
    array.forEach(it -> values.add(it.path(field).asString("")));
    return values;
  }

  static List<String> strings(JsonNode array) {
    List<String> values = new ArrayList<>(array.size());
    array.forEach(it -> values.add(it.asString("")));
    return values;
  }

  /** {@code a,b,c + 2 more...}. */
  static String firstThree(List<String> values) {
    return values.size() <= NAMED
        ? String.join(",", values)
        : "%s + %d more..."
            .formatted(String.join(",", values.subList(0, NAMED)), values.size() - NAMED);
  }

  /** {@code a=b,c=d} in the order of the keys. Source: apimachinery, labels.FormatLabels. */
  static String labels(JsonNode labels) {
    Map<String, String> sorted = new TreeMap<>();
    labels.properties().forEach(it -> sorted.put(it.getKey(), it.getValue().asString("")));
    List<String> terms = new ArrayList<>(sorted.size());
    sorted.forEach((key, value) -> terms.add(key + "=" + value));
    return orNone(String.join(",", terms));
  }
}
