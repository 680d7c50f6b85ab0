package io.eksnet.cni;

import io.eksnet.id.EniId;
import io.eksnet.id.SubnetId;
import io.eksnet.table.Kind;
import io.eksnet.world.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one node's ipamd remembers beside its addresses, as long as its process runs. The vendor
 * keeps none of it on disk, so neither does the journal: after a restart ipamd starts anew.
 *
 * @param process the process that remembers it
 * @param initialized whether the first step of growth is over and pods are served
 * @param lastDecrease when it last returned addresses
 * @param exhaustedAt when EC2 last said that the subnet has no more
 * @param nextRound when the pool's loop comes round again; none means that nothing keeps it
 * @param lastAction when the pool last changed
 * @param attempt what the present step of growth has tried in vain
 */
public record IpamdState(
    String node,
    AwsNode.Process process,
    Instant startedAt,
    boolean initialized,
    Optional<Instant> lastDecrease,
    Optional<Instant> exhaustedAt,
    Optional<Instant> nextRound,
    Optional<Instant> lastAction,
    Attempt attempt) {

  /** The pool's loop: it sleeps half of it before it resizes, half before it reconciles. */
  public static final Duration ROUND = Duration.ofSeconds(5);

  /** How long ipamd asks EC2 for nothing after it heard that a subnet is exhausted. */
  public static final Duration BACK_OFF = Duration.ofMinutes(2);

  /** How much time lies between two returns of addresses at least. */
  public static final Duration DECREASE_INTERVAL = Duration.ofSeconds(30);

  /** States by node. */
  public static final Kind<String, IpamdState> KIND =
      Kind.of("cni-ipamd", IpamdState.class, IpamdState::node).notJournaled();

  /**
   * What one step of growth has tried in vain so far.
   *
   * @param halved the interface that could not take all and is asked to take one
   * @param enis interfaces that could not even take one
   * @param subnets subnets in which no interface could be made
   */
  public record Attempt(Optional<EniId> halved, List<EniId> enis, List<SubnetId> subnets) {
    /** Nothing yet. */
    public static final Attempt NONE = new Attempt(Optional.empty(), List.of(), List.of());

    public Attempt {
      enis = List.copyOf(enis);
      subnets = List.copyOf(subnets);
    }

    Attempt asksForOne(EniId eni) {
      return new Attempt(Optional.of(eni), enis, subnets);
    }

    Attempt without(EniId eni) {
      return new Attempt(
          Optional.empty(), Stream.concat(enis.stream(), Stream.of(eni)).toList(), subnets);
    }

    Attempt without(SubnetId subnet) {
      return new Attempt(halved, enis, Stream.concat(subnets.stream(), Stream.of(subnet)).toList());
    }
  }

  /** A process that has just started. */
  static IpamdState started(String node, AwsNode.Process process, Instant now) {
    return new IpamdState(
        node,
        process,
        now,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Attempt.NONE);
  }

  /** Whether this is what a process remembers, and not an older one. */
  boolean isOf(AwsNode.Process other) {
    return process.uid().equals(other.uid());
  }

  /** Until when nothing is asked of EC2, if that lies ahead. */
  public Optional<Instant> backOffUntil(Instant now) {
    return exhaustedAt.map(at -> at.plus(BACK_OFF)).filter(now::isBefore);
  }

  /** From when on addresses may be returned. */
  Instant decreaseFrom(Instant now) {
    return lastDecrease.map(at -> at.plus(DECREASE_INTERVAL)).orElse(now);
  }

  /** After a step that changed the pool; the next comes a round later. */
  IpamdState changed(Moment moment) {
    return new IpamdState(
        node,
        process,
        startedAt,
        true,
        lastDecrease,
        exhaustedAt,
        Optional.of(moment.after(ROUND)).filter(moment.now()::isBefore),
        Optional.of(moment.now()),
        Attempt.NONE);
  }

  /** After an interface was deleted; what made the loop wait, if anything, still does. */
  IpamdState deleted(Moment moment) {
    Optional<Instant> waiting = nextRound.filter(moment.now()::isBefore);
    return new IpamdState(
        node,
        process,
        startedAt,
        initialized,
        lastDecrease,
        exhaustedAt,
        waiting.or(() -> Optional.of(moment.after(ROUND)).filter(moment.now()::isBefore)),
        Optional.of(moment.now()),
        attempt);
  }

  /** Ready to serve pods. */
  IpamdState served() {
    return new IpamdState(
        node, process, startedAt, true, lastDecrease, exhaustedAt, nextRound, lastAction, attempt);
  }

  /**
   * After a step that failed. The loop comes round again a round later at any pace: a pool that
   * cannot grow would otherwise never be quiet.
   */
  IpamdState failed(boolean exhausted, Instant now) {
    return new IpamdState(
        node,
        process,
        startedAt,
        true,
        lastDecrease,
        exhausted ? Optional.of(now) : exhaustedAt,
        Optional.of(now.plus(ROUND)),
        lastAction,
        Attempt.NONE);
  }

  /** After addresses were returned. */
  IpamdState decreased(Instant now) {
    return new IpamdState(
        node,
        process,
        startedAt,
        initialized,
        Optional.of(now),
        exhaustedAt,
        nextRound,
        Optional.of(now),
        attempt);
  }

  /**
   * After a first step of growth that EC2 refused for another reason than exhaustion: the vendor's
   * container exits, and starts again.
   */
  IpamdState exited(Instant now) {
    return new IpamdState(
        node,
        process,
        startedAt,
        false,
        lastDecrease,
        exhaustedAt,
        Optional.of(now.plus(ROUND)),
        lastAction,
        Attempt.NONE);
  }

  /** With the loop's next round at a moment. */
  IpamdState rounding(Optional<Instant> next) {
    return new IpamdState(
        node,
        process,
        startedAt,
        initialized,
        lastDecrease,
        exhaustedAt,
        next,
        lastAction,
        attempt);
  }

  /** With more tried in vain. */
  IpamdState tried(Attempt next) {
    return new IpamdState(
        node,
        process,
        startedAt,
        initialized,
        lastDecrease,
        exhaustedAt,
        nextRound,
        lastAction,
        next);
  }
}
