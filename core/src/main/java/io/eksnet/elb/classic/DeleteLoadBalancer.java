package io.eksnet.elb.classic;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;

/**
 * Deletes a load balancer and its interfaces. One that does not exist is deleted already.
 *
 * @param owner whose load balancer it is
 */
public record DeleteLoadBalancer(Scope owner, String name) implements Command<String> {
  @Override
  public Decision<String> decide(Facts facts, Context context) {
    return ClassicLoadBalancers.delete(facts, this);
  }
}
