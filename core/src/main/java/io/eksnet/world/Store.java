package io.eksnet.world;

import io.eksnet.table.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The present world, with two heads: {@link #applied}, which controllers read, and {@link
 * #durable}, which clients and their watches read. Not safe for several threads: its owner
 * serialises.
 */
public final class Store {
  /** How many deltas are kept for watches that start in the past. */
  public static final int HISTORY = 50_000;

  private final Deque<World> pending = new ArrayDeque<>();
  private final Deque<Delta> history = new ArrayDeque<>();
  private World applied;
  private World durable;
  private long oldest;

  /** A store that starts from a world which is durable already. */
  public Store(World world) {
    this.applied = world;
    this.durable = world;
    this.oldest = world.revision();
  }

  /** Everything decided so far. */
  public World applied() {
    return applied;
  }

  /** Everything that is on disk. */
  public World durable() {
    return durable;
  }

  /**
   * Applies changes at once; nothing happens, and the revision stays, when they change nothing.
   * Clients see them only after {@link #persisted}.
   */
  public Delta commit(List<? extends Change<?, ?>> changes) {
    World.Commit commit = applied.commit(changes);
    if (commit.delta().isEmpty()) {
      return new Delta(applied.revision(), List.of());
    }
    applied = commit.world();
    pending.addLast(applied);
    history.addLast(commit.delta());
    // What is not on disk yet is never forgotten, however far the disk is behind.
    if (history.size() > HISTORY && history.getFirst().revision() <= durable.revision()) {
      oldest = history.removeFirst().revision();
    }
    return commit.delta();
  }

  /** Says that all up to a revision is on disk. */
  public void persisted(long revision) {
    while (!pending.isEmpty() && pending.getFirst().revision() <= revision) {
      durable = pending.removeFirst();
    }
  }

  /** The deltas that are applied and not yet durable, in order. */
  public List<Delta> unpersisted() {
    List<Delta> deltas = new ArrayList<>();
    var newestFirst = history.descendingIterator();
    while (newestFirst.hasNext()) {
      Delta delta = newestFirst.next();
      if (delta.revision() <= durable.revision()) {
        break;
      }
      deltas.add(delta);
    }
    return deltas.reversed();
  }

  /** What a watch from a revision is given. */
  public sealed interface Since {
    /** The durable deltas after the revision, in order. */
    record Deltas(List<Delta> deltas) implements Since {}

    /** The revision is forgotten. */
    record TooOld(long oldest) implements Since {}
  }

  /** The durable deltas after a revision. */
  public Since since(long revision) {
    if (revision < oldest) {
      return new Since.TooOld(oldest);
    }
    List<Delta> deltas = new ArrayList<>();
    var newestFirst = history.descendingIterator();
    while (newestFirst.hasNext()) {
      Delta delta = newestFirst.next();
      if (delta.revision() <= revision) {
        break;
      }
      if (delta.revision() <= durable.revision()) {
        deltas.add(delta);
      }
    }
    return new Since.Deltas(deltas.reversed());
  }
}
