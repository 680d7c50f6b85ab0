package io.eksnet.kubernetes.server;

import io.eksnet.kube.KubeObject;
import io.eksnet.world.Delta;
import io.eksnet.world.Ledger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Hands every durable change of a Kubernetes object to all who watch its resource. A watcher that
 * does not keep up is cut off and has to list again; it never holds up the others.
 */
final class WatchHub implements AutoCloseable {
  /** Events that may wait for one watcher. */
  static final int QUEUE = 16_384;

  private final Map<String, List<Watcher>> watchers = new ConcurrentHashMap<>();
  private final Ledger.Subscription subscription;
  private volatile long handedOut;

  WatchHub(Ledger ledger) {
    this.handedOut = ledger.durable().revision();
    this.subscription = ledger.subscribe(this::handOut);
  }

  /** One open watch. */
  final class Watcher implements AutoCloseable {
    private final String kind;
    private final BlockingQueue<WatchEvent> queue = new ArrayBlockingQueue<>(QUEUE);
    private volatile boolean overflown;

    private Watcher(String kind) {
      this.kind = kind;
    }

    /** The next event; none when the time is over. */
    Optional<WatchEvent> next(long millis) throws InterruptedException {
      return Optional.ofNullable(queue.poll(millis, TimeUnit.MILLISECONDS));
    }

    /** Whether events were lost because they were not fetched. */
    boolean overflown() {
      return overflown && queue.isEmpty();
    }

    /** Every event up to this revision has been handed to this watcher. */
    long handedOut() {
      return handedOut;
    }

    private void offer(WatchEvent event) {
      if (!overflown && !queue.offer(event)) {
        overflown = true;
      }
    }

    @Override
    public void close() {
      List<Watcher> others = watchers.get(kind);
      if (others != null) {
        others.remove(this);
      }
    }
  }

  /** Begins to collect the changes of a kind, by the kind's name in the world. */
  Watcher watch(String kind) {
    var watcher = new Watcher(kind);
    watchers.computeIfAbsent(kind, _ -> new CopyOnWriteArrayList<>()).add(watcher);
    return watcher;
  }

  private void handOut(Delta delta) {
    for (Delta.Row<?, ?> row : delta.rows()) {
      List<Watcher> interested = watchers.get(row.kind().name());
      if (interested != null && !interested.isEmpty()) {
        event(row, delta.revision()).ifPresent(it -> interested.forEach(one -> one.offer(it)));
      }
    }
    handedOut = delta.revision();
  }

  /** The event of a row; none for what is no Kubernetes object. */
  static Optional<WatchEvent> event(Delta.Row<?, ?> row, long revision) {
    return row.fact() instanceof KubeObject
        ? Optional.of(new WatchEvent(WatchEvent.Versions.of(row), revision))
        : Optional.empty();
  }

  @Override
  public void close() {
    subscription.close();
  }
}
