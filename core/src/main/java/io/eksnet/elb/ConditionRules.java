package io.eksnet.elb;

import io.eksnet.id.Refusal;
import io.eksnet.net.Cidr;
import io.eksnet.vpc.Quota;
import io.eksnet.vpc.Vpcs;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The rules for conditions and transforms (ELBv2 API reference, "RuleCondition"). */
final class ConditionRules {
  private static final int LONGEST_VALUE = 128;
  private static final int LONGEST_HEADER = 40;
  private static final int LONGEST_REWRITE = 1024;
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.*?-]*\\.[A-Za-z*?]+");
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_.$/~\"'@:+&*?-]*");
  private static final Pattern METHOD = Pattern.compile("[A-Z_-]{1,40}");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  /** The fields that a rule may look at only once. */
  private static final Set<String> ONCE =
      Set.of("host-header", "path-pattern", "http-request-method", "source-ip");

  private ConditionRules() {}

  /** Why a rule cannot have these conditions, if so. */
  static Optional<Refusal> problem(Vpcs vpcs, List<RuleCondition> conditions) {
    if (conditions.isEmpty()) {
      return refuse("A condition must be specified");
    }
    Set<String> seen = new HashSet<>();
    int values = 0;
    long wildcards = 0;
    for (RuleCondition condition : conditions) {
      if (!seen.add(condition.field()) && ONCE.contains(condition.field())) {
        return refuse("A rule can only have one '" + condition.field() + "' condition");
      }
      List<String> texts = texts(condition);
      if (texts.isEmpty()) {
        return refuse("A condition value must be specified");
      }
      Optional<Refusal> problem =
          texts.stream().flatMap(it -> length(condition, it).stream()).findFirst();
      problem = problem.or(() -> form(condition));
      if (problem.isPresent()) {
        return problem;
      }
      values += texts.size();
      wildcards += wildcards(condition);
    }
    int mostValues = vpcs.quota(Quota.CONDITION_VALUES_PER_RULE);
    if (values > mostValues) {
      return refuse("A rule can only have '" + mostValues + "' condition values");
    }
    int mostWildcards = vpcs.quota(Quota.CONDITION_WILDCARDS_PER_RULE);
    return wildcards > mostWildcards
        ? refuse("A rule can only have '" + mostWildcards + "' condition wildcards")
        : Optional.empty();
  }

  /** Why a rule cannot have these transforms, if so. */
  static Optional<Refusal> transformProblem(List<RuleTransform> transforms) {
    Set<RuleTransform.Type> seen = new HashSet<>();
    for (RuleTransform transform : transforms) {
      if (!seen.add(transform.type())) {
        return refuse("A rule can only have one '" + transform.type().text() + "' transform");
      }
      if (transform.rewrites().size() != 1) {
        return refuse("A transform must have exactly one rewrite");
      }
      RuleTransform.Rewrite rewrite = transform.rewrites().getFirst();
      if (rewrite.regex().isEmpty()
          || rewrite.regex().length() > LONGEST_REWRITE
          || rewrite.replace().length() > LONGEST_REWRITE) {
        return refuse(
            "The regex and the replacement of a transform can have up to "
                + LONGEST_REWRITE
                + " characters");
      }
      if (!isRegex(rewrite.regex())) {
        return refuse("'" + rewrite.regex() + "' is not a valid regular expression");
      }
    }
    return Optional.empty();
  }

  private static List<String> texts(RuleCondition condition) {
    return switch (condition) {
      case RuleCondition.HostHeader(var patterns) -> texts(patterns);
      case RuleCondition.PathPattern(var patterns) -> texts(patterns);
      case RuleCondition.HttpHeader(_, var patterns) -> texts(patterns);
      case RuleCondition.HttpRequestMethod(var values) -> values;
      case RuleCondition.QueryString(var parameters) ->
          parameters.stream().map(RuleCondition.Parameter::value).toList();
      case RuleCondition.SourceIp(var values) -> values;
    };
  }

  private static List<String> texts(RuleCondition.Patterns patterns) {
    return Stream.concat(patterns.values().stream(), patterns.regexes().stream()).toList();
  }

  private static Optional<Refusal> length(RuleCondition condition, String value) {
    if (value.isEmpty()) {
      return refuse("A condition value cannot be empty");
    }
    return value.length() > LONGEST_VALUE
        ? refuse(
            "Condition value for '"
                + condition.field()
                + "' cannot contain more than "
                + LONGEST_VALUE
                + " characters")
        : Optional.empty();
  }

  private static Optional<Refusal> form(RuleCondition condition) {
    return switch (condition) {
      case RuleCondition.HostHeader(var patterns) -> form(patterns, HOST, "HostHeaderConfig");
      case RuleCondition.PathPattern(var patterns) ->
          patterns.values().stream()
              .filter(it -> !it.startsWith("/") && !it.startsWith("*"))
              .findFirst()
              .flatMap(it -> refuse("The path pattern '" + it + "' must begin with '/'"))
              .or(() -> form(patterns, PATH, "PathPatternConfig"));
      case RuleCondition.HttpHeader(var name, var patterns) ->
          header(name).or(() -> regexes(patterns, "HttpHeaderConfig"));
      case RuleCondition.HttpRequestMethod(var values) -> each(values, METHOD);
      case RuleCondition.QueryString(var parameters) ->
          parameters.stream()
              .flatMap(it -> it.key().stream())
              .filter(key -> key.isEmpty() || key.length() > LONGEST_VALUE)
              .findFirst()
              .flatMap(_ -> refuse("A query string key can have 1 to 128 characters"));
      case RuleCondition.SourceIp(var values) ->
          values.stream()
              .filter(it -> it.indexOf('/') < 0 || Cidr.tryParse(it).isEmpty())
              .findFirst()
              .flatMap(it -> refuse("The specified value '" + it + "' is not a valid CIDR block"));
    };
  }

  private static Optional<Refusal> form(
      RuleCondition.Patterns patterns, Pattern allowed, String config) {
    return each(patterns.values(), allowed).or(() -> regexes(patterns, config));
  }

  private static Optional<Refusal> each(List<String> values, Pattern allowed) {
    return values.stream()
        .filter(it -> !allowed.matcher(it).matches())
        .findFirst()
        .flatMap(
            it -> refuse("Condition value '" + it + "' contains a character that is not valid"));
  }

  private static Optional<Refusal> regexes(RuleCondition.Patterns patterns, String config) {
    if (!patterns.values().isEmpty() && !patterns.regexes().isEmpty()) {
      return refuse(
          "You must provide exactly one of the following: ['Values' 'RegexValues'] for config of"
              + " type '"
              + config
              + "'");
    }
    return patterns.regexes().stream()
        .filter(it -> !isRegex(it))
        .findFirst()
        .flatMap(it -> refuse("'" + it + "' is not a valid regular expression"));
  }

  private static Optional<Refusal> header(String name) {
    if (name.length() > LONGEST_HEADER || !HEADER.matcher(name).matches()) {
      return refuse("The HTTP header name '" + name + "' is not valid");
    }
    return name.toLowerCase(Locale.ROOT).equals("host")
        ? refuse("You cannot specify 'host' as an HTTP header name")
        : Optional.empty();
  }

  /** How many wildcards the values have; regular expressions have none. */
  private static long wildcards(RuleCondition condition) {
    return switch (condition) {
      case RuleCondition.HostHeader(var patterns) -> wildcards(patterns.values());
      case RuleCondition.PathPattern(var patterns) -> wildcards(patterns.values());
      case RuleCondition.HttpHeader(_, var patterns) -> wildcards(patterns.values());
      case RuleCondition.QueryString(var parameters) ->
          wildcards(parameters.stream().map(RuleCondition.Parameter::value).toList())
              + wildcards(parameters.stream().flatMap(it -> it.key().stream()).toList());
      case RuleCondition.HttpRequestMethod _, RuleCondition.SourceIp _ -> 0;
    };
  }

  /** A wildcard after a backslash is an ordinary character. */
  private static long wildcards(List<String> values) {
    return values.stream()
        .map(value -> value.replaceAll("\\\\.", ""))
        .mapToLong(value -> value.chars().filter(c -> c == '*' || c == '?').count())
        .sum();
  }

  private static boolean isRegex(String text) {
    try {
      Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException notOne) {
      return false;
    }
  }

  private static Optional<Refusal> refuse(String message) {
    return Optional.of(ListenerRefusals.invalid(message));
  }
}
