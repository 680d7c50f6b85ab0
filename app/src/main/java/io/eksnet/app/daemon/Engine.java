package io.eksnet.app.daemon;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.journal.Journal;
import io.eksnet.table.Change;
import io.eksnet.world.Delta;
import io.eksnet.world.Ledger;
import io.eksnet.world.Loop;
import io.eksnet.world.Store;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The one writer of a network. Two threads of its own: one steps the loop when something is due,
 * one writes what is applied to the journal, a group at a time, and then lets clients see it.
 */
public final class Engine implements Ledger {
  /** How long a client waits for the disk before it is told that something is wrong. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** A log of so many rows is folded into the snapshot when the engine is idle. */
  private static final long COMPACT_ROWS = 200_000;

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition work = lock.newCondition();
  private final Condition unwritten = lock.newCondition();
  private final Condition written = lock.newCondition();
  private final List<Consumer<Delta>> listeners = new CopyOnWriteArrayList<>();
  private final Store store;
  private final Loop loop;
  private final Journal journal;
  private final InstantSource clock;
  private final IdSource ids;
  private final Thread looper;
  private final Thread writer;
  private final Consumer<Throwable> onFailure;
  private boolean closed;
  private boolean drained;
  private boolean changed = true;
  private Optional<Throwable> failure = Optional.empty();

  /**
   * An engine, not yet running.
   *
   * @param loop makes the loop over the engine's store
   * @param onFailure hears of what makes the engine stop; it must end the process
   */
  public Engine(
      World world,
      Journal journal,
      InstantSource clock,
      IdSource ids,
      Function<Store, Loop> loop,
      Consumer<Throwable> onFailure) {
    this.store = new Store(world);
    this.journal = journal;
    this.clock = clock;
    this.ids = ids;
    this.loop = loop.apply(store);
    this.onFailure = onFailure;
    this.looper = Thread.ofPlatform().name("loop").unstarted(() -> guarded(this::runLoop));
    this.writer = Thread.ofPlatform().name("journal").unstarted(() -> guarded(this::runWriter));
  }

  /** Starts the threads. */
  public void start() {
    looper.start();
    writer.start();
  }

  @Override
  public World durable() {
    lock.lock();
    try {
      return store.durable();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <T> Receipt<T> transact(Transaction<T> transaction) {
    lock.lock();
    try {
      refuseIfStopped();
      Decision<T> decision = transaction.decide(store.applied(), new Context(clock.instant(), ids));
      if (decision instanceof Decision.Accepted<T>(T _, List<Change<?, ?>> changes)) {
        Delta delta = store.commit(changes);
        if (!delta.isEmpty()) {
          loop.changed(delta);
          changed = true;
          work.signal();
          unwritten.signal();
        }
        awaitDurable(delta.revision());
      }
      return new Receipt<>(decision, store.durable().revision());
    } finally {
      lock.unlock();
    }
  }

  private void awaitDurable(long revision) {
    long left = PATIENCE.toNanos();
    while (store.durable().revision() < revision) {
      refuseIfStopped();
      if (left <= 0) {
        throw new IllegalStateException(
            "the journal did not take a write within " + PATIENCE.toSeconds() + " s");
      }
      try {
        left = written.awaitNanos(left);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted before the write was durable", stop);
      }
    }
  }

  private void refuseIfStopped() {
    if (failure.isPresent()) {
      throw new IllegalStateException("eksnet has stopped: " + failure.get().getMessage());
    }
    if (closed) {
      throw new IllegalStateException("eksnet is stopping");
    }
  }

  @Override
  public Store.Since since(long revision) {
    lock.lock();
    try {
      return store.since(revision);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Subscription subscribe(Consumer<Delta> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private void runLoop() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        changed = false;
        Loop.Step step = loop.step(clock.instant());
        unwritten.signal();
        switch (step) {
          case Loop.Step.Busy() -> letOthersIn();
          case Loop.Step.Quiet(Optional<Instant> next) -> awaitWork(next);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** The lock is fair: whoever waits for it comes in before the loop goes on. */
  private void letOthersIn() {
    lock.unlock();
    lock.lock();
  }

  private void awaitWork(Optional<Instant> next) throws InterruptedException {
    while (!closed && !changed) {
      if (next.isEmpty()) {
        work.await();
        continue;
      }
      long nanos = Duration.between(clock.instant(), next.get()).toNanos();
      if (nanos <= 0 || !work.await(Math.max(nanos, 1_000_000), TimeUnit.NANOSECONDS)) {
        return;
      }
    }
  }

  private void runWriter() throws InterruptedException {
    while (true) {
      List<Delta> group = nextGroup();
      if (group.isEmpty()) {
        return;
      }
      journal.append(group);
      lock.lock();
      try {
        store.persisted(group.getLast().revision());
        written.signalAll();
      } finally {
        lock.unlock();
      }
      for (Delta delta : group) {
        listeners.forEach(listener -> listener.accept(delta));
      }
    }
  }

  /**
   * What is applied and not on disk; waits for some, folding the log meanwhile; none at the end.
   */
  private List<Delta> nextGroup() throws InterruptedException {
    lock.lock();
    try {
      while (true) {
        List<Delta> group = store.unpersisted();
        if (!group.isEmpty() || drained) {
          return group;
        }
        if (journal.logRows() > COMPACT_ROWS) {
          lock.unlock();
          try {
            journal.compact();
          } finally {
            lock.lock();
          }
          continue;
        }
        unwritten.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Something that a thread does until the engine closes. */
  private interface Work {
    void run() throws InterruptedException;
  }

  private void guarded(Work work) {
    try {
      work.run();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error bug) {
      fail(bug);
    }
  }

  private void fail(Throwable reason) {
    lock.lock();
    try {
      failure = Optional.of(reason);
      written.signalAll();
    } finally {
      lock.unlock();
    }
    onFailure.accept(reason);
  }

  /** Ends both threads after everything that is applied is on disk; folds the log. */
  public void stop() throws InterruptedException {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
    } finally {
      lock.unlock();
    }
    looper.join();
    lock.lock();
    try {
      drained = true;
      unwritten.signalAll();
    } finally {
      lock.unlock();
    }
    writer.join();
    if (failure.isEmpty()) {
      journal.compact();
    }
    journal.close();
  }
}
