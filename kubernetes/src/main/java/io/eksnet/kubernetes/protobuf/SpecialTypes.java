package io.eksnet.kubernetes.protobuf;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The types of Kubernetes whose JSON form is not that of their protobuf message. */
final class SpecialTypes {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private SpecialTypes() {}

  static JsonNode quantity(WireReader in) throws MalformedProtobufException {
    String text = "0";
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag == (1 << 3 | WireReader.LENGTH_DELIMITED)) {
        text = in.string();
      } else {
        in.skip(tag & 7);
      }
    }
    return JSON.stringNode(text);
  }

  /** None for the zero time, which Go writes as an empty message. */
  static Optional<JsonNode> time(WireReader in, int fractionDigits)
      throws MalformedProtobufException {
    if (in.isEmpty()) {
      return Optional.empty();
    }
    long seconds = 0;
    long nanos = 0;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case 1 << 3 | WireReader.VARINT -> seconds = in.varint();
        case 2 << 3 | WireReader.VARINT -> nanos = in.varint();
        default -> in.skip(tag & 7);
      }
    }
    if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
      throw new MalformedProtobufException("a time of " + seconds + " seconds is out of range");
    }
    DateTimeFormatter format = fractionDigits == 0 ? SECONDS : MICROS;
    return Optional.of(JSON.stringNode(format.format(Instant.ofEpochSecond(seconds, nanos))));
  }

  /** As Go prints a duration: 1h30m0s, 1m30s, 15s. */
  static JsonNode duration(WireReader in) throws MalformedProtobufException {
    long nanos = 0;
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag == (1 << 3 | WireReader.VARINT)) {
        nanos = in.varint();
      } else {
        in.skip(tag & 7);
      }
    }
    var duration = Duration.ofNanos(nanos);
    var text = new StringBuilder();
    if (duration.toHours() > 0) {
      text.append(duration.toHours()).append('h');
    }
    if (duration.toMinutes() > 0) {
      text.append(duration.toMinutesPart()).append('m');
    }
    return JSON.stringNode(text.append(duration.toSecondsPart()).append('s').toString());
  }

  static JsonNode intOrString(WireReader in) throws MalformedProtobufException {
    long type = 0;
    int number = 0;
    String text = "";
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case 1 << 3 | WireReader.VARINT -> type = in.varint();
        case 2 << 3 | WireReader.VARINT -> number = (int) in.varint();
        case 3 << 3 | WireReader.LENGTH_DELIMITED -> text = in.string();
        default -> in.skip(tag & 7);
      }
    }
    return type == 0 ? JSON.numberNode(number) : JSON.stringNode(text);
  }

  static ArrayNode strings(WireReader in) throws MalformedProtobufException {
    ArrayNode strings = JSON.arrayNode();
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag == (1 << 3 | WireReader.LENGTH_DELIMITED)) {
        strings.add(in.string());
      } else {
        in.skip(tag & 7);
      }
    }
    return strings;
  }

  static byte[] firstBytes(WireReader in) throws MalformedProtobufException {
    byte[] bytes = {};
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag == (1 << 3 | WireReader.LENGTH_DELIMITED)) {
        bytes = in.byteString();
      } else {
        in.skip(tag & 7);
      }
    }
    return bytes;
  }
}
