package io.eksnet.elb.classic;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.SubnetId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Brings a load balancer into more zones.
 *
 * <p>Refused with LoadBalancerNotFound, SubnetNotFound, InvalidSubnet, InvalidConfigurationRequest.
 *
 * @param owner whose load balancer it is
 */
public record AttachLoadBalancerToSubnets(Scope owner, String name, List<SubnetId> subnets)
    implements Command<ClassicLoadBalancer> {
  public AttachLoadBalancerToSubnets {
    subnets = List.copyOf(subnets);
  }

  @Override
  public Decision<ClassicLoadBalancer> decide(Facts facts, Context context) {
    return ClassicLoadBalancers.attach(facts, this, context);
  }
}
