package io.eksnet.elb.classic;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Gives a load balancer and its interfaces other security groups.
 *
 * <p>Refused with LoadBalancerNotFound, InvalidSecurityGroup, InvalidConfigurationRequest.
 *
 * @param owner whose load balancer it is
 */
public record ApplySecurityGroupsToLoadBalancer(
    Scope owner, String name, List<SecurityGroupId> groups)
    implements Command<ClassicLoadBalancer> {
  public ApplySecurityGroupsToLoadBalancer {
    groups = List.copyOf(groups);
  }

  @Override
  public Decision<ClassicLoadBalancer> decide(Facts facts, Context context) {
    return ClassicLoadBalancers.apply(facts, this);
  }
}
