package io.eksnet.table;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a fact is: its name in the journal, its type, its key, and the indexes and folds that its
 * table keeps. Two kinds with the same name are the same kind.
 *
 * @param <K> the key, ordered: tables list facts in this order
 * @param <V> the fact, an immutable value
 */
public final class Kind<K extends Comparable<? super K>, V> {
  private final String name;
  private final Class<V> type;
  private final Function<V, K> key;
  private final List<Index<V, ?>> indexes;
  private final List<Fold<V, ?, ?>> folds;
  private final boolean durable;

  private Kind(
      String name,
      Class<V> type,
      Function<V, K> key,
      List<Index<V, ?>> indexes,
      List<Fold<V, ?, ?>> folds,
      boolean durable) {
    this.name = Objects.requireNonNull(name);
    this.type = type;
    this.key = key;
    this.indexes = List.copyOf(indexes);
    this.folds = List.copyOf(folds);
    this.durable = durable;
  }

  /** A durable kind without indexes. */
  public static <K extends Comparable<? super K>, V> Kind<K, V> of(
      String name, Class<V> type, Function<V, K> key) {
    return new Kind<>(name, type, key, List.of(), List.of(), true);
  }

  /** This kind, whose tables also keep the given index. */
  public Kind<K, V> indexed(Index<V, ?> index) {
    return new Kind<>(name, type, key, plus(indexes, index), folds, durable);
  }

  /** This kind, whose tables also keep the given running total. */
  public Kind<K, V> folded(Fold<V, ?, ?> fold) {
    return new Kind<>(name, type, key, indexes, plus(folds, fold), durable);
  }

  /** This kind, whose facts are noise that no journal keeps (lease renewals and the like). */
  public Kind<K, V> notJournaled() {
    return new Kind<>(name, type, key, indexes, folds, false);
  }

  /** The stable name, used by the journal. */
  public String name() {
    return name;
  }

  /** The class of the facts. */
  public Class<V> type() {
    return type;
  }

  /** The key of a fact. */
  public K keyOf(V fact) {
    return key.apply(fact);
  }

  /** Whether facts of this kind survive a restart. */
  public boolean durable() {
    return durable;
  }

  List<Index<V, ?>> indexes() {
    return indexes;
  }

  List<Fold<V, ?, ?>> folds() {
    return folds;
  }

  private static <T> List<T> plus(List<T> list, T item) {
    return java.util.stream.Stream.concat(list.stream(), java.util.stream.Stream.of(item)).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Kind<?, ?> kind && kind.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
