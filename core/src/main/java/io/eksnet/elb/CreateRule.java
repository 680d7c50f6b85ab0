package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.ListenerArn;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Makes a rule of a listener of an Application Load Balancer.
 *
 * <p>Refused with ListenerNotFound, UnsupportedProtocol (a Network Load Balancer), ValidationError
 * (the priority; conditions or actions that cannot be), PriorityInUse, TooManyRules, TooManyTags,
 * and for its actions as {@link CreateListener} is.
 *
 * @param owner whose listener it is
 * @param priority 1 to 50,000
 */
public record CreateRule(
    Scope owner,
    ListenerArn listener,
    int priority,
    List<RuleCondition> conditions,
    List<ListenerAction> actions,
    List<RuleTransform> transforms,
    Tags tags)
    implements Command<ListenerRule> {
  public CreateRule {
    conditions = List.copyOf(conditions);
    actions = ActionRules.ordered(actions);
    transforms = List.copyOf(transforms);
  }

  @Override
  public Decision<ListenerRule> decide(Facts facts, Context context) {
    return RuleBook.create(facts, this, context);
  }
}
