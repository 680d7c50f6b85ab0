package io.eksnet.kubernetes.table;

import io.eksnet.kubernetes.Fixtures;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.table.Tables.IncludeObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What {@code kubectl get -o wide} would show of one object. */
final class Printed {
  static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");

  private Printed() {}

  /** The cells by their headings. */
  static Map<String, String> cells(ObjectNode object) {
    JsonNode table = table(object);
    Map<String, String> cells = new LinkedHashMap<>();
    JsonNode values = table.path("rows").path(0).path("cells");
    for (int i = 0; i < values.size(); i++) {
      String heading = table.path("columnDefinitions").path(i).path("name").asString("");
      cells.put(heading, values.path(i).asString(""));
    }
    return cells;
  }

  static Map<String, String> cells(String yaml) {
    return cells(Fixtures.yaml(yaml));
  }

  /** One cell. */
  static String cell(String heading, String yaml) {
    return String.valueOf(cells(yaml).get(heading));
  }

  /** The headings, wide ones in brackets. */
  static String headings(GroupVersionKind kind) {
    List<String> plain = new ArrayList<>();
    for (JsonNode column : table(kind, List.of()).path("columnDefinitions")) {
      String name = column.path("name").asString("");
      plain.add(column.path("priority").asInt(0) == 1 ? "[" + name + "]" : name);
    }
    return String.join(" | ", plain);
  }

  static ObjectNode table(ObjectNode object) {
    return table(GroupVersionKind.of(object).orElseThrow(), List.of(object));
  }

  private static ObjectNode table(GroupVersionKind kind, List<ObjectNode> objects) {
    return Tables.table(
        kind, objects, JsonNodeFactory.instance.objectNode(), IncludeObject.NONE, true, NOW);
  }
}
