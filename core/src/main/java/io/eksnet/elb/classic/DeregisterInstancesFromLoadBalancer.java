package io.eksnet.elb.classic;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.InstanceId;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Takes instances out; those that are not registered do not matter.
 *
 * <p>Refused with LoadBalancerNotFound and InvalidInstance.
 *
 * @param owner whose load balancer it is
 */
public record DeregisterInstancesFromLoadBalancer(
    Scope owner, String name, List<InstanceId> instances) implements Command<ClassicLoadBalancer> {
  public DeregisterInstancesFromLoadBalancer {
    instances = List.copyOf(instances);
  }

  @Override
  public Decision<ClassicLoadBalancer> decide(Facts facts, Context context) {
    return ClassicInstances.deregister(facts, this);
  }
}
