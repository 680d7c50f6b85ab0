package io.eksnet.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.IdSource;
import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.PlainDocuments;
import io.eksnet.table.Change;
import io.eksnet.table.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoopTest {
  private static final Instant NOW = KubeSamples.CREATED;

  /** Something to be done, and whether it is. */
  private record Task(int number, boolean done) {
    static final Kind<Integer, Task> KIND = Kind.of("test-task", Task.class, Task::number);
  }

  /** How many tasks are done. */
  private record Count(String name, long done) {
    static final Kind<String, Count> KIND = Kind.of("test-count", Count.class, Count::name);
  }

  /** Counts what is done, over again each time. */
  private static final class Counter implements Controller<String> {
    private final List<Long> looks = new ArrayList<>();

    @Override
    public String name() {
      return "counter";
    }

    @Override
    public Collection<String> affectedBy(Delta delta, World world) {
      return delta.of(Task.KIND).findAny().isPresent() ? List.of("") : List.of();
    }

    @Override
    public Outcome reconcile(World world, String key, Moment moment) {
      long done = world.table(Task.KIND).stream().filter(Task::done).count();
      looks.add(done);
      return Outcome.state(Change.put(Count.KIND, new Count("", done)));
    }
  }

  private static final class Worker implements Controller<Integer> {
    @Override
    public String name() {
      return "worker";
    }

    @Override
    public Collection<Integer> affectedBy(Delta delta, World world) {
      return delta.of(Task.KIND).map(Delta.Row::key).toList();
    }

    @Override
    public Outcome reconcile(World world, Integer number, Moment moment) {
      return Outcome.state(Change.put(Task.KIND, new Task(number, true)));
    }
  }

  private static Store storeWith(int tasks) {
    Store store = new Store(World.EMPTY);
    List<Change<?, ?>> changes = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      changes.add(Change.put(Task.KIND, new Task(i, false)));
    }
    store.commit(changes);
    return store;
  }

  @Test
  void a_round_goes_on_over_several_steps_and_looks_once_at_a_key_that_changes_often() {
    int tasks = 5 * Loop.BUDGET;
    Store store = storeWith(tasks);
    Counter counter = new Counter();
    Loop loop =
        new Loop(
            store,
            new PlainDocuments(),
            IdSource.seeded(1),
            Pace.FAST,
            List.of(counter, new Worker()));

    int steps = 1;
    while (loop.step(NOW) instanceof Loop.Step.Busy) {
      steps++;
    }

    assertThat(store.applied().find(Count.KIND, "")).contains(new Count("", tasks));
    assertThat(steps).as("steps of at most %d reconciliations", Loop.BUDGET).isGreaterThan(5);
    assertThat(counter.looks).as("looks at what was done").containsExactly(0L, (long) tasks);
  }

  @Test
  void a_controller_that_asks_to_be_called_later_is_called_then_and_not_before() {
    List<Instant> calls = new ArrayList<>();
    Controller<String> sleeper =
        new Controller<>() {
          @Override
          public String name() {
            return "sleeper";
          }

          @Override
          public Collection<String> affectedBy(Delta delta, World world) {
            return List.of("");
          }

          @Override
          public Outcome reconcile(World world, String key, Moment moment) {
            calls.add(moment.now());
            return Outcome.again(moment.now().plusSeconds(10));
          }
        };
    Loop loop =
        new Loop(
            storeWith(1), new PlainDocuments(), IdSource.seeded(1), Pace.FAST, List.of(sleeper));
    Instant due = NOW.plus(Duration.ofSeconds(10));

    assertThat(loop.step(NOW)).isEqualTo(new Loop.Step.Quiet(Optional.of(due)));
    assertThat(loop.step(due.minusMillis(1))).isEqualTo(new Loop.Step.Quiet(Optional.of(due)));
    loop.step(due);

    assertThat(calls).containsExactly(NOW, due);
  }
}
