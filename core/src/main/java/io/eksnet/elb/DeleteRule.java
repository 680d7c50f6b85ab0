package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.ListenerRuleArn;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;

/**
 * Deletes a rule.
 *
 * <p>Refused with RuleNotFound and OperationNotPermitted (a default rule).
 *
 * @param owner whose rule it is
 */
public record DeleteRule(Scope owner, ListenerRuleArn arn) implements Command<ListenerRuleArn> {
  @Override
  public Decision<ListenerRuleArn> decide(Facts facts, Context context) {
    return RuleBook.delete(facts, this);
  }
}
