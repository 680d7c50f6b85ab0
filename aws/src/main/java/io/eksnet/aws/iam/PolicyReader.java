package io.eksnet.aws.iam;

import io.eksnet.iam.Condition;
import io.eksnet.iam.Policy;
import io.eksnet.iam.PolicyDocument;
import io.eksnet.iam.Principals;
import io.eksnet.iam.Statement;
import io.eksnet.iam.Statement.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Policies from their JSON: the shape is checked here, what it means by core's {@code PolicyRules}.
 * Source: "Grammar of the IAM JSON policy language" in the IAM user guide.
 */
public final class PolicyReader {
  private static final Set<String> TOP = Set.of("Version", "Id", "Statement");
  private static final Set<String> VERSIONS =
      Set.of(PolicyDocument.VERSION, PolicyDocument.OLD_VERSION);
  private static final Set<String> MEMBERS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");
  private static final Set<String> PRINCIPALS = Set.of("AWS", "Service", "Federated");
  private static final String SYNTAX = "Syntax errors in policy.";

  private PolicyReader() {}

  /** What became of a text. */
  public sealed interface Read {
    /** It is a policy. */
    record Good(Policy policy) implements Read {}

    /** It is none; the message goes with MalformedPolicyDocument. */
    record Wrong(String message) implements Read {}
  }

  /** Ends the reading of a text that is no policy. */
  private static final class NoPolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoPolicyException(String message) {
      super(message, null, false, false);
    }
  }

  /** Reads a policy. */
  public static Read read(String text) {
    try {
      Map<String, Object> tree =
          JsonTree.object(text).orElseThrow(() -> new NoPolicyException(SYNTAX));
      return new Read.Good(new Policy(text, document(tree)));
    } catch (NoPolicyException wrong) {
      return new Read.Wrong(String.valueOf(wrong.getMessage()));
    }
  }

  private static PolicyDocument document(Map<String, Object> tree) {
    only(tree, TOP);
    String version = text(tree, "Version").orElse(PolicyDocument.OLD_VERSION);
    if (!VERSIONS.contains(version)) {
      throw new NoPolicyException("The policy must contain a valid version string");
    }
    List<Statement> statements = new ArrayList<>();
    for (Object each : list(tree.getOrDefault("Statement", List.of()))) {
      statements.add(statement(object(each)));
    }
    if (statements.isEmpty()) {
      throw new NoPolicyException(SYNTAX);
    }
    return new PolicyDocument(version, statements);
  }

  private static Statement statement(Map<String, Object> tree) {
    only(tree, MEMBERS);
    notBoth(tree, "Action", "NotAction");
    notBoth(tree, "Resource", "NotResource");
    notBoth(tree, "Principal", "NotPrincipal");
    return new Statement(
        text(tree, "Sid"),
        effect(text(tree, "Effect").orElse("")),
        principals(tree),
        names(tree, "Action", "NotAction").orElse(new Statement.Names(false, List.of())),
        names(tree, "Resource", "NotResource"),
        conditions(object(tree.getOrDefault("Condition", Map.of()))));
  }

  private static Effect effect(String text) {
    return switch (text) {
      case "Allow" -> Effect.ALLOW;
      case "Deny" -> Effect.DENY;
      default -> throw new NoPolicyException(SYNTAX);
    };
  }

  private static Optional<Statement.Names> names(
      Map<String, Object> tree, String name, String except) {
    if (tree.containsKey(except)) {
      return Optional.of(new Statement.Names(true, texts(tree.get(except))));
    }
    return tree.containsKey(name)
        ? Optional.of(new Statement.Names(false, texts(tree.get(name))))
        : Optional.empty();
  }

  private static Optional<Principals> principals(Map<String, Object> tree) {
    boolean except = tree.containsKey("NotPrincipal");
    Object who = tree.get(except ? "NotPrincipal" : "Principal");
    if (who == null) {
      return Optional.empty();
    }
    if (who instanceof String text) {
      if (!text.equals(Principals.EVERYONE)) {
        throw new NoPolicyException("Invalid principal in policy.");
      }
      return Optional.of(new Principals(except, List.of(text), List.of(), List.of()));
    }
    Map<String, Object> kinds = object(who);
    only(kinds, PRINCIPALS);
    return Optional.of(
        new Principals(
            except,
            kinds.containsKey("AWS") ? texts(kinds.get("AWS")) : List.of(),
            kinds.containsKey("Service") ? texts(kinds.get("Service")) : List.of(),
            kinds.containsKey("Federated") ? texts(kinds.get("Federated")) : List.of()));
  }

  private static List<Condition> conditions(Map<String, Object> block) {
    List<Condition> conditions = new ArrayList<>();
    block.forEach(
        (operator, keys) ->
            object(keys)
                .forEach((key, values) -> conditions.add(condition(operator, key, values))));
    return conditions;
  }

  private static Condition condition(String text, String key, Object values) {
    Condition.Quantifier quantifier = Condition.Quantifier.NONE;
    String rest = text;
    for (Condition.Quantifier each : List.of(Condition.Quantifier.ALL, Condition.Quantifier.ANY)) {
      if (rest.regionMatches(true, 0, each.prefix(), 0, each.prefix().length())) {
        quantifier = each;
        rest = rest.substring(each.prefix().length());
        break;
      }
    }
    int end = rest.length() - "IfExists".length();
    boolean ifExists = end > 0 && rest.regionMatches(true, end, "IfExists", 0, "IfExists".length());
    Optional<Condition.Operator> operator =
        Condition.Operator.of(ifExists ? rest.substring(0, end) : rest);
    if (operator.isEmpty()) {
      throw new NoPolicyException("Invalid Condition type : " + text);
    }
    if (ifExists && operator.get() == Condition.Operator.NULL) {
      throw new NoPolicyException("Invalid Condition type : " + text);
    }
    return new Condition(operator.get(), quantifier, ifExists, key, texts(values));
  }

  private static void only(Map<String, Object> tree, Set<String> names) {
    if (!names.containsAll(tree.keySet())) {
      throw new NoPolicyException(SYNTAX);
    }
  }

  private static void notBoth(Map<String, Object> tree, String one, String other) {
    if (tree.containsKey(one) && tree.containsKey(other)) {
      throw new NoPolicyException(SYNTAX);
    }
  }

  private static Optional<String> text(Map<String, Object> tree, String name) {
    Object value = tree.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw new NoPolicyException(SYNTAX);
  }

  private static List<?> list(Object value) {
    return value instanceof List<?> items ? items : List.of(value);
  }

  private static List<String> texts(Object value) {
    List<String> texts = new ArrayList<>();
    for (Object item : list(value)) {
      if (!(item instanceof String text)) {
        throw new NoPolicyException(SYNTAX);
      }
      texts.add(text);
    }
    return texts;
  }

  @SuppressWarnings("unchecked") // JsonTree makes maps by names
  private static Map<String, Object> object(Object value) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new NoPolicyException(SYNTAX);
  }
}
