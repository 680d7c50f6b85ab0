package io.eksnet.kubernetes.admission;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** How rules read and fill in fields. An empty text counts as none, as in Go's types. */
final class Fields {
  private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

  private Fields() {}

  /** Whether a field says anything. */
  static boolean given(JsonNode object, String name) {
    JsonNode value = object.path(name);
    return !value.isMissingNode()
        && !value.isNull()
        && !(value.isString() && value.asString().isEmpty());
  }

  /** A text; empty when there is none. */
  static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    return value.isString() ? value.asString() : "";
  }

  /** A number; 0 when there is none. */
  static long number(JsonNode object, String name) {
    return object.path(name).asLong(0);
  }

  /** A flag; false when there is none. */
  static boolean flag(JsonNode object, String name) {
    return object.path(name).asBoolean(false);
  }

  /** The fields of an object or map; none when it is something else. */
  static Set<Map.Entry<String, JsonNode>> entries(JsonNode object) {
    return object.isObject() ? object.properties() : NOTHING.properties();
  }

  /** An element's place: {@code path[3]}. */
  static String at(String path, int index) {
    return path + "[" + index + "]";
  }

  /** A key's place: {@code path[key]}. */
  static String at(String path, String key) {
    return path + "[" + key + "]";
  }

  /** Fills in a text unless one is given. */
  static void fill(ObjectNode object, String name, String value) {
    if (!given(object, name)) {
      object.put(name, value);
    }
  }

  /** Fills in a number unless one is given. */
  static void fill(ObjectNode object, String name, int value) {
    if (!given(object, name)) {
      object.put(name, value);
    }
  }

  /** The object in a field; an empty one is put there when there is none. */
  static ObjectNode object(ObjectNode parent, String name) {
    return parent.get(name) instanceof ObjectNode there ? there : parent.putObject(name);
  }

  /** The list in a field; an empty one is put there when there is none. */
  static ArrayNode list(ObjectNode parent, String name) {
    return parent.get(name) instanceof ArrayNode there ? there : parent.putArray(name);
  }

  /** The objects of a list; none when there is no list. */
  static Iterable<ObjectNode> objects(JsonNode parent, String name) {
    return () ->
        parent
            .path(name)
            .valueStream()
            .filter(ObjectNode.class::isInstance)
            .map(ObjectNode.class::cast)
            .iterator();
  }

  /** The metadata of an object; nothing when it has none. */
  static JsonNode metadata(JsonNode object) {
    return object.path("metadata");
  }

  /** A node that is not there. */
  static JsonNode missing() {
    return MissingNode.getInstance();
  }
}
