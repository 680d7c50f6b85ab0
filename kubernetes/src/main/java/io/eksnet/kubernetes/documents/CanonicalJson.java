package io.eksnet.kubernetes.documents;

import io.eksnet.kube.Json;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One text for all spellings of a document: members sorted by name, and none that is null. A pod
 * template that comes back from {@code kubectl rollout undo} in another order, with {@code
 * creationTimestamp: null}, is the same template.
 */
final class CanonicalJson {
  private CanonicalJson() {}

  static Json of(JsonNode node) {
    return ObjectParts.json(canonical(node));
  }

  private static JsonNode canonical(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        Map<String, JsonNode> sorted = new TreeMap<>();
        object
            .properties()
            .forEach(
                member -> {
                  if (!member.getValue().isNull()) {
                    sorted.put(member.getKey(), canonical(member.getValue()));
                  }
                });
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.setAll(sorted);
        yield result;
      }
      case ArrayNode array -> {
        ArrayNode result = JsonNodeFactory.instance.arrayNode(array.size());
        array.forEach(element -> result.add(canonical(element)));
        yield result;
      }
      default -> node;
    };
  }
}
