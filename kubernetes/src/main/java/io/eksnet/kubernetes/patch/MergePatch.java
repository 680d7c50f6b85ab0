package io.eksnet.kubernetes.patch;

import io.eksnet.kubernetes.status.Status;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A JSON merge patch (RFC 7386), {@code application/merge-patch+json}. */
public final class MergePatch {
  private MergePatch() {}

  /** The object with the patch applied; null deletes, everything but objects replaces. */
  public static Patched apply(ObjectNode object, JsonNode patch) {
    return patch instanceof ObjectNode fields
        ? new Patched.Done(merged(object, fields))
        : new Patched.Refused(
            Status.badRequest("a JSON merge patch for an object is a JSON object, found " + patch));
  }

  private static ObjectNode merged(ObjectNode target, ObjectNode patch) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.setAll(target);
    for (Map.Entry<String, JsonNode> entry : patch.properties()) {
      String name = entry.getKey();
      switch (entry.getValue()) {
        case JsonNode value when value.isNull() -> out.remove(name);
        case ObjectNode value ->
            out.set(
                name,
                merged(
                    out.get(name) instanceof ObjectNode old
                        ? old
                        : JsonNodeFactory.instance.objectNode(),
                    value));
        case JsonNode value -> out.set(name, value);
      }
    }
    return out;
  }
}
