package io.eksnet.iam;

import io.eksnet.iam.Statement.Effect;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a trust policy says to somebody who wants the role.
 *
 * <p>Source: "How IAM roles differ from resource-based policies" and "AWS JSON policy elements:
 * Principal" in the IAM user guide.
 */
public final class Trust {
  private Trust() {}

  /** The answers of a trust policy. */
  public enum Answer {
    /** Nothing in it speaks of the asker. */
    SILENT,
    /** It trusts the asker's account, whose own policies decide further. */
    ACCOUNT,
    /** It names the asker itself; in the role's own account nothing else is needed. */
    NAMED,
    /** It denies. */
    DENIED
  }

  /** Who asks. */
  public sealed interface Asker {}

  /**
   * An account's root, or a session of a role.
   *
   * @param account twelve digits
   * @param arns all ARNs that mean the asker: its role's and its session's
   */
  public record Identity(String account, List<String> arns) implements Asker {
    public Identity {
      arns = List.copyOf(arns);
    }
  }

  /** An AWS service, such as {@code eks.amazonaws.com}. */
  public record Service(String name) implements Asker {}

  /**
   * Somebody whom an identity provider vouches for.
   *
   * @param provider the ARN of the provider
   */
  public record Federated(String provider) implements Asker {}

  /**
   * What a policy says.
   *
   * @param action such as {@code sts:AssumeRole}
   * @param context condition keys in lower case to their values
   */
  public static Answer ask(
      PolicyDocument policy, String action, Asker asker, Map<String, List<String>> context) {
    Answer best = Answer.SILENT;
    for (Statement statement : policy.statements()) {
      Answer match = match(statement, asker);
      boolean applies =
          match != Answer.SILENT
              && speaksOf(statement, action)
              && statement.conditions().stream()
                  .allMatch(it -> ConditionTest.of(it, policy.hasVariables()).holds(context));
      if (applies && statement.effect() == Effect.DENY) {
        return Answer.DENIED;
      }
      if (applies && match.compareTo(best) > 0) {
        best = match;
      }
    }
    return best;
  }

  private static boolean speaksOf(Statement statement, String action) {
    String lower = action.toLowerCase(Locale.ROOT);
    boolean named =
        statement.actions().patterns().stream().anyMatch(it -> Glob.lower(it).matches(lower));
    return named != statement.actions().except();
  }

  private static Answer match(Statement statement, Asker asker) {
    return statement
        .principals()
        .map(
            who -> {
              Answer named = match(who, asker);
              return who.except() ? (named == Answer.SILENT ? Answer.NAMED : Answer.SILENT) : named;
            })
        .orElse(Answer.SILENT);
  }

  private static Answer match(Principals who, Asker asker) {
    return switch (asker) {
      case Service(var name) -> who.services().contains(name) ? Answer.NAMED : Answer.SILENT;
      case Federated(var provider) ->
          who.federated().contains(provider) ? Answer.NAMED : Answer.SILENT;
      case Identity(var account, var arns) -> {
        if (who.aws().contains(Principals.EVERYONE)
            || who.aws().stream().anyMatch(arns::contains)) {
          yield Answer.NAMED;
        }
        boolean trusted =
            who.aws().contains(account) || who.aws().contains("arn:aws:iam::" + account + ":root");
        yield trusted ? Answer.ACCOUNT : Answer.SILENT;
      }
    };
  }
}
