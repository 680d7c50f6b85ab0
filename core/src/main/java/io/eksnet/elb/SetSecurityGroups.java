package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Gives a load balancer and its interfaces other security groups.
 *
 * <p>Refused with LoadBalancerNotFound, InvalidConfigurationRequest (it was made without groups)
 * and InvalidSecurityGroup.
 *
 * @param owner whose load balancer it is
 * @param filtersPrivateLink whether the groups filter what comes through PrivateLink; none leaves
 *     it; for Network Load Balancers only
 */
public record SetSecurityGroups(
    Scope owner,
    LoadBalancerArn arn,
    List<SecurityGroupId> groups,
    Optional<Boolean> filtersPrivateLink)
    implements Command<LoadBalancer> {
  public SetSecurityGroups {
    groups = groups.stream().distinct().toList();
  }

  /** Other groups alone. */
  public SetSecurityGroups(Scope owner, LoadBalancerArn arn, List<SecurityGroupId> groups) {
    this(owner, arn, groups, Optional.empty());
  }

  @Override
  public Decision<LoadBalancer> decide(Facts facts, Context context) {
    return LoadBalancers.setGroups(facts, this);
  }
}
