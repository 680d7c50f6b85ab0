package io.eksnet.aws.codec;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * AWS's JSON protocols: rest-json, as EKS speaks it, with members in the path, the query string or
 * a JSON body; and JSON 1.1, as ACM and Direct Connect speak it, with all members in the body.
 */
public final class JsonCodec {

  private final Shapes shapes;
  private final JsonFactory json =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  public JsonCodec(Shapes shapes) {
    this.shapes = shapes;
  }

  /**
   * Fills {@code builder} from the three places.
   *
   * @param path the route's variables, decoded
   * @param query the query string's parameters, decoded; one may come several times
   */
  public List<Problem> decode(
      Map<String, String> path,
      List<Map.Entry<String, String>> query,
      byte[] body,
      SdkPojo builder,
      Served served) {
    List<Problem> problems = new ArrayList<>();
    Shape shape = shapes.of(builder);
    path.forEach((name, text) -> fromPath(shape, name, text, builder, problems));
    fromQuery(shape, query, builder, served, problems);
    if (body.length > 0) {
      try (var parser = json.createParser(ObjectReadContext.empty(), body)) {
        new JsonDecoder(shapes, parser, problems).root(builder, served);
      } catch (JacksonException broken) {
        problems.add(new Problem.Malformed(broken.getOriginalMessage()));
      }
    }
    return problems;
  }

  /** Fills {@code builder} from a body alone, as JSON 1.1 has it. */
  public List<Problem> decode(byte[] body, SdkPojo builder, Served served) {
    return decode(Map.of(), List.of(), body, builder, served);
  }

  /** An answer's JSON body. */
  public byte[] encode(SdkPojo answer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (var writer = json.createGenerator(ObjectWriteContext.empty(), out)) {
      structure(answer, writer);
    }
    return out.toByteArray();
  }

  private static void fromPath(
      Shape shape, String name, String text, SdkPojo builder, List<Problem> problems) {
    at(shape, MarshallLocation.PATH, name)
        .ifPresentOrElse(
            member ->
                single(member, name, text, problems).ifPresent(value -> member.set(builder, value)),
            () -> problems.add(new Problem.Unknown(name)));
  }

  private static void fromQuery(
      Shape shape,
      List<Map.Entry<String, String>> query,
      SdkPojo builder,
      Served served,
      List<Problem> problems) {
    for (String name : query.stream().map(Map.Entry::getKey).distinct().toList()) {
      List<String> texts =
          query.stream().filter(e -> e.getKey().equals(name)).map(Map.Entry::getValue).toList();
      Optional<Shape.Member> known = at(shape, MarshallLocation.QUERY_PARAM, name);
      if (known.isEmpty()) {
        problems.add(new Problem.Unknown(name));
      } else if (!served.serves(known.get().name())) {
        problems.add(new Problem.NotServed(name));
      } else if (known.get().type() instanceof Type.ListOf(Type.Value(var scalar), _, _)) {
        List<Object> values = new ArrayList<>();
        texts.forEach(text -> scalar(scalar, name, text, problems).ifPresent(values::add));
        known.get().set(builder, values);
      } else if (texts.size() > 1) {
        problems.add(new Problem.Repeated(name));
      } else {
        single(known.get(), name, texts.getFirst(), problems)
            .ifPresent(value -> known.get().set(builder, value));
      }
    }
  }

  private static Optional<Shape.Member> at(Shape shape, MarshallLocation location, String name) {
    return shape.byRequestName(name).filter(member -> member.field().location() == location);
  }

  private static Optional<Object> single(
      Shape.Member member, String name, String text, List<Problem> problems) {
    return scalar(
        member.type() instanceof Type.Value(var kind) ? kind : Scalar.STRING, name, text, problems);
  }

  private static Optional<Object> scalar(
      Scalar scalar, String name, String text, List<Problem> problems) {
    Optional<Object> value = scalar.read(text);
    if (value.isEmpty()) {
      problems.add(new Problem.BadValue(name, text, scalar.expected()));
    }
    return value;
  }

  private void structure(SdkPojo object, JsonGenerator writer) {
    writer.writeStartObject();
    for (Shape.Member member : shapes.of(object).members()) {
      member
          .valueIn(object)
          .filter(XmlEncoder::wasSet)
          .ifPresent(
              value -> {
                writer.writeName(member.answerName());
                value(value, member.type(), writer);
              });
    }
    writer.writeEndObject();
  }

  private void value(Object value, Type type, JsonGenerator writer) {
    switch (type) {
      case Type.Value(var scalar) -> scalar(value, scalar, writer);
      case Type.Structure _ -> structure((SdkPojo) value, writer);
      case Type.ListOf list -> {
        writer.writeStartArray();
        ((List<?>) value).forEach(element -> value(element, list.element(), writer));
        writer.writeEndArray();
      }
      case Type.MapOf map -> {
        writer.writeStartObject();
        ((Map<?, ?>) value)
            .forEach(
                (name, held) -> {
                  writer.writeName(name.toString());
                  value(held, map.value(), writer);
                });
        writer.writeEndObject();
      }
    }
  }

  private static void scalar(Object value, Scalar scalar, JsonGenerator writer) {
    switch (scalar) {
      case STRING -> writer.writeString(value.toString());
      case INTEGER, SHORT, BYTE, LONG -> writer.writeNumber(((Number) value).longValue());
      case FLOAT, DOUBLE -> writer.writeNumber(((Number) value).doubleValue());
      case DECIMAL -> writer.writeNumber((BigDecimal) value);
      case BOOLEAN -> writer.writeBoolean((Boolean) value);
      case TIMESTAMP -> writer.writeNumber(epochSeconds((Instant) value));
      case BLOB -> writer.writeString(scalar.write((SdkBytes) value));
    }
  }

  /** Seconds with milliseconds, in plain digits: 1763892000.123. */
  private static BigDecimal epochSeconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3);
  }
}
