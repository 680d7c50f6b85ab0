package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Moves a load balancer to other subnets: it gets a node in each new one and gives up those that
 * are not named. Nodes in subnets that are named again stay as they are.
 *
 * <p>Refused with LoadBalancerNotFound and as {@link CreateLoadBalancer} is.
 *
 * @param owner whose load balancer it is
 * @param ipAddressType none leaves it
 */
public record SetSubnets(
    Scope owner,
    LoadBalancerArn arn,
    List<CreateLoadBalancer.Mapping> mappings,
    Optional<IpAddressType> ipAddressType)
    implements Command<LoadBalancer> {
  public SetSubnets {
    mappings = List.copyOf(mappings);
  }

  @Override
  public Decision<LoadBalancer> decide(Facts facts, Context context) {
    return LoadBalancers.setSubnets(facts, this, context);
  }
}
