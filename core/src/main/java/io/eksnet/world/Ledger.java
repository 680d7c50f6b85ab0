package io.eksnet.world;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import java.util.function.Consumer;

/**
 * The port through which servers read and write the world. One writer at a time; nothing is
 * acknowledged before it is durable. Safe for several threads.
 */
public interface Ledger {
  /** What clients may see: everything that is durable. */
  World durable();

  /** Something decided on the present world, all or nothing. */
  @FunctionalInterface
  interface Transaction<T> {
    /**
     * Decides.
     *
     * @param applied the present world, which may be ahead of what clients see
     */
    Decision<T> decide(World applied, Context context);
  }

  /** What became of a transaction. */
  record Receipt<T>(Decision<T> decision, long revision) {}

  /**
   * Decides and applies a transaction alone and returns when its changes are durable; at once when
   * it changes nothing.
   */
  <T> Receipt<T> transact(Transaction<T> transaction);

  /** Carries out a command of AWS's; returns when it is durable. */
  default <T> Decision<T> execute(Command<T> command) {
    return this.<T>transact(command::decide).decision();
  }

  /** The durable deltas after a revision, or that it is forgotten. */
  Store.Since since(long revision);

  /**
   * Calls back with every durable delta from now on, in order and without gaps, until closed. The
   * callback must be quick and must not call the ledger's writes.
   */
  Subscription subscribe(Consumer<Delta> listener);

  /** A running subscription. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
