package io.eksnet.cloud;

import io.eksnet.id.NatGatewayId;
import io.eksnet.table.Change;
import io.eksnet.vpc.NatGateway;
import io.eksnet.vpc.NatGatewayProgress;
import io.eksnet.vpc.Subnet;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Effect;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A NAT gateway becomes available or fails some time after it was made, goes some time after it was
 * deleted, and is forgotten an hour later.
 */
final class NatGatewayLifecycle implements Controller<NatGatewayId> {
  /** How long EC2 usually takes: one to two minutes. */
  static final Duration SETUP = Duration.ofSeconds(100);

  /** How long EC2 usually takes to see that a gateway cannot be made. */
  static final Duration FAILING = Duration.ofSeconds(20);

  /** From deleting to deleted, usually. */
  static final Duration TEARDOWN = Duration.ofSeconds(50);

  /** How long a further address usually takes to come, or, without connections, to go. */
  static final Duration ADDRESS = Duration.ofSeconds(15);

  /** How long EC2 still shows a deleted or failed gateway: "about an hour". */
  static final Duration MEMORY = Duration.ofHours(1);

  @Override
  public String name() {
    return "nat-gateway-lifecycle";
  }

  @Override
  public Collection<NatGatewayId> affectedBy(Delta delta, World world) {
    Stream<NatGatewayId> own = delta.of(NatGateway.KIND).map(Delta.Row::key);
    Stream<NatGatewayId> followers =
        delta
            .of(Subnet.KIND)
            .filter(row -> row.before().isEmpty() || row.after().isEmpty())
            .flatMap(
                row ->
                    world
                        .table(NatGateway.KIND)
                        .keysBy(NatGateway.BY_VPC, row.fact().vpc())
                        .stream());
    return Stream.concat(own, followers).distinct().toList();
  }

  @Override
  public Outcome reconcile(World world, NatGatewayId key, Moment moment) {
    Optional<NatGateway> found = world.find(NatGateway.KIND, key);
    if (found.isEmpty()) {
      return Outcome.done();
    }
    NatGateway gateway = found.get();
    Instant deletedAt = gateway.deletedAt().orElse(moment.now());
    return switch (gateway.state()) {
      case PENDING -> {
        Duration usual = gateway.failure().isPresent() ? FAILING : SETUP;
        Instant due = gateway.createdAt().plus(moment.pace().latency(usual));
        yield moment.now().isBefore(due)
            ? Outcome.again(due)
            : all(NatGatewayProgress.started(gateway, moment.now()));
      }
      case AVAILABLE -> available(world, gateway, moment);
      case DELETING -> {
        Instant due = deletedAt.plus(moment.pace().latency(TEARDOWN));
        yield moment.now().isBefore(due)
            ? Outcome.again(due)
            : all(NatGatewayProgress.deleted(world.vpcs(), gateway));
      }
      case DELETED, FAILED -> {
        Instant forgotten = deletedAt.plus(MEMORY);
        yield moment.now().isBefore(forgotten)
            ? Outcome.again(forgotten)
            : Outcome.state(Change.remove(NatGateway.KIND, key));
      }
    };
  }

  /** One thing at a time: each change brings the gateway here again. */
  private static Outcome available(World world, NatGateway gateway, Moment moment) {
    List<Change<?, ?>> followed =
        NatGatewayProgress.followed(world.vpcs(), gateway, moment.context());
    if (!followed.isEmpty()) {
      return all(followed);
    }
    Outcome later = Outcome.done();
    for (NatGateway.Address address : gateway.addresses()) {
      Instant due = address.since().plus(moment.pace().latency(ADDRESS));
      if (NatGatewayProgress.inMotion(address)) {
        if (!moment.now().isBefore(due)) {
          return all(NatGatewayProgress.settled(world.vpcs(), gateway, address, moment.now()));
        }
        later = later.andAgain(due);
      }
    }
    return later;
  }

  private static Outcome all(List<Change<?, ?>> changes) {
    return Outcome.of(changes.stream().map(Effect.State::new).toList());
  }
}
