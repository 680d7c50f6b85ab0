package io.eksnet.iam;

import io.eksnet.iam.CompiledPolicies.Verdict;
import io.eksnet.iam.Condition.Quantifier;
import io.eksnet.iam.Statement.Effect;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Policies judged word by word, slowly, as the IAM user guide says it. */
final class LiteralEvaluator {
  private LiteralEvaluator() {}

  static Verdict judge(List<PolicyDocument> policies, AccessRequest request) {
    List<Effect> effects = new ArrayList<>();
    for (PolicyDocument policy : policies) {
      for (Statement statement : policy.statements()) {
        if (applies(policy, statement, request)) {
          effects.add(statement.effect());
        }
      }
    }
    if (effects.contains(Effect.DENY)) {
      return Verdict.DENIED;
    }
    return effects.contains(Effect.ALLOW) ? Verdict.ALLOWED : Verdict.SILENT;
  }

  private static boolean applies(PolicyDocument policy, Statement it, AccessRequest request) {
    boolean action =
        it.actions().patterns().stream()
            .anyMatch(
                p ->
                    wildcard(
                        p.toLowerCase(Locale.ROOT), request.action().toLowerCase(Locale.ROOT)));
    Statement.Names names = it.resources().orElseThrow();
    boolean resource = names.patterns().stream().anyMatch(p -> resource(policy, p, request));
    return action != it.actions().except()
        && resource != names.except()
        && it.conditions().stream().allMatch(c -> holds(policy, c, request));
  }

  private static boolean resource(PolicyDocument policy, String pattern, AccessRequest request) {
    if (pattern.equals("*")) {
      return true;
    }
    return resolved(policy, pattern, request).filter(it -> arn(it, request.resource())).isPresent();
  }

  private static boolean arn(String pattern, String text) {
    String[] wanted = pattern.split(":", 6);
    String[] found = text.split(":", 6);
    if (wanted.length < 6) {
      return wildcard(pattern, text);
    }
    if (found.length < 6) {
      return false;
    }
    for (int i = 0; i < 6; i++) {
      if (!wildcard(wanted[i], found[i])) {
        return false;
      }
    }
    return true;
  }

  /** The text with its variables' values, quoted; empty if one has none. */
  private static Optional<String> resolved(
      PolicyDocument policy, String text, AccessRequest request) {
    if (!policy.version().equals("2012-10-17")) {
      return Optional.of(text);
    }
    Matcher variable = Pattern.compile("\\$\\{(aws:[^}]+)}").matcher(text);
    StringBuilder out = new StringBuilder();
    while (variable.find()) {
      List<String> values =
          request.context().getOrDefault(variable.group(1).toLowerCase(Locale.ROOT), List.of());
      if (values.size() != 1) {
        return Optional.empty();
      }
      String quoted = values.getFirst().replace("*", "${*}").replace("?", "${?}");
      variable.appendReplacement(out, Matcher.quoteReplacement(quoted));
    }
    return Optional.of(variable.appendTail(out).toString());
  }

  private static boolean wildcard(String pattern, String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.startsWith("${*}", i) || pattern.startsWith("${?}", i)) {
        regex.append(Pattern.quote(pattern.substring(i + 2, i + 3)));
        i += 3;
      } else {
        char c = pattern.charAt(i);
        regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
  }

  private static boolean holds(PolicyDocument policy, Condition it, AccessRequest request) {
    List<String> found =
        request.context().getOrDefault(it.key().toLowerCase(Locale.ROOT), List.of());
    String operator = it.operator().text();
    if (operator.equals("Null")) {
      return it.values().contains(String.valueOf(found.isEmpty()));
    }
    boolean negated = operator.contains("Not");
    if (found.isEmpty()) {
      return it.ifExists()
          || it.quantifier() == Quantifier.ALL
          || (negated && it.quantifier() == Quantifier.NONE);
    }
    int matching = 0;
    for (String value : found) {
      boolean any = false;
      for (String wanted : it.values()) {
        any |=
            resolved(policy, wanted, request)
                .filter(text -> matches(operator.replace("Not", ""), value, text))
                .isPresent();
      }
      matching += any ? 1 : 0;
    }
    return switch (it.quantifier()) {
      case ALL -> negated ? matching == 0 : matching == found.size();
      case ANY -> negated ? matching < found.size() : matching > 0;
      case NONE -> negated ? matching == 0 : matching > 0;
    };
  }

  private static boolean matches(String operator, String found, String wanted) {
    return switch (operator) {
      case "StringEquals" -> found.equals(plain(wanted));
      case "StringEqualsIgnoreCase" -> found.equalsIgnoreCase(plain(wanted));
      case "StringLike" -> wildcard(wanted, found);
      case "ArnEquals", "ArnLike" -> arn(wanted, found);
      case "Bool" -> found.equalsIgnoreCase(wanted);
      case "NumericEquals" -> number(found).compareTo(number(wanted)) == 0;
      case "NumericLessThan" -> number(found).compareTo(number(wanted)) < 0;
      case "NumericGreaterThanEquals" -> number(found).compareTo(number(wanted)) >= 0;
      case "IpAddress" -> Cidr.parse(wanted).contains(IpAddress.parse(found));
      default -> throw new AssertionError(operator);
    };
  }

  private static String plain(String text) {
    return text.replace("${*}", "*").replace("${?}", "?");
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }
}
