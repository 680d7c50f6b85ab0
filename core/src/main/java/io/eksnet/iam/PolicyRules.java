package io.eksnet.iam;

import io.eksnet.id.Refusal;
import io.eksnet.table.Facts;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * IAM's grammar, beyond what the JSON's shape shows ("Grammar of the IAM JSON policy language").
 * Everything here is refused with MalformedPolicyDocument, in IAM's words where they are known.
 */
public final class PolicyRules {
  private static final String MALFORMED = "MalformedPolicyDocument";
  private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9-]+:[A-Za-z0-9*?]+");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern ROOT = Pattern.compile("arn:aws:iam::[0-9]{12}:root");
  private static final Pattern SESSION =
      Pattern.compile("arn:aws:sts::[0-9]{12}:assumed-role/[\\w+=,.@-]+/[\\w+=,.@-]+");
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?");
  private static final Pattern SID = Pattern.compile("[A-Za-z0-9 ]*");
  private static final Set<String> PARTITIONS = Set.of("aws", "aws-cn", "aws-us-gov", "*");

  private PolicyRules() {}

  /** What is wrong with a policy of a role or of a session. */
  public static Optional<Refusal> identity(PolicyDocument document) {
    return common(document, true)
        .or(
            () ->
                first(
                    document,
                    it -> it.principals().isPresent(),
                    "Policy document should not specify a principal."))
        .or(
            () ->
                first(
                    document,
                    it -> it.resources().filter(names -> !names.patterns().isEmpty()).isEmpty(),
                    "Policy statement must contain resources."))
        .or(() -> resources(document));
  }

  /**
   * What is wrong with a trust policy.
   *
   * @param facts for the roles that it names, which must be there
   */
  public static Optional<Refusal> trust(PolicyDocument document, Facts facts) {
    return common(document, false)
        .or(
            () ->
                first(document, it -> it.resources().isPresent(), "Has prohibited field Resource"))
        .or(
            () ->
                first(
                    document,
                    it -> it.principals().filter(who -> who.size() > 0).isEmpty(),
                    "Missing required field Principal"))
        .or(
            () ->
                first(
                    document,
                    it -> !it.actions().patterns().stream().allMatch(PolicyRules::ofSts),
                    "AssumeRole policy may only specify STS AssumeRole actions."))
        .or(() -> principals(document, facts));
  }

  private static boolean ofSts(String action) {
    return action.toLowerCase(Locale.ROOT).startsWith("sts:");
  }

  private static Optional<Refusal> common(PolicyDocument document, boolean starAllowed) {
    Set<String> sids = new HashSet<>();
    for (Statement statement : document.statements()) {
      if (statement.sid().filter(sid -> !sid.isEmpty() && !sids.add(sid)).isPresent()) {
        return refused("Statement IDs (SID) in a single policy must be unique.");
      }
      if (statement.sid().filter(sid -> !SID.matcher(sid).matches()).isPresent()) {
        return refused(
            "Statement IDs (SID) must be alpha-numeric. Check that your input"
                + " satisfies the regular expression [0-9A-Za-z]*");
      }
      if (statement.actions().patterns().isEmpty()) {
        return refused("Policy statement must contain actions.");
      }
      for (String action : statement.actions().patterns()) {
        boolean star = starAllowed && action.equals("*");
        if (!star && !ACTION.matcher(action).matches()) {
          return refused(
              action.indexOf(':') < 0
                  ? "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
                  : "Actions/Condition can contain only one colon.");
        }
      }
      Optional<Refusal> wrong = conditions(statement, document.hasVariables());
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> conditions(Statement statement, boolean variables) {
    for (Condition condition : statement.conditions()) {
      if (!ConditionKeys.known(condition.key())) {
        return unknownKey(condition.key());
      }
      for (String value : condition.values()) {
        boolean variable = variables && Template.isOne(value);
        if (!variable && !ConditionTest.readable(condition.operator(), value)) {
          return refused(
              "Invalid value '"
                  + value
                  + "' for the condition operator "
                  + condition.operator().text()
                  + ".");
        }
        Optional<Refusal> wrong = variables ? variables(value) : Optional.empty();
        if (wrong.isPresent()) {
          return wrong;
        }
      }
    }
    return statement.resources().map(Statement.Names::patterns).orElse(List.of()).stream()
        .filter(_ -> variables)
        .flatMap(resource -> variables(resource).stream())
        .findFirst();
  }

  private static Optional<Refusal> variables(String text) {
    return Template.of(text).keys().stream()
        .filter(key -> !ConditionKeys.known(key))
        .findFirst()
        .flatMap(PolicyRules::unknownKey);
  }

  private static Optional<Refusal> unknownKey(String key) {
    return refused(
        "eksnet does not judge by the condition key "
            + key
            + ", so the policy would not mean here what it means on AWS. Nothing was changed.");
  }

  private static Optional<Refusal> resources(PolicyDocument document) {
    for (Statement statement : document.statements()) {
      for (String resource : statement.resources().orElseThrow().patterns()) {
        Optional<Refusal> wrong = resource(resource);
        if (wrong.isPresent()) {
          return wrong;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> resource(String resource) {
    if (resource.equals("*") || Template.isOne(resource)) {
      return Optional.empty();
    }
    List<String> parts = ResourcePattern.split(resource);
    if (!parts.getFirst().equals("arn")) {
      return refused("Resource " + resource + " must be in ARN format or \"*\".");
    }
    if (parts.size() > 1 && !PARTITIONS.contains(parts.get(1))) {
      return refused(
          "Partition \"" + parts.get(1) + "\" is not valid for resource \"" + resource + "\".");
    }
    if (parts.size() < ResourcePattern.PARTS) {
      return refused("The policy failed legacy parsing");
    }
    if (parts.get(2).indexOf('?') >= 0 || parts.get(2).isEmpty()) {
      return refused("Resource vendor must be fully qualified and cannot contain regexes.");
    }
    return Optional.empty();
  }

  private static Optional<Refusal> principals(PolicyDocument document, Facts facts) {
    for (Statement statement : document.statements()) {
      Principals who = statement.principals().orElseThrow();
      for (String principal : who.aws()) {
        if (!isPrincipal(principal, facts)) {
          return invalidPrincipal("AWS", principal);
        }
      }
      for (String service : who.services()) {
        if (!SERVICE.matcher(service).matches()) {
          return invalidPrincipal("SERVICE", service);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isPrincipal(String text, Facts facts) {
    return text.equals(Principals.EVERYONE)
        || ACCOUNT.matcher(text).matches()
        || ROOT.matcher(text).matches()
        || SESSION.matcher(text).matches()
        || Roles.exists(facts, text);
  }

  private static Optional<Refusal> invalidPrincipal(String kind, String principal) {
    return refused("Invalid principal in policy: \"" + kind + "\":\"" + principal + "\"");
  }

  private static Optional<Refusal> first(
      PolicyDocument document, java.util.function.Predicate<Statement> wrong, String message) {
    return document.statements().stream().anyMatch(wrong) ? refused(message) : Optional.empty();
  }

  private static Optional<Refusal> refused(String message) {
    return Optional.of(new Refusal(MALFORMED, message));
  }
}
