package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;

/**
 * Gives a load balancer addresses of other families.
 *
 * <p>Refused with LoadBalancerNotFound, InvalidConfigurationRequest (not for this type or scheme,
 * or listeners in the way) and InvalidSubnet (no IPv6 block).
 *
 * @param owner whose load balancer it is
 */
public record SetIpAddressType(Scope owner, LoadBalancerArn arn, IpAddressType ipAddressType)
    implements Command<LoadBalancer> {
  @Override
  public Decision<LoadBalancer> decide(Facts facts, Context context) {
    return LoadBalancers.setIpAddressType(facts, this, context);
  }
}
