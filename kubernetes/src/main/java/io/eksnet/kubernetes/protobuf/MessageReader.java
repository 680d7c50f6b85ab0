package io.eksnet.kubernetes.protobuf;

import io.eksnet.kubernetes.protobuf.MessageType.Field;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns one protobuf message into its JSON form by the table; unknown field numbers are skipped.
 */
final class MessageReader {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Deeper than any Kubernetes object; a bound against bodies made to exhaust the stack. */
  private static final int MAX_DEPTH = 100;

  private final MessageTypes types;
  private final JsonMapper mapper;

  MessageReader(MessageTypes types, JsonMapper mapper) {
    this.types = types;
    this.mapper = mapper;
  }

  void readInto(ObjectNode target, MessageType type, WireReader in, int depth)
      throws MalformedProtobufException {
    if (depth > MAX_DEPTH) {
      throw new MalformedProtobufException("messages are nested deeper than " + MAX_DEPTH);
    }
    while (in.hasMore()) {
      int tag = in.tag();
      Optional<Field> field = type.field(tag >>> 3);
      if (field.isEmpty()) {
        in.skip(tag & 7);
      } else {
        readField(target, field.get(), in, tag & 7, depth);
      }
    }
  }

  private void readField(ObjectNode target, Field field, WireReader in, int wireType, int depth)
      throws MalformedProtobufException {
    switch (field.cardinality()) {
      case LIST -> readElement(list(target, field), field, in, wireType, depth);
      case MAP -> readEntry(map(target, field), field, in, wireType, depth);
      case SINGLE -> {
        if (field.inline()) {
          expect(wireType, WireReader.LENGTH_DELIMITED, field);
          readInto(target, types.named(field.type()), in.message(), depth + 1);
        } else {
          Optional<JsonNode> value = readValue(field.type(), in, wireType, depth);
          value
              .filter(it -> !(field.dropEmpty() && isZero(it)))
              .ifPresent(it -> target.set(field.name(), it));
        }
      }
    }
  }

  private static ArrayNode list(ObjectNode target, Field field) {
    return target.get(field.name()) instanceof ArrayNode known
        ? known
        : target.putArray(field.name());
  }

  private static ObjectNode map(ObjectNode target, Field field) {
    return target.get(field.name()) instanceof ObjectNode known
        ? known
        : target.putObject(field.name());
  }

  private void readElement(ArrayNode list, Field field, WireReader in, int wireType, int depth)
      throws MalformedProtobufException {
    boolean packed = field.type().equals("int") && wireType == WireReader.LENGTH_DELIMITED;
    if (packed) {
      WireReader numbers = in.message();
      while (numbers.hasMore()) {
        list.add(numbers.varint());
      }
    } else {
      readValue(field.type(), in, wireType, depth).ifPresent(list::add);
    }
  }

  private void readEntry(ObjectNode map, Field field, WireReader in, int wireType, int depth)
      throws MalformedProtobufException {
    expect(wireType, WireReader.LENGTH_DELIMITED, field);
    WireReader entry = in.message();
    String key = "";
    Optional<JsonNode> value = Optional.empty();
    while (entry.hasMore()) {
      int tag = entry.tag();
      switch (tag >>> 3) {
        case 1 -> {
          expect(tag & 7, WireReader.LENGTH_DELIMITED, field);
          key = entry.string();
        }
        case 2 -> value = readValue(field.type(), entry, tag & 7, depth);
        default -> entry.skip(tag & 7);
      }
    }
    map.set(key, value.orElseGet(() -> emptyOf(field.type())));
  }

  private static JsonNode emptyOf(String type) {
    return switch (type) {
      case "string", "bytes" -> JSON.stringNode("");
      case "api.resource.Quantity" -> JSON.stringNode("0");
      case "authentication.v1.ExtraValue", "authorization.v1.ExtraValue" -> JSON.arrayNode();
      default -> JSON.objectNode();
    };
  }

  /** One value, or none for a message that stands for "not set" (a zero time). */
  private Optional<JsonNode> readValue(String type, WireReader in, int wireType, int depth)
      throws MalformedProtobufException {
    return switch (type) {
      case "string" -> {
        expect(wireType, WireReader.LENGTH_DELIMITED, type);
        yield Optional.of(JSON.stringNode(in.string()));
      }
      case "bytes" -> {
        expect(wireType, WireReader.LENGTH_DELIMITED, type);
        yield Optional.of(JSON.stringNode(Base64.getEncoder().encodeToString(in.byteString())));
      }
      case "int" -> {
        expect(wireType, WireReader.VARINT, type);
        yield Optional.of(JSON.numberNode(in.varint()));
      }
      case "bool" -> {
        expect(wireType, WireReader.VARINT, type);
        yield Optional.of(JSON.booleanNode(in.varint() != 0));
      }
      case "double" -> {
        expect(wireType, WireReader.FIXED64, type);
        yield Optional.of(JSON.numberNode(Double.longBitsToDouble(in.fixed64())));
      }
      default -> {
        expect(wireType, WireReader.LENGTH_DELIMITED, type);
        yield readMessage(type, in.message(), depth + 1);
      }
    };
  }

  private Optional<JsonNode> readMessage(String type, WireReader in, int depth)
      throws MalformedProtobufException {
    return switch (type) {
      case "api.resource.Quantity" -> Optional.of(SpecialTypes.quantity(in));
      case "apis.meta.v1.Time" -> SpecialTypes.time(in, 0);
      case "apis.meta.v1.MicroTime" -> SpecialTypes.time(in, 6);
      case "apis.meta.v1.Duration" -> Optional.of(SpecialTypes.duration(in));
      case "util.intstr.IntOrString" -> Optional.of(SpecialTypes.intOrString(in));
      case "runtime.RawExtension", "apis.meta.v1.FieldsV1" -> rawJson(in);
      case "authentication.v1.ExtraValue",
          "authorization.v1.ExtraValue",
          "certificates.v1.ExtraValue",
          "apis.meta.v1.Verbs" ->
          Optional.of(SpecialTypes.strings(in));
      default -> {
        ObjectNode value = JSON.objectNode();
        readInto(value, types.named(type), in, depth);
        yield Optional.of(value);
      }
    };
  }

  private Optional<JsonNode> rawJson(WireReader in) throws MalformedProtobufException {
    byte[] raw = SpecialTypes.firstBytes(in);
    if (raw.length == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(mapper.readTree(raw));
    } catch (JacksonException _) {
      throw new MalformedProtobufException("a raw field does not hold JSON");
    }
  }

  private static boolean isZero(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> value.stringValue().isEmpty();
      case NUMBER -> value.doubleValue() == 0;
      case BOOLEAN -> !value.booleanValue();
      case OBJECT, ARRAY -> value.isEmpty();
      case NULL, MISSING -> true;
      case BINARY, POJO -> false;
    };
  }

  private static void expect(int found, int expected, Field field)
      throws MalformedProtobufException {
    expect(found, expected, field.name());
  }

  private static void expect(int found, int expected, String what)
      throws MalformedProtobufException {
    if (found != expected) {
      throw new MalformedProtobufException(
          "%s has wire type %d, expected %d".formatted(what, found, expected));
    }
  }
}
