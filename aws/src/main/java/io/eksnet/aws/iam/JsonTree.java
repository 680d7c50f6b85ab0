package io.eksnet.aws.iam;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** JSON as maps, lists and texts; a policy's numbers and booleans are texts to it, too. */
final class JsonTree {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** What policies never reach, and what a parser must not follow. */
  private static final int DEEPEST = 20;

  private JsonTree() {}

  /** The object that a text is; empty if it is not JSON, or no object, or repeats a member. */
  static Optional<Map<String, Object>> object(String text) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Map<String, Object> tree = members(parser, 0);
      return parser.nextToken() == null ? Optional.of(tree) : Optional.empty();
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> members(JsonParser parser, int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser, depth + 1));
    }
    return members;
  }

  private static Object value(JsonParser parser, int depth) {
    if (depth > DEEPEST) {
      parser.skipChildren();
      return "";
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> members(parser, depth);
      case START_ARRAY -> {
        List<Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(parser, depth + 1));
        }
        yield items;
      }
      default -> parser.getString();
    };
  }
}
