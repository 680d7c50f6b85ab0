package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.ListenerRuleArn;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Changes a rule; what is not given stays.
 *
 * <p>Refused with RuleNotFound, OperationNotPermitted (a default rule), ValidationError (nothing to
 * change; conditions or actions that cannot be), and for its actions as {@link CreateListener} is.
 *
 * @param owner whose rule it is
 * @param transforms an empty list takes them away
 */
public record ModifyRule(
    Scope owner,
    ListenerRuleArn arn,
    Optional<List<RuleCondition>> conditions,
    Optional<List<ListenerAction>> actions,
    Optional<List<RuleTransform>> transforms)
    implements Command<ListenerRule> {
  public ModifyRule {
    conditions = conditions.map(List::copyOf);
    actions = actions.map(ActionRules::ordered);
    transforms = transforms.map(List::copyOf);
  }

  @Override
  public Decision<ListenerRule> decide(Facts facts, Context context) {
    return RuleBook.modify(facts, this);
  }
}
