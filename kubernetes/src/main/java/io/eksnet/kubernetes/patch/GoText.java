package io.eksnet.kubernetes.patch;

import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** JSON as Go's {@code %v} prints it, which some messages of Kubernetes contain. */
final class GoText {
  private GoText() {}

  /** {@code map[image:nginx ports:[80 443]]}: keys sorted, texts without quotes. */
  static String of(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> {
        TreeMap<String, JsonNode> sorted = new TreeMap<>();
        value.properties().forEach(it -> sorted.put(it.getKey(), it.getValue()));
        yield sorted.entrySet().stream()
            .map(it -> it.getKey() + ":" + of(it.getValue()))
            .collect(Collectors.joining(" ", "map[", "]"));
      }
      case ARRAY -> value.valueStream().map(GoText::of).collect(Collectors.joining(" ", "[", "]"));
      case NULL, MISSING -> "<nil>";
      default -> value.asString();
    };
  }
}
