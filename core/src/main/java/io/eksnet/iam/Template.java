package io.eksnet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A text of a policy with variables: {@code ${aws:PrincipalTag/team}}, or {@code
 * ${aws:PrincipalTag/team, 'none'}} with a value for requests that have no such key.
 */
record Template(List<Part> parts) {

  /** A piece of the text. */
  sealed interface Part {}

  /** Text, in which wildcards stay what they are. */
  record Text(String text) implements Part {}

  /**
   * A variable.
   *
   * @param key in lower case
   */
  record Variable(String key, Optional<String> otherwise) implements Part {}

  /** Whether a text has variables; {@code ${*}} and its like are none. */
  static boolean isOne(String text) {
    return of(text).parts().stream().anyMatch(Variable.class::isInstance);
  }

  static Template of(String text) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    int open = text.indexOf("${");
    while (open >= 0) {
      int close = text.indexOf('}', open);
      if (close < 0) {
        break;
      }
      String inside = text.substring(open + 2, close);
      if (inside.length() > 1) {
        parts.add(new Text(text.substring(from, open)));
        parts.add(variable(inside));
        from = close + 1;
      }
      open = text.indexOf("${", close);
    }
    parts.add(new Text(text.substring(from)));
    return new Template(List.copyOf(parts));
  }

  private static Variable variable(String inside) {
    int comma = inside.indexOf(',');
    String key = (comma < 0 ? inside : inside.substring(0, comma)).strip();
    Optional<String> otherwise =
        comma < 0
            ? Optional.empty()
            : Optional.of(inside.substring(comma + 1).strip().replaceAll("^'|'$", ""));
    return new Variable(key.toLowerCase(Locale.ROOT), otherwise);
  }

  /** The keys of its variables. */
  List<String> keys() {
    return parts.stream()
        .filter(Variable.class::isInstance)
        .map(part -> ((Variable) part).key())
        .toList();
  }

  /** The text for one request; empty if a variable has no value, or more than one. */
  Optional<String> resolved(Map<String, List<String>> context) {
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Text(var text) -> out.append(text);
        case Variable(var key, var otherwise) -> {
          List<String> values = context.getOrDefault(key, List.of());
          Optional<String> value = values.size() == 1 ? Optional.of(values.getFirst()) : otherwise;
          if (value.isEmpty()) {
            return Optional.empty();
          }
          out.append(escaped(value.get()));
        }
      }
    }
    return Optional.of(out.toString());
  }

  /** A value's own wildcards stand for themselves. */
  private static String escaped(String value) {
    return value.replace("$", "${$}").replace("*", "${*}").replace("?", "${?}");
  }
}
