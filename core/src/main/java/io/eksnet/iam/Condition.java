package io.eksnet.iam;

import java.util.List;
import java.util.Optional;

/**
 * One key of a condition block, with the values that it is held against. A statement applies if all
 * of its conditions hold.
 *
 * @param ifExists whether it also holds where the request has no such key
 * @param key as written, such as {@code aws:ResourceTag/team}; its case does not matter
 */
public record Condition(
    Operator operator, Quantifier quantifier, boolean ifExists, String key, List<String> values) {

  public Condition {
    values = List.copyOf(values);
  }

  /** How several values of a request's key count. */
  public enum Quantifier {
    NONE(""),
    /** Each value of the request must match; it holds where there are none. */
    ALL("ForAllValues:"),
    /** Some value of the request must match. */
    ANY("ForAnyValue:");

    private final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }

    /** How it is written before an operator. */
    public String prefix() {
      return prefix;
    }
  }

  /** How a value of the request is held against a value of the policy. */
  public enum Operator {
    STRING_EQUALS("StringEquals"),
    STRING_NOT_EQUALS("StringNotEquals"),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase"),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase"),
    STRING_LIKE("StringLike"),
    STRING_NOT_LIKE("StringNotLike"),
    ARN_EQUALS("ArnEquals"),
    ARN_NOT_EQUALS("ArnNotEquals"),
    ARN_LIKE("ArnLike"),
    ARN_NOT_LIKE("ArnNotLike"),
    NUMERIC_EQUALS("NumericEquals"),
    NUMERIC_NOT_EQUALS("NumericNotEquals"),
    NUMERIC_LESS_THAN("NumericLessThan"),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals"),
    NUMERIC_GREATER_THAN("NumericGreaterThan"),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals"),
    DATE_EQUALS("DateEquals"),
    DATE_NOT_EQUALS("DateNotEquals"),
    DATE_LESS_THAN("DateLessThan"),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals"),
    DATE_GREATER_THAN("DateGreaterThan"),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals"),
    BOOL("Bool"),
    IP_ADDRESS("IpAddress"),
    NOT_IP_ADDRESS("NotIpAddress"),
    NULL("Null");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    /** As policies spell it. */
    public String text() {
      return text;
    }

    /** Whether it holds where the request's value is none of the policy's. */
    public boolean negated() {
      return switch (this) {
        case STRING_NOT_EQUALS,
            STRING_NOT_EQUALS_IGNORE_CASE,
            STRING_NOT_LIKE,
            ARN_NOT_EQUALS,
            ARN_NOT_LIKE,
            NUMERIC_NOT_EQUALS,
            DATE_NOT_EQUALS,
            NOT_IP_ADDRESS ->
            true;
        default -> false;
      };
    }

    /** The operator with a name, whose case does not matter. */
    public static Optional<Operator> of(String text) {
      for (Operator operator : values()) {
        if (operator.text.equalsIgnoreCase(text)) {
          return Optional.of(operator);
        }
      }
      return Optional.empty();
    }
  }
}
