package io.eksnet.world;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.table.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A ledger without a disk, for what-ifs and tests: everything is durable at once. */
public final class MemoryLedger implements Ledger {
  private final Store store;
  private final Supplier<Instant> now;
  private final IdSource ids;
  private final List<Consumer<Delta>> listeners = new ArrayList<>();

  /** A ledger that starts from a world. */
  public MemoryLedger(World world, Supplier<Instant> now, IdSource ids) {
    this.store = new Store(world);
    this.now = now;
    this.ids = ids;
  }

  @Override
  public synchronized World durable() {
    return store.durable();
  }

  @Override
  public synchronized <T> Receipt<T> transact(Transaction<T> transaction) {
    Decision<T> decision = transaction.decide(store.applied(), new Context(now.get(), ids));
    if (decision instanceof Decision.Accepted<T>(T _, List<Change<?, ?>> changes)) {
      Delta delta = store.commit(changes);
      store.persisted(delta.revision());
      if (!delta.isEmpty()) {
        List.copyOf(listeners).forEach(listener -> listener.accept(delta));
      }
    }
    return new Receipt<>(decision, store.applied().revision());
  }

  @Override
  public synchronized Store.Since since(long revision) {
    return store.since(revision);
  }

  @Override
  public synchronized Subscription subscribe(Consumer<Delta> listener) {
    listeners.add(listener);
    return () -> unsubscribe(listener);
  }

  private synchronized void unsubscribe(Consumer<Delta> listener) {
    listeners.remove(listener);
  }
}
