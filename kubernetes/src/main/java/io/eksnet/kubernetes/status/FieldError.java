package io.eksnet.kubernetes.status;

import io.eksnet.kubernetes.schema.Quoted;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One thing that is wrong with one field, in the words of apimachinery's {@code field.Error}.
 *
 * @param type what sort of mistake it is
 * @param field the path, such as {@code spec.containers[0].image}
 * @param value what was found, where Kubernetes prints it
 * @param detail what was expected; may be empty
 */
public record FieldError(Type type, String field, Optional<JsonNode> value, String detail) {

  /** Sorts of mistakes with the text and the cause that Kubernetes gives each. */
  public enum Type {
    NOT_FOUND("Not found", "FieldValueNotFound"),
    REQUIRED("Required value", "FieldValueRequired"),
    DUPLICATE("Duplicate value", "FieldValueDuplicate"),
    INVALID("Invalid value", "FieldValueInvalid"),
    NOT_SUPPORTED("Unsupported value", "FieldValueNotSupported"),
    FORBIDDEN("Forbidden", "FieldValueForbidden"),
    TOO_LONG("Too long", "FieldValueTooLong"),
    TOO_MANY("Too many", "FieldValueTooMany");

    private final String text;
    private final String reason;

    Type(String text, String reason) {
      this.text = text;
      this.reason = reason;
    }

    /** The cause that a Status lists, such as {@code FieldValueRequired}. */
    public String reason() {
      return reason;
    }
  }

  /** A field that must be given and is not. */
  public static FieldError required(String field, String detail) {
    return new FieldError(Type.REQUIRED, field, Optional.empty(), detail);
  }

  /** A value that the field cannot hold. */
  public static FieldError invalid(String field, JsonNode value, String detail) {
    return new FieldError(Type.INVALID, field, Optional.of(value), detail);
  }

  /** A text that the field cannot hold. */
  public static FieldError invalid(String field, String value, String detail) {
    return invalid(field, JsonNodeFactory.instance.stringNode(value), detail);
  }

  /** A number that the field cannot hold. */
  public static FieldError invalid(String field, long value, String detail) {
    return invalid(field, JsonNodeFactory.instance.numberNode(value), detail);
  }

  /** A value that another element already has. */
  public static FieldError duplicate(String field, JsonNode value) {
    return new FieldError(Type.DUPLICATE, field, Optional.of(value), "");
  }

  /** A text that another element already has. */
  public static FieldError duplicate(String field, String value) {
    return duplicate(field, JsonNodeFactory.instance.stringNode(value));
  }

  /** A text that is none of those that the field knows; they are listed in the given order. */
  public static FieldError notSupported(String field, String value, Collection<String> supported) {
    String listed = supported.stream().map(Quoted::go).collect(Collectors.joining(", "));
    return new FieldError(
        Type.NOT_SUPPORTED,
        field,
        Optional.of(JsonNodeFactory.instance.stringNode(value)),
        listed.isEmpty() ? "" : "supported values: " + listed);
  }

  /** Something that may not be given or changed here. */
  public static FieldError forbidden(String field, String detail) {
    return new FieldError(Type.FORBIDDEN, field, Optional.empty(), detail);
  }

  /** A reference to something that is not there. */
  public static FieldError notFound(String field, String value) {
    return new FieldError(
        Type.NOT_FOUND, field, Optional.of(JsonNodeFactory.instance.stringNode(value)), "");
  }

  /** A text or map that is too large; {@code limit} in bytes. */
  public static FieldError tooLong(String field, int limit) {
    return new FieldError(
        Type.TOO_LONG, field, Optional.empty(), "may not be more than " + limit + " bytes");
  }

  /** A list with too many items. */
  public static FieldError tooMany(String field, int found, int limit) {
    return new FieldError(
        Type.TOO_MANY,
        field,
        Optional.of(JsonNodeFactory.instance.numberNode(found)),
        "must have at most " + limit + (limit == 1 ? " item" : " items"));
  }

  /** The message without the field, as the causes of a Status carry it. */
  public String body() {
    StringBuilder text = new StringBuilder(type.text);
    value.ifPresent(it -> text.append(": ").append(printed(it)));
    if (!detail.isEmpty()) {
      text.append(": ").append(detail);
    }
    return text.toString();
  }

  /** The whole message: {@code spec.containers: Required value}. */
  public String message() {
    return field + ": " + body();
  }

  private static String printed(JsonNode value) {
    return value.isString() ? Quoted.go(value.asString()) : value.toString();
  }
}
