package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Gives a load balancer and its interfaces other security groups.
 *
 * <p>Refused with LoadBalancerNotFound, InvalidConfigurationRequest (it was made without groups)
 * and InvalidSecurityGroup.
 *
 * @param owner whose load balancer it is
 */
public record SetSecurityGroups(Scope owner, LoadBalancerArn arn, List<SecurityGroupId> groups)
    implements Command<LoadBalancer> {
  public SetSecurityGroups {
    groups = groups.stream().distinct().toList();
  }

  @Override
  public Decision<LoadBalancer> decide(Facts facts, Context context) {
    return LoadBalancers.setGroups(facts, this);
  }
}
