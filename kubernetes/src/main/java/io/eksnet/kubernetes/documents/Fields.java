package io.eksnet.kubernetes.documents;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Reads fields of a JSON object that has passed admission; what is missing becomes the empty value.
 */
final class Fields {
  private Fields() {}

  static String text(JsonNode object, String name) {
    return object.path(name).asString("");
  }

  static Optional<String> optionalText(JsonNode object, String name) {
    return Optional.of(text(object, name)).filter(it -> !it.isEmpty());
  }

  static int integer(JsonNode object, String name) {
    return object.path(name).asInt(0);
  }

  static int integer(JsonNode object, String name, int fallback) {
    return object.path(name).asInt(fallback);
  }

  static long longInteger(JsonNode object, String name, long fallback) {
    return object.path(name).asLong(fallback);
  }

  static boolean flag(JsonNode object, String name) {
    return object.path(name).asBoolean(false);
  }

  static boolean flag(JsonNode object, String name, boolean fallback) {
    return object.path(name).asBoolean(fallback);
  }

  static Instant time(JsonNode object, String name) {
    return optionalTime(object, name).orElse(Instant.EPOCH);
  }

  static Optional<Instant> optionalTime(JsonNode object, String name) {
    String text = text(object, name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  static List<String> texts(JsonNode object, String name) {
    return list(object, name, it -> it.asString(""));
  }

  static <T> List<T> list(JsonNode object, String name, Function<JsonNode, T> element) {
    JsonNode array = object.path(name);
    if (array.isEmpty()) {
      return List.of();
    }
    List<T> elements = new ArrayList<>(array.size());
    array.forEach(it -> elements.add(element.apply(it)));
    return elements;
  }

  static Map<String, String> map(JsonNode object, String name) {
    JsonNode map = object.path(name);
    if (map.isEmpty()) {
      return Map.of();
    }
    Map<String, String> entries = new LinkedHashMap<>();
    map.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue().asString("")));
    return entries;
  }
}
