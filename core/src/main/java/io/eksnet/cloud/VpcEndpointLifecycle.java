package io.eksnet.cloud;

import io.eksnet.id.VpcEndpointId;
import io.eksnet.table.Change;
import io.eksnet.vpc.ServiceInterfaces;
import io.eksnet.vpc.VpcEndpoint;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Effect;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A VPC endpoint becomes available some time after it was made or accepted, and is gone, with its
 * interfaces, some time after it was deleted. Then nothing is left to describe.
 */
final class VpcEndpointLifecycle implements Controller<VpcEndpointId> {
  /** How long EC2 usually takes: one to three minutes. */
  static final Duration SETUP = Duration.ofSeconds(90);

  /** How long the removal of the interfaces usually takes: a few minutes. */
  static final Duration REMOVAL = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "vpc-endpoint-lifecycle";
  }

  @Override
  public Collection<VpcEndpointId> affectedBy(Delta delta, World world) {
    return delta.of(VpcEndpoint.KIND).map(Delta.Row::key).toList();
  }

  @Override
  public Outcome reconcile(World world, VpcEndpointId key, Moment moment) {
    Optional<VpcEndpoint> endpoint = world.find(VpcEndpoint.KIND, key);
    if (endpoint.isEmpty()) {
      return Outcome.done();
    }
    return switch (endpoint.get().state()) {
      case PENDING -> available(endpoint.get(), moment);
      case DELETING -> gone(world, endpoint.get(), moment);
      case PENDING_ACCEPTANCE, AVAILABLE, REJECTED -> Outcome.done();
    };
  }

  private static Outcome available(VpcEndpoint endpoint, Moment moment) {
    Instant due = endpoint.changedAt().plus(moment.pace().latency(SETUP));
    return moment.now().isBefore(due)
        ? Outcome.again(due)
        : Outcome.state(
            Change.put(VpcEndpoint.KIND, endpoint.in(VpcEndpoint.State.AVAILABLE, moment.now())));
  }

  private static Outcome gone(World world, VpcEndpoint endpoint, Moment moment) {
    Duration usual =
        switch (endpoint.type()) {
          case GATEWAY -> Duration.ZERO;
          case INTERFACE -> REMOVAL;
        };
    Instant due = endpoint.changedAt().plus(moment.pace().latency(usual));
    if (moment.now().isBefore(due)) {
      return Outcome.again(due);
    }
    List<Effect> effects = new ArrayList<>();
    for (VpcEndpoint.Placement placement : endpoint.placements()) {
      for (Change<?, ?> change : ServiceInterfaces.removal(world.vpcs(), placement.eni())) {
        effects.add(new Effect.State(change));
      }
    }
    effects.add(new Effect.State(Change.remove(VpcEndpoint.KIND, endpoint.id())));
    return Outcome.of(effects);
  }
}
