package io.eksnet.kubernetes.patch;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/**
 * How two objects of one type differ, place by place.
 *
 * @param added places that only the second has; new containers count beside their parts
 * @param modified places where the second has another value
 * @param removed places that only the first has
 */
record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {
  private static final JsonNode MISSING = MissingNode.getInstance();

  /**
   * Structs that Go's types always have, so that giving them parts does not add them: they are no
   * pointers. Only matters for objects and templates as a whole.
   */
  private static final Set<String> ALWAYS_THERE =
      Set.of(
          "f:metadata",
          "f:spec",
          "f:status",
          "f:template",
          "f:strategy",
          "f:updateStrategy",
          "f:containers",
          "f:loadBalancer",
          "f:involvedObject",
          "f:source",
          "f:nodeInfo",
          "f:daemonEndpoints",
          "f:kubeletEndpoint");

  /** Compares two values; either may be missing. */
  static Comparison of(Typed type, JsonNode before, JsonNode after) {
    Walk walk = new Walk(new FieldSet.Builder(), new FieldSet.Builder(), new FieldSet.Builder());
    walk.compare(type, before, after);
    return new Comparison(walk.added.build(), walk.modified.build(), walk.removed.build());
  }

  /** Added and modified together. */
  FieldSet changed() {
    return added.union(modified);
  }

  boolean same() {
    return added.isEmpty() && modified.isEmpty() && removed.isEmpty();
  }

  private record Walk(FieldSet.Builder added, FieldSet.Builder modified, FieldSet.Builder removed) {
    void compare(Typed type, JsonNode before, JsonNode after) {
      if (Values.same(before, after)) {
        return;
      }
      if (before.isMissingNode()) {
        added.add();
      } else if (after.isMissingNode()) {
        removed.add();
      }
      if (type.divides(before) || type.divides(after)) {
        parts(type, before, after);
      } else if (!before.isMissingNode() && !after.isMissingNode()) {
        modified.add();
      }
    }

    private void parts(Typed type, JsonNode before, JsonNode after) {
      Map<String, JsonNode> old = type.parts(before);
      Map<String, JsonNode> now = type.parts(after);
      Set<String> steps = new LinkedHashSet<>(old.keySet());
      steps.addAll(now.keySet());
      for (String step : steps) {
        JsonNode was = old.getOrDefault(step, MISSING);
        JsonNode is = now.getOrDefault(step, MISSING);
        boolean there = !before.isMissingNode() && ALWAYS_THERE.contains(step);
        new Walk(added.at(step), modified.at(step), removed.at(step))
            .compare(type.part(step), there && was.isMissingNode() ? empty(is) : was, is);
      }
    }

    private static JsonNode empty(JsonNode like) {
      return switch (like.getNodeType()) {
        case ARRAY -> JsonNodeFactory.instance.arrayNode();
        case OBJECT -> JsonNodeFactory.instance.objectNode();
        default -> MISSING;
      };
    }
  }
}
