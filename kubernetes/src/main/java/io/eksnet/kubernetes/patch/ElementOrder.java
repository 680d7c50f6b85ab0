package io.eksnet.kubernetes.patch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The order of a merged list: what the patch names stands as the patch says, what only the server
 * has keeps its order, and the two are woven so that the server's order holds wherever it knows
 * both neighbours.
 */
final class ElementOrder {
  private ElementOrder() {}

  /**
   * The elements in their order.
   *
   * @param merged what the list holds
   * @param wanted elements (or only their keys) in the patch's order
   * @param before the list as it was
   * @param key tells elements apart; empty for primitives
   */
  static ArrayNode merged(
      List<JsonNode> merged, List<JsonNode> wanted, List<JsonNode> before, String key) {
    List<JsonNode> named = new ArrayList<>();
    List<JsonNode> others = new ArrayList<>();
    for (JsonNode element : merged) {
      (index(wanted, element, key) >= 0 ? named : others).add(element);
    }
    named.sort(Comparator.comparingInt(it -> index(wanted, it, key)));
    others.sort(Comparator.comparingInt(it -> index(before, it, key)));
    return woven(others, named, before, key);
  }

  /**
   * The server's order where a list of objects was merged before it is ordered. Kubernetes deletes
   * from and appends to the very array that it then takes the order from, so new elements stand
   * where deleted ones made room, and are invisible beyond the old length.
   */
  static List<JsonNode> reused(List<JsonNode> merged, List<JsonNode> before, String key) {
    List<JsonNode> order = new ArrayList<>();
    before.stream().filter(it -> index(merged, it, key) >= 0).forEach(order::add);
    merged.stream().filter(it -> index(before, it, key) < 0).forEach(order::add);
    return order.subList(0, Math.min(order.size(), before.size()));
  }

  /** Whether a patch lists its elements (directives aside) in the order that it asks for. */
  static boolean keeps(ArrayNode patch, ArrayNode order, String key) {
    int at = 0;
    for (JsonNode element : patch) {
      if (element.has(StrategicMerge.PATCH) || (!key.isEmpty() && !element.has(key))) {
        continue;
      }
      while (at < order.size() && !Values.same(keyOf(order.get(at), key), keyOf(element, key))) {
        at++;
      }
      if (at++ >= order.size()) {
        return false;
      }
    }
    return true;
  }

  private static ArrayNode woven(
      List<JsonNode> others, List<JsonNode> named, List<JsonNode> before, String key) {
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    int other = 0;
    int next = 0;
    while (other < others.size() && next < named.size()) {
      int place = index(before, others.get(other), key);
      int namedPlace = index(before, named.get(next), key);
      if (place >= 0 && namedPlace >= 0 && place < namedPlace) {
        out.add(others.get(other++));
      } else {
        out.add(named.get(next++));
      }
    }
    named.subList(next, named.size()).forEach(out::add);
    others.subList(other, others.size()).forEach(out::add);
    return out;
  }

  private static int index(List<JsonNode> list, JsonNode element, String key) {
    for (int i = 0; i < list.size(); i++) {
      if (Values.same(keyOf(list.get(i), key), keyOf(element, key))) {
        return i;
      }
    }
    return -1;
  }

  private static JsonNode keyOf(JsonNode element, String key) {
    return key.isEmpty() ? element : element.path(key);
  }
}
