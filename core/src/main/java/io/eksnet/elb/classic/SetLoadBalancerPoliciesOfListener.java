package io.eksnet.elb.classic;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Puts a listener under policies, in place of those it had.
 *
 * <p>Refused with LoadBalancerNotFound, ListenerNotFound, PolicyNotFound.
 *
 * @param owner whose load balancer it is
 */
public record SetLoadBalancerPoliciesOfListener(
    Scope owner, String name, int port, List<String> policies)
    implements Command<ClassicLoadBalancer> {
  public SetLoadBalancerPoliciesOfListener {
    policies = List.copyOf(policies);
  }

  @Override
  public Decision<ClassicLoadBalancer> decide(Facts facts, Context context) {
    return ClassicPolicies.ofListener(facts, this);
  }
}
