package io.eksnet.iam;

import io.eksnet.iam.Condition.Operator;
import io.eksnet.iam.Condition.Quantifier;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A condition, made ready to be asked often.
 *
 * <p>Source: "IAM JSON policy elements: Condition operators" and "Set operators for multi-valued
 * context keys" in the IAM user guide. A request without the key fails a condition, unless its
 * operator is a negated one, {@code Null}, or has {@code IfExists} or {@code ForAllValues}.
 *
 * @param key in lower case
 * @param tests one for each value of the policy
 */
record ConditionTest(
    Operator operator, Quantifier quantifier, boolean ifExists, String key, List<ValueTest> tests) {

  /** How one value of a request is held against one of the policy. */
  @FunctionalInterface
  interface ValueTest {
    boolean matches(String value, Map<String, List<String>> context);
  }

  static ConditionTest of(Condition condition, boolean variables) {
    List<ValueTest> tests = new ArrayList<>();
    for (String value : condition.values()) {
      tests.add(test(condition.operator(), value, variables));
    }
    return new ConditionTest(
        condition.operator(),
        condition.quantifier(),
        condition.ifExists(),
        condition.key().toLowerCase(Locale.ROOT),
        List.copyOf(tests));
  }

  boolean holds(Map<String, List<String>> context) {
    List<String> values = context.getOrDefault(key, List.of());
    if (operator == Operator.NULL) {
      return any(values.isEmpty() ? "true" : "false", context);
    }
    if (values.isEmpty()) {
      return switch (quantifier) {
        case ALL -> true;
        case ANY -> ifExists;
        case NONE -> ifExists || operator.negated();
      };
    }
    boolean negated = operator.negated();
    return switch (quantifier) {
      case ALL -> values.stream().allMatch(value -> any(value, context) != negated);
      case ANY -> values.stream().anyMatch(value -> any(value, context) != negated);
      case NONE -> values.stream().anyMatch(value -> any(value, context)) != negated;
    };
  }

  private boolean any(String value, Map<String, List<String>> context) {
    for (ValueTest test : tests) {
      if (test.matches(value, context)) {
        return true;
      }
    }
    return false;
  }

  private static ValueTest test(Operator operator, String value, boolean variables) {
    if (variables && Template.isOne(value)) {
      Template template = Template.of(value);
      return (found, context) -> {
        Optional<String> resolved = template.resolved(context);
        return resolved.isPresent() && fixed(operator, resolved.get()).test(found);
      };
    }
    Predicate<String> fixed = fixed(operator, value);
    return (found, context) -> fixed.test(found);
  }

  private static Predicate<String> fixed(Operator operator, String value) {
    return switch (operator) {
      case STRING_EQUALS, STRING_NOT_EQUALS -> unescaped(value)::equals;
      case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE ->
          unescaped(value)::equalsIgnoreCase;
      case STRING_LIKE, STRING_NOT_LIKE -> Glob.of(value)::matches;
      case ARN_EQUALS, ARN_NOT_EQUALS, ARN_LIKE, ARN_NOT_LIKE -> {
        ResourcePattern pattern = ResourcePattern.of(value, false);
        yield found -> pattern.matches(ResourcePattern.split(found), found, Map.of());
      }
      case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS ->
          compared(ConditionTest::number, value, it -> it == 0);
      case NUMERIC_LESS_THAN -> compared(ConditionTest::number, value, it -> it < 0);
      case NUMERIC_LESS_THAN_EQUALS -> compared(ConditionTest::number, value, it -> it <= 0);
      case NUMERIC_GREATER_THAN -> compared(ConditionTest::number, value, it -> it > 0);
      case NUMERIC_GREATER_THAN_EQUALS -> compared(ConditionTest::number, value, it -> it >= 0);
      case DATE_EQUALS, DATE_NOT_EQUALS -> compared(ConditionTest::date, value, it -> it == 0);
      case DATE_LESS_THAN -> compared(ConditionTest::date, value, it -> it < 0);
      case DATE_LESS_THAN_EQUALS -> compared(ConditionTest::date, value, it -> it <= 0);
      case DATE_GREATER_THAN -> compared(ConditionTest::date, value, it -> it > 0);
      case DATE_GREATER_THAN_EQUALS -> compared(ConditionTest::date, value, it -> it >= 0);
      case BOOL, NULL -> value::equalsIgnoreCase;
      case IP_ADDRESS, NOT_IP_ADDRESS -> {
        Optional<Cidr> range = cidr(value);
        yield found ->
            range.isPresent() && address(found).filter(it -> range.get().contains(it)).isPresent();
      }
    };
  }

  private static String unescaped(String value) {
    return value.contains("${") ? Glob.of(value).toString() : value;
  }

  private static <T extends Comparable<? super T>> Predicate<String> compared(
      Function<String, Optional<T>> read, String value, Predicate<Integer> order) {
    Optional<T> wanted = read.apply(value);
    return found ->
        wanted.isPresent()
            && read.apply(found)
                .filter(it -> order.test(Integer.signum(it.compareTo(wanted.get()))))
                .isPresent();
  }

  /** Whether a value can be held against anything by an operator. */
  static boolean readable(Operator operator, String value) {
    return switch (operator) {
      case NUMERIC_EQUALS,
          NUMERIC_NOT_EQUALS,
          NUMERIC_LESS_THAN,
          NUMERIC_LESS_THAN_EQUALS,
          NUMERIC_GREATER_THAN,
          NUMERIC_GREATER_THAN_EQUALS ->
          number(value).isPresent();
      case DATE_EQUALS,
          DATE_NOT_EQUALS,
          DATE_LESS_THAN,
          DATE_LESS_THAN_EQUALS,
          DATE_GREATER_THAN,
          DATE_GREATER_THAN_EQUALS ->
          date(value).isPresent();
      case BOOL, NULL -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
      case IP_ADDRESS, NOT_IP_ADDRESS -> cidr(value).isPresent();
      default -> true;
    };
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return text.length() > 40 ? Optional.empty() : Optional.of(new BigDecimal(text.strip()));
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  /** An ISO 8601 date, with or without a time, or seconds since 1970. */
  private static Optional<Instant> date(String text) {
    try {
      if (!text.isEmpty() && text.length() < 12 && text.chars().allMatch(Character::isDigit)) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      }
      return Optional.of(
          OffsetDateTime.parse(text.length() == 10 ? text + "T00:00:00Z" : text).toInstant());
    } catch (DateTimeParseException notOne) {
      return Optional.empty();
    }
  }

  private static Optional<Cidr> cidr(String text) {
    try {
      if (text.indexOf('/') < 0) {
        return address(text).map(it -> Cidr.parse(text + (text.indexOf(':') < 0 ? "/32" : "/128")));
      }
      return Optional.of(Cidr.parse(text));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  private static Optional<IpAddress> address(String text) {
    try {
      return Optional.of(IpAddress.parse(text));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }
}
