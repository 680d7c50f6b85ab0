package io.eksnet.kubernetes.patch;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Equality of JSON values as users mean it: 1 equals 1.0, whatever class holds the number. */
final class Values {
  private Values() {}

  /** Whether both say the same. */
  @SuppressWarnings("ReferenceEquality") // shared sub-trees are the common case, and equal
  static boolean same(JsonNode a, JsonNode b) {
    if (a == b) {
      return true;
    }
    if (a.isNumber() && b.isNumber()) {
      return (isLong(a) && isLong(b))
          ? a.longValue() == b.longValue()
          : a.decimalValue().compareTo(b.decimalValue()) == 0;
    }
    if (a.getNodeType() != b.getNodeType() || a.size() != b.size()) {
      return false;
    }
    return switch (a.getNodeType()) {
      case OBJECT -> sameMaps(a, b);
      case ARRAY -> sameLists(a, b);
      default -> a.equals(b);
    };
  }

  /** How many values a tree holds. */
  static long size(JsonNode value) {
    long size = 1;
    for (JsonNode part : value) {
      size += size(part);
    }
    return size;
  }

  private static boolean isLong(JsonNode number) {
    return number.isIntegralNumber() && number.canConvertToLong();
  }

  private static boolean sameLists(JsonNode a, JsonNode b) {
    for (int i = 0; i < a.size(); i++) {
      if (!same(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameMaps(JsonNode a, JsonNode b) {
    for (Map.Entry<String, JsonNode> entry : a.properties()) {
      JsonNode other = b.get(entry.getKey());
      if (other == null || !same(entry.getValue(), other)) {
        return false;
      }
    }
    return true;
  }
}
