package io.eksnet.cni;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The variables of a container, read as Go's standard library reads them: the CNI is a Go program,
 * and what it takes for a number or a truth value decides whether a user's setting has any effect.
 *
 * @param variables literal values by name
 */
record Env(Map<String, String> variables) {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,10}");

  /** A variable's text; absent is not the same as empty. */
  Optional<String> text(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  /** A variable's text, or a default when it is absent or empty. */
  String text(String name, String fallback) {
    return text(name).filter(value -> !value.isEmpty()).orElse(fallback);
  }

  /** A truth value; the default when the variable is absent, empty or no truth value. */
  boolean bool(String name, boolean fallback) {
    return text(name).flatMap(Env::parseBool).orElse(fallback);
  }

  /** A number of 0 or more; the default when the variable is absent, negative or no number. */
  int count(String name, int fallback) {
    return text(name).flatMap(Env::parseInt).filter(value -> value >= 0).orElse(fallback);
  }

  /** As strconv.ParseBool does: exactly these spellings. */
  static Optional<Boolean> parseBool(String text) {
    return switch (text) {
      case "1", "t", "T", "true", "TRUE", "True" -> Optional.of(true);
      case "0", "f", "F", "false", "FALSE", "False" -> Optional.of(false);
      case String _ -> Optional.empty();
    };
  }

  /** As strconv.Atoi does: decimal digits with an optional sign, no space; here within 32 bits. */
  static Optional<Integer> parseInt(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return Optional.empty();
    }
    long value = Long.parseLong(text);
    return value == (int) value ? Optional.of((int) value) : Optional.empty();
  }
}
