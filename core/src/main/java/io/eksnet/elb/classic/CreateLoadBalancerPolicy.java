package io.eksnet.elb.classic;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;

/**
 * Makes a policy, which works once a listener or a port of the instances is put under it.
 * CreateLBCookieStickinessPolicy and CreateAppCookieStickinessPolicy are this with their type.
 *
 * <p>Refused with LoadBalancerNotFound, PolicyTypeNotFound, DuplicatePolicyName, TooManyPolicies,
 * ValidationError (its name), InvalidConfigurationRequest (its attributes).
 *
 * @param owner whose load balancer it is
 */
public record CreateLoadBalancerPolicy(Scope owner, String name, ClassicLoadBalancer.Policy policy)
    implements Command<ClassicLoadBalancer> {
  @Override
  public Decision<ClassicLoadBalancer> decide(Facts facts, Context context) {
    return ClassicPolicies.create(facts, this);
  }
}
