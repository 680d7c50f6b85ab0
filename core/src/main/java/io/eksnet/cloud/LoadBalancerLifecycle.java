package io.eksnet.cloud;

import io.eksnet.elb.LoadBalancer;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.table.Change;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** A load balancer becomes active some time after it was made. */
final class LoadBalancerLifecycle implements Controller<LoadBalancerArn> {
  /** How long ELB usually takes for a Network Load Balancer: two to three minutes. */
  static final Duration SETUP = Duration.ofSeconds(150);

  @Override
  public String name() {
    return "load-balancer-lifecycle";
  }

  @Override
  public Collection<LoadBalancerArn> affectedBy(Delta delta, World world) {
    return delta.of(LoadBalancer.KIND).map(Delta.Row::key).toList();
  }

  @Override
  public Outcome reconcile(World world, LoadBalancerArn key, Moment moment) {
    Optional<LoadBalancer> balancer = world.find(LoadBalancer.KIND, key);
    if (balancer.filter(it -> it.state() == LoadBalancer.State.PROVISIONING).isEmpty()) {
      return Outcome.done();
    }
    Instant due = balancer.get().createdAt().plus(moment.pace().latency(SETUP));
    return moment.now().isBefore(due)
        ? Outcome.again(due)
        : Outcome.state(
            Change.put(LoadBalancer.KIND, balancer.get().withState(LoadBalancer.State.ACTIVE)));
  }
}
