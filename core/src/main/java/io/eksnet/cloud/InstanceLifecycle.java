package io.eksnet.cloud;

import io.eksnet.id.InstanceId;
import io.eksnet.table.Change;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.InstanceEnd;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Effect;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * An instance starts some time after its launch, stops some time after that was asked, and is
 * forgotten some time after its end.
 */
final class InstanceLifecycle implements Controller<InstanceId> {
  /** From pending to running, usually. */
  static final Duration START = Duration.ofSeconds(15);

  /** From stopping to stopped, usually. */
  static final Duration STOP = Duration.ofSeconds(30);

  /** From shutting-down to terminated, usually. */
  static final Duration SHUTDOWN = Duration.ofSeconds(40);

  /** How long EC2 still shows a terminated instance: "approximately one hour". */
  static final Duration MEMORY = Duration.ofHours(1);

  @Override
  public String name() {
    return "instance-lifecycle";
  }

  @Override
  public Collection<InstanceId> affectedBy(Delta delta, World world) {
    return delta.of(Instance.KIND).map(Delta.Row::key).toList();
  }

  @Override
  public Outcome reconcile(World world, InstanceId key, Moment moment) {
    Optional<Instance> instance = world.find(Instance.KIND, key);
    if (instance.isEmpty()) {
      return Outcome.done();
    }
    return switch (instance.get().state()) {
      case PENDING -> started(instance.get(), moment);
      case STOPPING -> stopped(instance.get(), moment);
      case SHUTTING_DOWN, TERMINATED -> ended(world, instance.get(), moment);
      case RUNNING, STOPPED -> Outcome.done();
    };
  }

  private static Outcome started(Instance instance, Moment moment) {
    Instant due = instance.launchedAt().plus(moment.pace().latency(START));
    return moment.now().isBefore(due) ? Outcome.again(due) : in(instance, Instance.State.RUNNING);
  }

  private static Outcome stopped(Instance instance, Moment moment) {
    Instant due = instance.asked().orElse(moment.now()).plus(moment.pace().latency(STOP));
    return moment.now().isBefore(due) ? Outcome.again(due) : in(instance, Instance.State.STOPPED);
  }

  private static Outcome ended(World world, Instance instance, Moment moment) {
    Optional<Departure> departure = world.find(Departure.KIND, instance.id());
    Instant since = departure.map(Departure::since).or(instance::asked).orElse(moment.now());
    Outcome noted =
        departure.isPresent()
            ? Outcome.done()
            : Outcome.state(Change.put(Departure.KIND, new Departure(instance.id(), since)));
    if (instance.state() == Instance.State.SHUTTING_DOWN) {
      Instant due = since.plus(moment.pace().latency(SHUTDOWN));
      return moment.now().isBefore(due)
          ? noted.andAgain(due)
          : noted.and(terminated(world, instance));
    }
    Instant forgotten = since.plus(MEMORY);
    return moment.now().isBefore(forgotten)
        ? noted.andAgain(forgotten)
        : Outcome.of(
            new Effect.State(Change.remove(Instance.KIND, instance.id())),
            new Effect.State(Change.remove(Departure.KIND, instance.id())));
  }

  private static Outcome terminated(World world, Instance instance) {
    Outcome all = Outcome.done();
    for (Change<?, ?> change : InstanceEnd.of(world.vpcs(), instance.id())) {
      all = all.and(Outcome.state(change));
    }
    return all;
  }

  private static Outcome in(Instance instance, Instance.State state) {
    return Outcome.state(Change.put(Instance.KIND, instance.withState(state)));
  }
}
