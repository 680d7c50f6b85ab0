package io.eksnet.elb.classic;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;

/**
 * Deletes a policy that nothing is under.
 *
 * <p>Refused with LoadBalancerNotFound and InvalidConfigurationRequest.
 *
 * @param owner whose load balancer it is
 */
public record DeleteLoadBalancerPolicy(Scope owner, String name, String policy)
    implements Command<ClassicLoadBalancer> {
  @Override
  public Decision<ClassicLoadBalancer> decide(Facts facts, Context context) {
    return ClassicPolicies.delete(facts, this);
  }
}
