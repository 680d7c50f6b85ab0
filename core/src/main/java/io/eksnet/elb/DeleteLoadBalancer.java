package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;

/**
 * Deletes a load balancer and its interfaces. One that does not exist is deleted already.
 *
 * <p>Refused with OperationNotPermitted (deletion protection) and ResourceInUse (an endpoint
 * service is in front of it).
 *
 * @param owner whose load balancer it is
 */
public record DeleteLoadBalancer(Scope owner, LoadBalancerArn arn)
    implements Command<LoadBalancerArn> {
  @Override
  public Decision<LoadBalancerArn> decide(Facts facts, Context context) {
    return LoadBalancers.delete(facts, this);
  }
}
