package io.eksnet.iam;

import java.util.List;
import java.util.Optional;

/**
 * One statement of a policy.
 *
 * @param sid its name in the policy; often none
 * @param principals whom it is about; only policies of resources (such as trust policies) have that
 * @param resources what it is about; trust policies have none
 */
public record Statement(
    Optional<String> sid,
    Effect effect,
    Optional<Principals> principals,
    Names actions,
    Optional<Names> resources,
    List<Condition> conditions) {

  /** What a statement that applies does. */
  public enum Effect {
    ALLOW,
    DENY
  }

  /**
   * Actions or resources, with {@code *} and {@code ?}.
   *
   * @param except whether it is all but these: NotAction, NotResource
   */
  public record Names(boolean except, List<String> patterns) {
    public Names {
      patterns = List.copyOf(patterns);
    }
  }

  public Statement {
    conditions = List.copyOf(conditions);
  }
}
