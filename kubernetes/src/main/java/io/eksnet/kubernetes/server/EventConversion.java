package io.eksnet.kubernetes.server;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events are kept as {@code v1} and served as {@code events.k8s.io/v1} too, where some fields have
 * other names. Source: kubernetes, pkg/apis/events/v1/conversion.go.
 */
final class EventConversion {
  private static final String[][] RENAMED = {
    {"involvedObject", "regarding"},
    {"message", "note"},
    {"reportingComponent", "reportingController"},
    {"source", "deprecatedSource"},
    {"firstTimestamp", "deprecatedFirstTimestamp"},
    {"lastTimestamp", "deprecatedLastTimestamp"},
    {"count", "deprecatedCount"}
  };

  private EventConversion() {}

  /** From the form that is kept. */
  static ObjectNode served(ObjectNode event) {
    return renamed(event, 0, 1).put("apiVersion", "events.k8s.io/v1");
  }

  /** To the form that is kept. */
  static ObjectNode kept(ObjectNode event) {
    return renamed(event, 1, 0).put("apiVersion", "v1");
  }

  private static ObjectNode renamed(ObjectNode event, int from, int to) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.setAll(event);
    for (String[] names : RENAMED) {
      JsonNode value = out.remove(names[from]);
      if (value != null) {
        out.set(names[to], value);
      }
    }
    return out;
  }
}
