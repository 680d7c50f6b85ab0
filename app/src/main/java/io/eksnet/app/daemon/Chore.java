package io.eksnet.app.daemon;

import io.eksnet.table.Kind;
import io.eksnet.world.Ledger;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Work that is done anew whenever facts of some kinds have changed. It has a thread of its own,
 * because those who hear of a change must not wait. News that come while it works are one more
 * round.
 */
final class Chore implements AutoCloseable {
  private final String name;
  private final Runnable work;
  private final Semaphore news = new Semaphore(0);
  private final Thread worker;
  private final Ledger.Subscription subscription;

  /**
   * A chore that is not begun yet.
   *
   * @param name of its thread, and in what is told when it goes wrong
   * @param work looks itself what there is to do; an IllegalStateException is told, and the next
   *     news are waited for
   */
  Chore(Ledger ledger, String name, List<Kind<?, ?>> kinds, Runnable work) {
    this.name = name;
    this.work = work;
    this.worker = Thread.ofPlatform().daemon().name(name).unstarted(this::rounds);
    this.subscription =
        ledger.subscribe(
            delta -> {
              if (kinds.stream().anyMatch(kind -> delta.of(kind).findAny().isPresent())) {
                news.release();
              }
            });
  }

  /** Does what is to be done now, and from then on whatever comes. */
  void start() {
    work.run();
    worker.start();
  }

  private void rounds() {
    try {
      while (true) {
        news.acquire();
        news.drainPermits();
        round();
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private void round() {
    try {
      work.run();
    } catch (IllegalStateException wrong) {
      System.err.println("eksnet: " + name + ": " + wrong.getMessage());
    }
  }

  @Override
  public void close() {
    subscription.close();
    worker.interrupt();
  }
}
