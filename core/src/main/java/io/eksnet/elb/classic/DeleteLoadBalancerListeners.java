package io.eksnet.elb.classic;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Deletes listeners by their ports; ports where none is do not matter.
 *
 * <p>Refused with LoadBalancerNotFound.
 *
 * @param owner whose load balancer it is
 */
public record DeleteLoadBalancerListeners(Scope owner, String name, List<Integer> ports)
    implements Command<ClassicLoadBalancer> {
  public DeleteLoadBalancerListeners {
    ports = List.copyOf(ports);
  }

  @Override
  public Decision<ClassicLoadBalancer> decide(Facts facts, Context context) {
    return ClassicListeners.delete(facts, this);
  }
}
