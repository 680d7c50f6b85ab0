package io.eksnet.kubernetes.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The cells of one row while they are filled in, and the texts that several kinds share. */
final class Cells {
  static final String NONE = "<none>";

  private final ArrayNode cells;
  private final JsonNode object;
  private final Instant now;

  Cells(ArrayNode cells, JsonNode object, Instant now) {
    this.cells = cells;
    this.object = object;
    this.now = now;
  }

  JsonNode object() {
    return object;
  }

  Cells text(String value) {
    cells.add(value);
    return this;
  }

  Cells textOr(String value, String otherwise) {
    return text(value.isEmpty() ? otherwise : value);
  }

  Cells number(long value) {
    cells.add(value);
    return this;
  }

  /** A number of the object; 0 when it is not there. */
  Cells number(String pointer) {
    return number(object.at(pointer).asLong(0));
  }

  /** A text of the object; empty when it is not there. */
  Cells text(JsonNode parent, String name) {
    return text(textOf(parent, name));
  }

  Cells name() {
    return text(object.path("metadata"), "name");
  }

  Cells age() {
    return since(textOf(object.path("metadata"), "creationTimestamp"));
  }

  Cells since(String timestamp) {
    return text(ago(timestamp));
  }

  String ago(String timestamp) {
    return Ages.since(timestamp, now);
  }

  /** Containers, images and selector of a workload: the wide columns of all of them. */
  Cells workload() {
    List<String> names = new ArrayList<>();
    List<String> images = new ArrayList<>();
    for (JsonNode container : object.at("/spec/template/spec/containers")) {
      names.add(textOf(container, "name"));
      images.add(textOf(container, "image"));
    }
    return text(String.join(",", names))
        .text(String.join(",", images))
        .text(selector(object.at("/spec/selector")));
  }

  static String textOf(JsonNode parent, String name) {
    return parent.path(name).asString("");
  }

  /** {@code app=web,tier=front}. */
  static String labels(JsonNode labels) {
    if (labels.isEmpty()) {
      return NONE;
    }
    return labels.properties().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(it -> it.getKey() + "=" + it.getValue().asString(""))
        .collect(Collectors.joining(","));
  }

  /** {@code app=web,tier notin (db)}, by key. */
  static String selector(JsonNode selector) {
    TreeMap<String, List<String>> byKey = new TreeMap<>();
    selector
        .path("matchLabels")
        .properties()
        .forEach(
            it ->
                byKey
                    .computeIfAbsent(it.getKey(), _ -> new ArrayList<>())
                    .add(it.getKey() + "=" + it.getValue().asString("")));
    for (JsonNode requirement : selector.path("matchExpressions")) {
      String key = textOf(requirement, "key");
      byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(requirement(key, requirement));
    }
    return byKey.isEmpty()
        ? NONE
        : byKey.values().stream().flatMap(List::stream).collect(Collectors.joining(","));
  }

  private static String requirement(String key, JsonNode requirement) {
    String values =
        requirement
            .path("values")
            .valueStream()
            .map(it -> it.asString(""))
            .sorted(Comparator.naturalOrder())
            .collect(Collectors.joining(",", "(", ")"));
    return switch (textOf(requirement, "operator")) {
      case "In" -> key + " in " + values;
      case "NotIn" -> key + " notin " + values;
      case "DoesNotExist" -> "!" + key;
      default -> key;
    };
  }

  /** The first three, and how many more there are. */
  static String firstThree(List<String> all, String none) {
    if (all.isEmpty()) {
      return none;
    }
    String shown = String.join(",", all.subList(0, Math.min(3, all.size())));
    return all.size() > 3 ? shown + " + " + (all.size() - 3) + " more..." : shown;
  }
}
