package io.eksnet.cloud;

import io.eksnet.table.Change;
import io.eksnet.table.Kind;
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
import java.util.function.Function;

/**
 * What becomes of things of one kind by themselves: each state of a thing has at most one next,
 * some time after it came into it.
 *
 * @param name for logs and for people
 * @param next what comes after a thing's present state
 */
record Lifecycle<K extends Comparable<? super K>, V>(
    String name, Kind<K, V> kind, Function<V, Optional<Next>> next) implements Controller<K> {

  /** How long EC2 still shows what was deleted: about an hour. */
  static final Duration SHOWN = Duration.ofHours(1);

  /**
   * What comes next.
   *
   * @param since when the present state began
   * @param after how long it lasts
   * @param promised whether AWS promises this duration; else it is a latency, which the pace rules
   * @param changes made when the time has come, to the facts as they are then
   */
  record Next(
      Instant since,
      Duration after,
      boolean promised,
      Function<Instant, List<Change<?, ?>>> changes) {

    /** After AWS's own latency. */
    static Optional<Next> soon(
        Instant since, Duration latency, Function<Instant, List<Change<?, ?>>> changes) {
      return Optional.of(new Next(since, latency, false, changes));
    }

    /** After a duration that AWS promises. */
    static Optional<Next> later(
        Instant since, Duration promised, Function<Instant, List<Change<?, ?>>> changes) {
      return Optional.of(new Next(since, promised, true, changes));
    }
  }

  @Override
  public Collection<K> affectedBy(Delta delta, World world) {
    return delta.of(kind).map(Delta.Row::key).toList();
  }

  @Override
  public Outcome reconcile(World world, K key, Moment moment) {
    return world
        .find(kind, key)
        .flatMap(next)
        .map(it -> outcome(it, moment))
        .orElse(Outcome.done());
  }

  /** Waits, or does it. */
  static Outcome outcome(Next next, Moment moment) {
    Duration lasts = next.promised() ? next.after() : moment.pace().latency(next.after());
    Instant due = next.since().plus(lasts);
    return moment.now().isBefore(due)
        ? Outcome.again(due)
        : Outcome.of(next.changes().apply(moment.now()).stream().map(Effect.State::new).toList());
  }
}
