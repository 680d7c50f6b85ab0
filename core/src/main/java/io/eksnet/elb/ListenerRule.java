package io.eksnet.elb;

import io.eksnet.id.ListenerArn;
import io.eksnet.id.ListenerRuleArn;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.table.Fold;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.util.List;

/**
 * A rule of a listener, besides its default: what is done with the requests that it takes.
 *
 * @param loadBalancer that of its listener
 * @param priority 1 to 50,000, lowest first, once per listener
 * @param conditions all of them must fit
 * @param actions in their order
 */
public record ListenerRule(
    ListenerRuleArn arn,
    ListenerArn listener,
    LoadBalancerArn loadBalancer,
    Scope scope,
    int priority,
    List<RuleCondition> conditions,
    List<ListenerAction> actions,
    List<RuleTransform> transforms,
    Tags tags)
    implements Scoped {

  /** Rules by listener. */
  public static final Index<ListenerRule, ListenerArn> BY_LISTENER =
      Index.by("rules by listener", ListenerRule::listener);

  /** Rules by the target groups of their actions. */
  public static final Index<ListenerRule, TargetGroupArn> BY_TARGET_GROUP =
      Index.byEach(
          "rules by target group",
          it ->
              it.actions().stream()
                  .flatMap(action -> action.targetGroups().stream())
                  .distinct()
                  .toList());

  /** How many rules a load balancer has, without those by default. */
  static final Fold<ListenerRule, LoadBalancerArn, Integer> PER_LOAD_BALANCER =
      Fold.count("rules per load balancer", ListenerRule::loadBalancer);

  /** Rules by ARN. */
  public static final Kind<ListenerRuleArn, ListenerRule> KIND =
      Kind.of("listener-rule", ListenerRule.class, ListenerRule::arn)
          .indexed(BY_LISTENER)
          .indexed(BY_TARGET_GROUP)
          .folded(PER_LOAD_BALANCER);

  public ListenerRule {
    conditions = List.copyOf(conditions);
    actions = List.copyOf(actions);
    transforms = List.copyOf(transforms);
  }

  ListenerRule withPriority(int other) {
    return new ListenerRule(
        arn, listener, loadBalancer, scope, other, conditions, actions, transforms, tags);
  }

  ListenerRule withTags(Tags others) {
    return new ListenerRule(
        arn, listener, loadBalancer, scope, priority, conditions, actions, transforms, others);
  }
}
