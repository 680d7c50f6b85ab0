package io.eksnet.elb.classic;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;

/**
 * Sets how instances are checked.
 *
 * <p>Refused with LoadBalancerNotFound and ValidationError.
 *
 * @param owner whose load balancer it is
 */
public record ConfigureHealthCheck(Scope owner, String name, ClassicHealthCheck check)
    implements Command<ClassicLoadBalancer> {
  @Override
  public Decision<ClassicLoadBalancer> decide(Facts facts, Context context) {
    return ClassicInstances.configure(facts, this);
  }
}
