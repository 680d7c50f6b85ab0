package io.eksnet.kubernetes.schema;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One pass over one body: the tree so far, where it is, and what was wrong on the way. */
final class Reading {
  /** Kubernetes stops collecting there (sigs.k8s.io/json). */
  private static final int MAX_PROBLEMS = 100;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'");
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

  private final JsonParser parser;
  private final List<String> problems = new ArrayList<>();

  /** Innermost last: names of fields and map keys as String, positions as Integer. */
  private final Deque<Object> path = new ArrayDeque<>();

  /** As Go's error context has it: field names only, without positions and map keys. */
  private final Deque<String> fields = new ArrayDeque<>();

  private Optional<String> firstError = Optional.empty();
  private Optional<TypeSchema> enclosing = Optional.empty();

  Reading(JsonParser parser) {
    this.parser = parser;
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  /** The first wrong type or value; later ones are not reported, as in Go. */
  Optional<String> firstError() {
    return firstError;
  }

  /** Reads an object whose opening brace was just read. */
  ObjectNode object(TypeSchema type) {
    ObjectNode out = NODES.objectNode();
    Optional<TypeSchema> outer = enclosing;
    enclosing = Optional.of(type);
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      Field field = type.fieldOrNull(name);
      parser.nextToken();
      if (field == null) {
        problem("unknown field ", name);
        parser.skipChildren();
        continue;
      }
      if (out.has(name)) {
        problem("duplicate field ", name);
      }
      path.addLast(name);
      fields.addLast(name);
      JsonNode value = value(field.type());
      fields.removeLast();
      path.removeLast();
      if (value != null && (!emptyCollection(value, field) || field.required())) {
        out.set(name, value);
      }
    }
    enclosing = outer;
    return out;
  }

  /** Empty optional lists and maps are as good as none in Go; an empty object is not. */
  private static boolean emptyCollection(JsonNode value, Field field) {
    return switch (field.type()) {
      case FieldType.ListOf _, FieldType.MapOf _ -> value.isEmpty();
      case FieldType.Reference _, FieldType.Scalar _ -> false;
    };
  }

  /** Reads the value at the current token; null when it is null, or of the wrong type. */
  private @Nullable JsonNode value(FieldType type) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    return switch (type) {
      case FieldType.Scalar scalar -> scalar(scalar, token);
      case FieldType.Reference(var target) ->
          token == JsonToken.START_OBJECT ? object(target) : wrong(type, token);
      case FieldType.ListOf(var element) ->
          token == JsonToken.START_ARRAY ? list(element) : wrong(type, token);
      case FieldType.MapOf(var element) ->
          token == JsonToken.START_OBJECT ? map(element) : wrong(type, token);
    };
  }

  private ArrayNode list(FieldType element) {
    ArrayNode out = NODES.arrayNode();
    int index = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      path.addLast(index++);
      JsonNode value = value(element);
      path.removeLast();
      out.add(value == null ? zero(element) : value);
    }
    return out;
  }

  /** What a null in a list or map is in Go: the zero of the element's type. */
  private static JsonNode zero(FieldType type) {
    return switch (type) {
      case FieldType.Scalar.BOOLEAN -> NODES.booleanNode(false);
      case FieldType.Scalar.INT32, FieldType.Scalar.INT64, FieldType.Scalar.DOUBLE ->
          NODES.numberNode(0);
      case FieldType.Scalar.QUANTITY -> NODES.stringNode("0");
      case FieldType.Scalar.ANYTHING -> NODES.nullNode();
      case FieldType.Scalar _ -> NODES.stringNode("");
      case FieldType.ListOf _ -> NODES.arrayNode();
      case FieldType.MapOf _, FieldType.Reference _ -> NODES.objectNode();
    };
  }

  private ObjectNode map(FieldType element) {
    ObjectNode out = NODES.objectNode();
    for (String key = parser.nextName(); key != null; key = parser.nextName()) {
      parser.nextToken();
      if (out.has(key)) {
        problem("duplicate field ", key);
      }
      path.addLast(key);
      JsonNode value = value(element);
      path.removeLast();
      out.set(key, value == null ? zero(element) : value);
    }
    return out;
  }

  private @Nullable JsonNode scalar(FieldType.Scalar type, JsonToken token) {
    return switch (type) {
      case ANYTHING -> anything(token);
      case BOOLEAN ->
          token.isBoolean() ? NODES.booleanNode(parser.getBooleanValue()) : wrong(type, token);
      case STRING ->
          token == JsonToken.VALUE_STRING
              ? NODES.stringNode(parser.getString())
              : wrong(type, token);
      case INT32, INT64 -> token.isNumeric() ? integer(type) : wrong(type, token);
      case DOUBLE ->
          token.isNumeric() ? NODES.numberNode(parser.getDoubleValue()) : wrong(type, token);
      case BYTES ->
          token == JsonToken.VALUE_STRING ? bytes(parser.getString()) : wrong(type, token);
      case TIME, MICRO_TIME ->
          token == JsonToken.VALUE_STRING
              ? time(type, parser.getString())
              : wrong(FieldType.Scalar.STRING, token);
      case QUANTITY -> quantity(token);
      case INT_OR_STRING -> intOrString(token);
    };
  }

  private @Nullable JsonNode integer(FieldType.Scalar type) {
    String text = parser.getString();
    try {
      long number = Long.parseLong(text);
      if (number == (int) number) {
        return NODES.numberNode((int) number);
      }
      if (type == FieldType.Scalar.INT64) {
        return NODES.numberNode(number);
      }
    } catch (NumberFormatException _) {
      // A fraction, an exponent, or too large: reported below, as in Go.
    }
    return mismatch("number " + text, type.go());
  }

  private @Nullable JsonNode bytes(String text) {
    try {
      byte[] decoded = Base64.getDecoder().decode(text.replaceAll("[\\r\\n]", ""));
      return NODES.stringNode(Base64.getEncoder().encodeToString(decoded));
    } catch (IllegalArgumentException _) {
      return failed("illegal base64 data at input byte " + firstIllegal(text));
    }
  }

  private static int firstIllegal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean legal =
          (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '+';
      if (!legal && c != '/' && c != '=') {
        return i;
      }
    }
    return text.length() / 4 * 4;
  }

  private @Nullable JsonNode time(FieldType.Scalar type, String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      OffsetDateTime at = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
      return NODES.stringNode((type == FieldType.Scalar.TIME ? SECONDS : MICROS).format(at));
    } catch (DateTimeParseException _) {
      String layout =
          type == FieldType.Scalar.TIME
              ? "2006-01-02T15:04:05Z07:00"
              : "2006-01-02T15:04:05.000000Z07:00";
      return failed(
          "parsing time %s as \"%s\": cannot parse %s as \"2006\""
              .formatted(Quoted.go(text), layout, Quoted.go(text)));
    }
  }

  private @Nullable JsonNode quantity(JsonToken token) {
    if (!token.isScalarValue() || token.isBoolean()) {
      return failed(
          "quantities must match the regular expression"
              + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
    }
    Optional<Quantity> quantity = Quantity.parse(parser.getString().strip());
    return quantity.isPresent()
        ? NODES.stringNode(quantity.get().canonical())
        : failed(
            "quantities must match the regular expression"
                + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
  }

  private @Nullable JsonNode intOrString(JsonToken token) {
    if (token == JsonToken.VALUE_STRING) {
      return NODES.stringNode(parser.getString());
    }
    if (token.isNumeric()) {
      try {
        return NODES.numberNode(Integer.parseInt(parser.getString()));
      } catch (NumberFormatException _) {
        return failed(
            "json: cannot unmarshal number %s into Go value of type int32"
                .formatted(parser.getString()));
      }
    }
    parser.skipChildren();
    return failed(
        "json: cannot unmarshal %s into Go value of type int32".formatted(valueKind(token)));
  }

  private JsonNode anything(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> map(FieldType.Scalar.ANYTHING);
      case START_ARRAY -> list(FieldType.Scalar.ANYTHING);
      case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      default -> NODES.stringNode(parser.getString());
    };
  }

  private @Nullable JsonNode wrong(FieldType type, JsonToken token) {
    parser.skipChildren();
    return mismatch(valueKind(token), type.goName());
  }

  private @Nullable JsonNode mismatch(String value, String type) {
    String where = enclosing.map(TypeSchema::name).orElse("") + "." + String.join(".", fields);
    return failed(
        "json: cannot unmarshal %s into Go struct field %s of type %s"
            .formatted(value, where, type));
  }

  private @Nullable JsonNode failed(String message) {
    parser.skipChildren();
    if (firstError.isEmpty()) {
      firstError = Optional.of(message);
    }
    return null;
  }

  /** How Go names what it met. */
  static String valueKind(@Nullable JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "object";
      case START_ARRAY -> "array";
      case VALUE_TRUE, VALUE_FALSE -> "bool";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number";
      case VALUE_STRING -> "string";
      case null, default -> "null";
    };
  }

  private void problem(String what, String name) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(what + Quoted.go(place() + name));
    }
  }

  private String place() {
    StringBuilder out = new StringBuilder();
    for (Iterator<Object> it = path.iterator(); it.hasNext(); ) {
      switch (it.next()) {
        case Integer index -> {
          out.setLength(out.length() - 1);
          out.append('[').append(index).append("].");
        }
        case Object name -> out.append(name).append('.');
      }
    }
    return out.toString();
  }
}
