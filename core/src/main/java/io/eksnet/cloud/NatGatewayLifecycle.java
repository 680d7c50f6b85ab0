package io.eksnet.cloud;

import io.eksnet.id.NatGatewayId;
import io.eksnet.table.Change;
import io.eksnet.vpc.NatGateway;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** A NAT gateway becomes available some time after it was made. */
final class NatGatewayLifecycle implements Controller<NatGatewayId> {
  /** How long EC2 usually takes: one to two minutes. */
  static final Duration SETUP = Duration.ofSeconds(100);

  @Override
  public String name() {
    return "nat-gateway-lifecycle";
  }

  @Override
  public Collection<NatGatewayId> affectedBy(Delta delta, World world) {
    return delta.of(NatGateway.KIND).map(Delta.Row::key).toList();
  }

  @Override
  public Outcome reconcile(World world, NatGatewayId key, Moment moment) {
    Optional<NatGateway> gateway = world.find(NatGateway.KIND, key);
    if (gateway.filter(it -> it.state() == NatGateway.State.PENDING).isEmpty()) {
      return Outcome.done();
    }
    Instant due = gateway.get().createdAt().plus(moment.pace().latency(SETUP));
    return moment.now().isBefore(due)
        ? Outcome.again(due)
        : Outcome.state(
            Change.put(NatGateway.KIND, gateway.get().withState(NatGateway.State.AVAILABLE)));
  }
}
