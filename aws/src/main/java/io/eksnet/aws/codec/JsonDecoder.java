package io.eksnet.aws.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.utils.builder.Buildable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One JSON body into one request builder; it goes on after a problem to keep its place. */
final class JsonDecoder {

  private final Shapes shapes;
  private final JsonParser parser;
  private final List<Problem> problems;

  JsonDecoder(Shapes shapes, JsonParser parser, List<Problem> problems) {
    this.shapes = shapes;
    this.parser = parser;
    this.problems = problems;
  }

  void root(SdkPojo builder, Served served) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      problems.add(new Problem.Malformed("The body must be a JSON object."));
      return;
    }
    structure(builder, served, "");
    if (parser.nextToken() != null) {
      problems.add(new Problem.Malformed("The body goes on after its JSON object."));
    }
  }

  private void structure(SdkPojo builder, Served served, String at) {
    Shape shape = shapes.of(builder);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String place = at + name;
      JsonToken token = parser.nextToken();
      Optional<Shape.Member> known =
          shape
              .byRequestName(name)
              .filter(member -> member.field().location() == MarshallLocation.PAYLOAD);
      if (known.isEmpty()) {
        skip(new Problem.Unknown(place));
      } else if (token != JsonToken.VALUE_NULL && !served.serves(known.get().name())) {
        skip(new Problem.NotServed(place));
      } else if (token != JsonToken.VALUE_NULL) { // null and absent are the same to AWS
        Shape.Member member = known.get();
        value(token, member.type(), served.below(member.name()), place)
            .ifPresent(value -> member.set(builder, value));
      }
    }
  }

  private Optional<Object> value(JsonToken token, Type type, Served served, String place) {
    return switch (type) {
      case Type.Value(var scalar) -> scalar(token, scalar, place);
      case Type.Structure(var maker) -> {
        if (token != JsonToken.START_OBJECT) {
          yield wrong(place, "an object");
        }
        SdkPojo builder = maker.get();
        structure(builder, served, place + ".");
        yield Optional.of(((Buildable) builder).build());
      }
      case Type.ListOf list ->
          token == JsonToken.START_ARRAY ? list(list, served, place) : wrong(place, "an array");
      case Type.MapOf map ->
          token == JsonToken.START_OBJECT ? map(map, served, place) : wrong(place, "an object");
    };
  }

  private Optional<Object> list(Type.ListOf list, Served served, String place) {
    List<Object> values = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      value(token, list.element(), served, place + "[" + values.size() + "]")
          .ifPresent(values::add);
    }
    return Optional.of(values);
  }

  private Optional<Object> map(Type.MapOf map, Served served, String place) {
    Map<String, Object> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      value(parser.nextToken(), map.value(), served, place + "." + name)
          .ifPresent(value -> values.put(name, value));
    }
    return Optional.of(values);
  }

  private Optional<Object> scalar(JsonToken token, Scalar scalar, String place) {
    boolean fits =
        switch (scalar) {
          case STRING, BLOB -> token == JsonToken.VALUE_STRING;
          case BOOLEAN -> token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
          case INTEGER, LONG, SHORT, BYTE -> token == JsonToken.VALUE_NUMBER_INT;
          case FLOAT, DOUBLE, DECIMAL -> token.isNumeric();
          case TIMESTAMP -> token.isNumeric() || token == JsonToken.VALUE_STRING;
        };
    Optional<Object> value = fits ? scalar.read(parser.getString()) : Optional.empty();
    return value.isPresent() ? value : wrong(place, scalar.expected());
  }

  private Optional<Object> wrong(String place, String expected) {
    boolean nested = parser.currentToken().isStructStart();
    String found = nested ? parser.currentToken().asString() + "..." : parser.getString();
    skip(new Problem.BadValue(place, found, expected));
    return Optional.empty();
  }

  private void skip(Problem why) {
    problems.add(why);
    parser.skipChildren();
  }
}
