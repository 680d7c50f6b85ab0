package io.eksnet.elb.classic;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Makes listeners; those that are there already do not matter.
 *
 * <p>Refused with LoadBalancerNotFound, DuplicateListener, ValidationError, UnsupportedProtocol,
 * CertificateNotFound.
 *
 * @param owner whose load balancer it is
 */
public record CreateLoadBalancerListeners(Scope owner, String name, List<ClassicListener> listeners)
    implements Command<ClassicLoadBalancer> {
  public CreateLoadBalancerListeners {
    listeners = List.copyOf(listeners);
  }

  @Override
  public Decision<ClassicLoadBalancer> decide(Facts facts, Context context) {
    return ClassicListeners.create(facts, this);
  }
}
