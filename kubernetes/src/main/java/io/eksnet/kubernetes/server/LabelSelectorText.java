package io.eksnet.kubernetes.server;

import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.LabelSelector.Operator;
import io.eksnet.kube.LabelSelector.Requirement;
import io.eksnet.kubernetes.status.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text form of a label selector: {@code a=b,c!=d,e in (f,g),h notin (i),j,!k}. Source:
 * apimachinery, pkg/labels/selector.go.
 */
final class LabelSelectorText {
  private static final String KEY = "[A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?";
  private static final String VALUE = "(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?";
  private static final Pattern REQUIREMENT =
      Pattern.compile(
          "\\s*(?:(?<absent>!)\\s*(?<absentKey>"
              + KEY
              + ")|(?<key>"
              + KEY
              + ")\\s*(?:(?<operator>==|=|!=|>|<)\\s*(?<value>"
              + VALUE
              + ")|\\s(?<set>in|notin)\\s*\\((?<values>[^()]*)\\))?)\\s*(?:,|$)");

  private LabelSelectorText() {}

  static Attempt<LabelSelector> parse(String text) {
    List<Requirement> requirements = new ArrayList<>();
    Matcher matcher = REQUIREMENT.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        return refuse(text);
      }
      Optional<Requirement> requirement = requirement(matcher);
      if (requirement.isEmpty()) {
        return refuse(text);
      }
      requirements.add(requirement.get());
      at = matcher.end();
    }
    return text.strip().endsWith(",")
        ? refuse(text)
        : Attempt.of(new LabelSelector(new TreeMap<>(), requirements));
  }

  private static Optional<Requirement> requirement(Matcher matcher) {
    if (matcher.group("absent") != null) {
      return Optional.of(
          new Requirement(matcher.group("absentKey"), Operator.DOES_NOT_EXIST, List.of()));
    }
    String key = matcher.group("key");
    if (matcher.group("set") != null) {
      List<String> values =
          Arrays.stream(matcher.group("values").split(",", -1)).map(String::strip).toList();
      boolean valid = values.stream().allMatch(it -> it.matches(VALUE));
      Operator operator = matcher.group("set").equals("in") ? Operator.IN : Operator.NOT_IN;
      return valid ? Optional.of(new Requirement(key, operator, values)) : Optional.empty();
    }
    if (matcher.group("operator") == null) {
      return Optional.of(new Requirement(key, Operator.EXISTS, List.of()));
    }
    String value = matcher.group("value");
    return switch (matcher.group("operator")) {
      case "!=" -> Optional.of(new Requirement(key, Operator.NOT_IN, List.of(value)));
      case ">" -> number(key, Operator.GREATER_THAN, value);
      case "<" -> number(key, Operator.LESS_THAN, value);
      default -> Optional.of(new Requirement(key, Operator.IN, List.of(value)));
    };
  }

  private static Optional<Requirement> number(String key, Operator operator, String value) {
    return value.matches("[0-9]{1,18}")
        ? Optional.of(new Requirement(key, operator, List.of(value)))
        : Optional.empty();
  }

  private static Attempt<LabelSelector> refuse(String text) {
    return Attempt.refuse(
        Status.badRequest(
            ("unable to parse requirement: found '%s', expected a comma-separated list of key=value,"
                    + " key!=value, key in (a,b), key notin (a,b), key or !key")
                .formatted(text)));
  }
}
