package io.eksnet.elb;

import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which load balancers send to which target groups, by their listeners and rules. */
public final class TargetGroupUse {
  private TargetGroupUse() {}

  /** The load balancers that send to a target group, in the order of their ARNs. */
  public static List<LoadBalancer> balancers(Facts facts, TargetGroupArn group) {
    return arns(facts, group).stream()
        .flatMap(arn -> facts.find(LoadBalancer.KIND, arn).stream())
        .toList();
  }

  /** The ARNs of the load balancers that send to a target group, in order. */
  public static Set<LoadBalancerArn> arns(Facts facts, TargetGroupArn group) {
    Set<LoadBalancerArn> arns = new TreeSet<>();
    facts
        .table(Listener.KIND)
        .by(Listener.BY_TARGET_GROUP, group)
        .forEach(it -> arns.add(it.loadBalancer()));
    facts
        .table(ListenerRule.KIND)
        .by(ListenerRule.BY_TARGET_GROUP, group)
        .forEach(it -> arns.add(it.loadBalancer()));
    return arns;
  }

  /** The target groups that a load balancer sends to, in order. */
  public static Set<TargetGroupArn> groups(Facts facts, LoadBalancerArn balancer) {
    Set<TargetGroupArn> groups = new TreeSet<>();
    for (Listener listener : facts.table(Listener.KIND).by(Listener.BY_LOAD_BALANCER, balancer)) {
      listener.defaultActions().forEach(action -> groups.addAll(action.targetGroups()));
      facts
          .table(ListenerRule.KIND)
          .by(ListenerRule.BY_LISTENER, listener.arn())
          .forEach(rule -> rule.actions().forEach(it -> groups.addAll(it.targetGroups())));
    }
    return groups;
  }

  /** Whether a listener or a rule sends to a target group. */
  public static boolean isUsed(Facts facts, TargetGroupArn group) {
    return !facts.table(Listener.KIND).keysBy(Listener.BY_TARGET_GROUP, group).isEmpty()
        || !facts.table(ListenerRule.KIND).keysBy(ListenerRule.BY_TARGET_GROUP, group).isEmpty();
  }
}
