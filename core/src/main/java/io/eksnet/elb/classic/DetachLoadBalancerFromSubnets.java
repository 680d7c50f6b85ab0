package io.eksnet.elb.classic;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.SubnetId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Takes a load balancer out of zones; subnets where it is not do not matter.
 *
 * <p>Refused with LoadBalancerNotFound and InvalidConfigurationRequest (the last subnet).
 *
 * @param owner whose load balancer it is
 */
public record DetachLoadBalancerFromSubnets(Scope owner, String name, List<SubnetId> subnets)
    implements Command<ClassicLoadBalancer> {
  public DetachLoadBalancerFromSubnets {
    subnets = List.copyOf(subnets);
  }

  @Override
  public Decision<ClassicLoadBalancer> decide(Facts facts, Context context) {
    return ClassicLoadBalancers.detach(facts, this);
  }
}
