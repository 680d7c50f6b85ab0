package io.eksnet.world;

import io.eksnet.id.Context;
import io.eksnet.id.IdSource;
import io.eksnet.kube.Kube;
import io.eksnet.kube.KubeFact;
import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.PlainDocuments;
import io.eksnet.table.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A store and a loop on virtual time, for tests of controllers. */
public final class Simulation {
  /** A step that is busy so often in a row is taken for one that never ends. */
  private static final int MOST_STEPS = 1_000;

  private final Store store;
  private final Loop loop;
  private final PlainDocuments documents = new PlainDocuments();
  private final IdSource ids;
  private Instant now = KubeSamples.CREATED;
  private Optional<Instant> nextDue = Optional.empty();

  /** A world that holds some objects, with ids from a seed. */
  public Simulation(
      long seed, Pace pace, List<? extends Controller<?>> controllers, KubeFact... facts) {
    this.ids = IdSource.seeded(seed);
    this.store = new Store(World.EMPTY);
    this.loop = new Loop(store, documents, ids, pace, controllers);
    put(facts);
  }

  /** What is so now. */
  public World world() {
    return store.applied();
  }

  /** Kubernetes' part of it. */
  public Kube kube() {
    return world().kube();
  }

  /** The present. */
  public Instant now() {
    return now;
  }

  /** States objects as a client's request would leave them, uid and times as they are given. */
  public Simulation put(KubeFact... facts) {
    List<Change<?, ?>> changes = new ArrayList<>();
    for (KubeFact fact : facts) {
      changes.add(PlainDocuments.put(fact));
    }
    return change(changes.toArray(Change<?, ?>[]::new));
  }

  /** Makes changes as somebody else would. */
  public Simulation change(Change<?, ?>... changes) {
    loop.changed(store.commit(List.of(changes)));
    return this;
  }

  /** Carries out a write as the API server would for a client. */
  public Simulation write(KubeWrite write) {
    return change(
        documents.render(world(), write, new Context(now, ids)).toArray(Change<?, ?>[]::new));
  }

  /** Runs until nothing is due now. */
  public Simulation settle() {
    for (int i = 0; i < MOST_STEPS; i++) {
      if (loop.step(now) instanceof Loop.Step.Quiet(Optional<Instant> due)) {
        nextDue = due;
        if (due.filter(at -> !at.isAfter(now)).isEmpty()) {
          return this;
        }
      }
    }
    throw new AssertionError("not quiet after " + MOST_STEPS + " steps at " + now);
  }

  /** Lets time pass, stopping at each moment at which something is due. */
  public Simulation pass(Duration time) {
    Instant end = now.plus(time);
    settle();
    while (nextDue.filter(at -> !at.isAfter(end)).isPresent()) {
      now = nextDue.get();
      settle();
    }
    now = end;
    return settle();
  }
}
