package io.eksnet.aws.codec;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.protocol.MarshallingType;

/** The kinds of single value in AWS's models, each with the text it has in forms and XML. */
enum Scalar {
  STRING("a string"),
  INTEGER("an integer"),
  LONG("an integer"),
  SHORT("an integer"),
  BYTE("an integer"),
  FLOAT("a number"),
  DOUBLE("a number"),
  DECIMAL("a number"),
  BOOLEAN("true or false"),
  TIMESTAMP("a date such as 2026-11-23T10:00:00Z"),
  BLOB("base64");

  private static final Map<MarshallingType<?>, Scalar> BY_SDK_TYPE =
      Map.ofEntries(
          Map.entry(MarshallingType.STRING, STRING),
          Map.entry(MarshallingType.INTEGER, INTEGER),
          Map.entry(MarshallingType.LONG, LONG),
          Map.entry(MarshallingType.SHORT, SHORT),
          Map.entry(MarshallingType.BYTE, BYTE),
          Map.entry(MarshallingType.FLOAT, FLOAT),
          Map.entry(MarshallingType.DOUBLE, DOUBLE),
          Map.entry(MarshallingType.BIG_DECIMAL, DECIMAL),
          Map.entry(MarshallingType.BOOLEAN, BOOLEAN),
          Map.entry(MarshallingType.INSTANT, TIMESTAMP),
          Map.entry(MarshallingType.SDK_BYTES, BLOB));

  /** AWS writes milliseconds always: 2026-11-23T10:00:00.000Z. */
  private static final DateTimeFormatter ISO_MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final String expected;

  Scalar(String expected) {
    this.expected = expected;
  }

  static Scalar of(MarshallingType<?> type) {
    Scalar scalar = BY_SDK_TYPE.get(type);
    if (scalar == null) {
      throw new IllegalStateException("No wire form is known for the SDK's type " + type);
    }
    return scalar;
  }

  /** What a client should have sent, for messages: {@code an integer}, {@code base64}. */
  String expected() {
    return expected;
  }

  /** Reads the text of a form field or query parameter; empty when the text is not of this kind. */
  Optional<Object> read(String text) {
    try {
      return Optional.of(
          switch (this) {
            case STRING -> text;
            case INTEGER -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case SHORT -> Short.valueOf(text);
            case BYTE -> Byte.valueOf(text);
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case BOOLEAN -> bool(text);
            case TIMESTAMP -> time(text);
            case BLOB -> SdkBytes.fromByteArray(Base64.getDecoder().decode(text));
          });
    } catch (IllegalArgumentException | DateTimeException notThatKind) {
      return Optional.empty();
    }
  }

  /** The text of a value of this kind in XML and forms. */
  String write(Object value) {
    return switch (this) {
      case TIMESTAMP -> ISO_MILLIS.format((Instant) value);
      case BLOB -> Base64.getEncoder().encodeToString(((SdkBytes) value).asByteArrayUnsafe());
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case STRING, INTEGER, LONG, SHORT, BYTE, FLOAT, DOUBLE, BOOLEAN -> value.toString();
    };
  }

  /** The SDK writes lower case; EC2 also takes {@code True}, as Python's str() makes it. */
  private static Object bool(String text) {
    return switch (text) {
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** ISO-8601, or seconds since 1970 with an optional fraction. */
  private static Object time(String text) {
    boolean number = !text.isEmpty() && (text.indexOf('T') < 0) && text.indexOf('-', 1) < 0;
    return number
        ? ofEpochSeconds(new BigDecimal(text))
        : DateTimeFormatter.ISO_DATE_TIME.parse(text, Instant::from);
  }

  static Instant ofEpochSeconds(BigDecimal seconds) {
    try {
      return Instant.ofEpochMilli(seconds.movePointRight(3).toBigInteger().longValueExact());
    } catch (ArithmeticException tooFar) {
      throw new DateTimeException("Outside the range of dates: " + seconds, tooFar);
    }
  }
}
