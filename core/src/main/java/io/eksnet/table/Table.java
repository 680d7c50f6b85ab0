package io.eksnet.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;
import org.pcollections.TreePVector;

/**
 * All facts of one kind at one moment, in the order of their keys. Immutable: {@link #with} and
 * {@link #without} give a new table in O(log n), indexes and folds included.
 */
public final class Table<K extends Comparable<? super K>, V> {

  /**
   * A fact and when it was last stated.
   *
   * @param revision the world's revision of the last change to this fact
   */
  public record Row<V>(V fact, long revision) {}

  private final Kind<K, V> kind;
  private final TreePMap<K, Row<V>> rows;
  private final PVector<TreePMap<Object, TreePSet<K>>> indexes;
  private final PVector<TreePMap<Object, Object>> folds;

  private Table(
      Kind<K, V> kind,
      TreePMap<K, Row<V>> rows,
      PVector<TreePMap<Object, TreePSet<K>>> indexes,
      PVector<TreePMap<Object, Object>> folds) {
    this.kind = kind;
    this.rows = rows;
    this.indexes = indexes;
    this.folds = folds;
  }

  /** The table of no facts. */
  public static <K extends Comparable<? super K>, V> Table<K, V> empty(Kind<K, V> kind) {
    PVector<TreePMap<Object, TreePSet<K>>> indexes = TreePVector.empty();
    for (int i = 0; i < kind.indexes().size(); i++) {
      indexes = indexes.plus(TreePMap.empty(natural()));
    }
    PVector<TreePMap<Object, Object>> folds = TreePVector.empty();
    for (int i = 0; i < kind.folds().size(); i++) {
      folds = folds.plus(TreePMap.empty(natural()));
    }
    return new Table<>(kind, TreePMap.empty(), indexes, folds);
  }

  /** The kind of its facts. */
  public Kind<K, V> kind() {
    return kind;
  }

  /** The fact with a key. */
  public Optional<V> get(K key) {
    return Optional.ofNullable(rows.get(key)).map(Row::fact);
  }

  /** The fact with a key and its revision. */
  public Optional<Row<V>> row(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  /** Whether there is a fact with the key. */
  public boolean contains(K key) {
    return rows.containsKey(key);
  }

  /** How many facts there are. */
  public int size() {
    return rows.size();
  }

  /** All facts in the order of their keys. */
  public Stream<V> stream() {
    return rows.values().stream().map(Row::fact);
  }

  /** All keys with facts and revisions, in order. */
  public Map<K, Row<V>> rows() {
    return rows;
  }

  /** The keys with facts and revisions from one key (included) to another (not included). */
  public Map<K, Row<V>> rows(K from, K to) {
    return rows.subMap(from, true, to, false);
  }

  /** The keys with facts and revisions after a key. */
  public Map<K, Row<V>> rowsAfter(K key) {
    return rows.tailMap(key, false);
  }

  /** The facts that an index, declared by the kind, finds under a value; in the order of keys. */
  public <I extends Comparable<? super I>> List<V> by(Index<V, I> index, I value) {
    Collection<K> keys = keysBy(index, value);
    List<V> found = new ArrayList<>(keys.size());
    for (K key : keys) {
      get(key).ifPresent(found::add);
    }
    return found;
  }

  /** The keys that an index finds under a value, in order. */
  public <I extends Comparable<? super I>> Collection<K> keysBy(Index<V, I> index, I value) {
    TreePSet<K> keys = indexes.get(positionOf(kind.indexes(), index)).get(value);
    return keys == null ? List.of() : keys;
  }

  /** The first fact that an index finds under a value. */
  public <I extends Comparable<? super I>> Optional<V> firstBy(Index<V, I> index, I value) {
    TreePSet<K> keys = indexes.get(positionOf(kind.indexes(), index)).get(value);
    return keys == null ? Optional.empty() : get(keys.first());
  }

  /** A running total, declared by the kind, of one group. */
  @SuppressWarnings("unchecked") // the fold itself put a value of its own type there
  public <G extends Comparable<? super G>, A> A fold(Fold<V, G, A> fold, G group) {
    Object total = folds.get(positionOf(kind.folds(), fold)).get(group);
    return total == null ? fold.empty() : (A) total;
  }

  /** This table with a fact stated at a revision. */
  public Table<K, V> with(V fact, long revision) {
    K key = kind.keyOf(fact);
    Row<V> old = rows.get(key);
    return new Table<>(
        kind,
        rows.plus(key, new Row<>(fact, revision)),
        reindexed(key, Optional.ofNullable(old).map(Row::fact), Optional.of(fact)),
        refolded(Optional.ofNullable(old).map(Row::fact), Optional.of(fact)));
  }

  /** This table without the fact of a key. */
  public Table<K, V> without(K key) {
    Row<V> old = rows.get(key);
    if (old == null) {
      return this;
    }
    return new Table<>(
        kind,
        rows.minus(key),
        reindexed(key, Optional.of(old.fact()), Optional.empty()),
        refolded(Optional.of(old.fact()), Optional.empty()));
  }

  private PVector<TreePMap<Object, TreePSet<K>>> reindexed(
      K key, Optional<V> before, Optional<V> after) {
    var result = indexes;
    for (int i = 0; i < kind.indexes().size(); i++) {
      Index<V, ?> index = kind.indexes().get(i);
      List<?> gone = before.<List<?>>map(index::valuesOf).orElse(List.of());
      List<?> come = after.<List<?>>map(index::valuesOf).orElse(List.of());
      if (gone.equals(come)) {
        continue;
      }
      var entries = result.get(i);
      for (Object value : gone) {
        if (!come.contains(value)) {
          TreePSet<K> rest = keysUnder(entries, value).minus(key);
          entries = rest.isEmpty() ? entries.minus(value) : entries.plus(value, rest);
        }
      }
      for (Object value : come) {
        if (!gone.contains(value)) {
          entries = entries.plus(value, keysUnder(entries, value).plus(key));
        }
      }
      result = result.with(i, entries);
    }
    return result;
  }

  private PVector<TreePMap<Object, Object>> refolded(Optional<V> before, Optional<V> after) {
    var result = folds;
    for (int i = 0; i < kind.folds().size(); i++) {
      result = result.with(i, refold(kind.folds().get(i), result.get(i), before, after));
    }
    return result;
  }

  @SuppressWarnings("unchecked") // the fold itself put a value of its own type there
  private static <V, G extends Comparable<? super G>, A> TreePMap<Object, Object> refold(
      Fold<V, G, A> fold, TreePMap<Object, Object> totals, Optional<V> before, Optional<V> after) {
    var result = totals;
    if (before.isPresent()) {
      G group = fold.group().apply(before.get());
      Object total = result.getOrDefault(group, fold.empty());
      A less = fold.minus().apply((A) total, before.get());
      result = less.equals(fold.empty()) ? result.minus(group) : result.plus(group, less);
    }
    if (after.isPresent()) {
      G group = fold.group().apply(after.get());
      Object total = result.getOrDefault(group, fold.empty());
      result = result.plus(group, fold.plus().apply((A) total, after.get()));
    }
    return result;
  }

  private static <K extends Comparable<? super K>> TreePSet<K> keysUnder(
      TreePMap<Object, TreePSet<K>> entries, Object value) {
    TreePSet<K> keys = entries.get(value);
    return keys == null ? TreePSet.empty() : keys;
  }

  private static int positionOf(List<?> declared, Object wanted) {
    for (int i = 0; i < declared.size(); i++) {
      if (declared.get(i).equals(wanted)) {
        return i;
      }
    }
    throw new IllegalArgumentException(wanted + " is not declared by this kind");
  }

  @SuppressWarnings("unchecked") // index values and groups are Comparable by their declaration
  private static java.util.Comparator<Object> natural() {
    return (left, right) -> ((Comparable<Object>) left).compareTo(right);
  }
}
