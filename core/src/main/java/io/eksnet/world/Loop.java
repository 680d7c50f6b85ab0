package io.eksnet.world;

import io.eksnet.id.Command;
import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.kube.Documents;
import io.eksnet.table.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Runs controllers over a store until they are quiet. One step does what is due by a moment and
 * says when something is due next; whoever owns the loop owns the time, be it the wall clock or a
 * simulation's.
 *
 * <p>Rounds: each controller in turn handles all of its keys that are due, so that many changes to
 * one key cost one reconciliation, however many steps a round takes. Not safe for several threads.
 */
public final class Loop {
  /** How many reconciliations one step may do before it lets others write to the store. */
  public static final int BUDGET = 2_000;

  private final Store store;
  private final Documents documents;
  private final IdSource ids;
  private final Pace pace;
  private final List<Desk<?>> desks;
  private long seen;

  /** Whose turn it is: a step whose budget is used up is gone on with where it stopped. */
  private int turn;

  /** A loop over a store. Every fact that is there already counts as new. */
  public Loop(
      Store store,
      Documents documents,
      IdSource ids,
      Pace pace,
      List<? extends Controller<?>> controllers) {
    this.store = store;
    this.documents = documents;
    this.ids = ids;
    this.pace = pace;
    List<Desk<?>> all = new ArrayList<>();
    for (Controller<?> controller : controllers) {
      all.add(new Desk<>(controller));
    }
    this.desks = List.copyOf(all);
    this.seen = store.applied().revision();
    dispatch(everything(store.applied()));
  }

  /** What a step came to. */
  public sealed interface Step {
    /** There is more to do at once: the budget was used up. */
    record Busy() implements Step {}

    /** Nothing is due before a moment; never, if there is none. */
    record Quiet(Optional<Instant> nextDue) implements Step {}
  }

  /** Tells the loop of a delta that somebody else committed to the store. */
  public void changed(Delta delta) {
    dispatch(delta);
  }

  /** Does what is due. */
  public Step step(Instant now) {
    Moment moment = new Moment(now, ids, pace);
    int left = BUDGET;
    int idle = 0;
    while (idle < desks.size() && left > 0) {
      int done = desks.get(turn).work(moment, left);
      left -= done;
      idle = done > 0 ? 0 : idle + 1;
      if (left > 0) {
        turn = (turn + 1) % desks.size();
      }
    }
    if (left <= 0) {
      return new Step.Busy();
    }
    return new Step.Quiet(
        desks.stream().flatMap(desk -> desk.nextDue().stream()).min(Instant::compareTo));
  }

  /** The revision up to which controllers have been told of changes. */
  public long seen() {
    return seen;
  }

  private void dispatch(Delta delta) {
    if (delta.isEmpty()) {
      return;
    }
    seen = delta.revision();
    for (Desk<?> desk : desks) {
      desk.notice(delta);
    }
  }

  private void commit(List<? extends Change<?, ?>> changes) {
    dispatch(store.commit(changes));
  }

  private Answer call(Command<?> command, Moment moment) {
    return switch (command.decide(store.applied(), moment.context())) {
      case Decision.Accepted<?>(Object value, List<Change<?, ?>> changes) -> {
        commit(changes);
        yield new Answer(command, new Answer.Result.Done(value), moment.now());
      }
      case Decision.Refused<?>(io.eksnet.id.Refusal refusal) ->
          new Answer(command, new Answer.Result.Refused(refusal), moment.now());
    };
  }

  private static Delta everything(World world) {
    List<Delta.Row<?, ?>> rows = new ArrayList<>();
    for (var table : world.tables()) {
      addRows(table, rows);
    }
    return new Delta(world.revision(), rows);
  }

  private static <K extends Comparable<? super K>, V> void addRows(
      io.eksnet.table.Table<K, V> table, List<Delta.Row<?, ?>> rows) {
    table
        .rows()
        .forEach(
            (key, row) ->
                rows.add(
                    new Delta.Row<>(table.kind(), key, Optional.empty(), Optional.of(row.fact()))));
  }

  /** One controller, the keys it has to look at, and when. */
  private final class Desk<K extends Comparable<? super K>> {
    private final Controller<K> controller;
    private final TreeSet<K> due = new TreeSet<>();
    private final Map<K, Instant> later = new TreeMap<>();

    Desk(Controller<K> controller) {
      this.controller = controller;
    }

    void notice(Delta delta) {
      due.addAll(controller.affectedBy(delta, store.applied()));
    }

    Optional<Instant> nextDue() {
      return later.values().stream().min(Instant::compareTo);
    }

    int work(Moment moment, int budget) {
      later
          .entrySet()
          .removeIf(
              entry -> {
                boolean isDue = !entry.getValue().isAfter(moment.now());
                if (isDue) {
                  due.add(entry.getKey());
                }
                return isDue;
              });
      int done = 0;
      for (K key : List.copyOf(due)) {
        if (done >= budget) {
          break;
        }
        due.remove(key);
        later.remove(key);
        done++;
        handle(key, moment);
      }
      return done;
    }

    private void handle(K key, Moment moment) {
      Outcome outcome = controller.reconcile(store.applied(), key, moment);
      perform(key, outcome.effects(), moment);
      // A time that has come already must not spin the loop: changes alone call again at once.
      outcome.again().ifPresent(at -> later.merge(key, at, (a, b) -> a.isBefore(b) ? a : b));
    }

    private void perform(K key, List<Effect> effects, Moment moment) {
      for (Effect effect : effects) {
        switch (effect) {
          case Effect.State(Change<?, ?> change) -> commit(List.of(change));
          case Effect.Write(io.eksnet.kube.KubeWrite write) ->
              commit(documents.render(store.applied(), write, moment.context()));
          case Effect.Call(Command<?> command) -> {
            Answer answer = call(command, moment);
            perform(key, controller.hear(store.applied(), key, answer, moment), moment);
          }
        }
      }
    }
  }
}
