package io.eksnet.elb.classic;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Puts a port of the instances under policies, in place of those it had.
 *
 * <p>Refused with LoadBalancerNotFound, PolicyNotFound, InvalidConfigurationRequest (no listener
 * sends to that port).
 *
 * @param owner whose load balancer it is
 */
public record SetLoadBalancerPoliciesForBackendServer(
    Scope owner, String name, int instancePort, List<String> policies)
    implements Command<ClassicLoadBalancer> {
  public SetLoadBalancerPoliciesForBackendServer {
    policies = List.copyOf(policies);
  }

  @Override
  public Decision<ClassicLoadBalancer> decide(Facts facts, Context context) {
    return ClassicPolicies.forBackend(facts, this);
  }
}
