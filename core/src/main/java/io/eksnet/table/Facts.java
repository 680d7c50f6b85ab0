package io.eksnet.table;

import java.util.List;
import java.util.Optional;

/**
 * Facts at one moment, as rules read them: one table for each kind. Immutable; {@link #with} gives
 * another moment.
 */
public interface Facts {
  /** All facts of a kind; an empty table when there are none. */
  <K extends Comparable<? super K>, V> Table<K, V> table(Kind<K, V> kind);

  /** These facts after some changes, made in order. */
  Facts with(List<? extends Change<?, ?>> changes);

  /** One fact by its key. */
  default <K extends Comparable<? super K>, V> Optional<V> find(Kind<K, V> kind, K key) {
    return table(kind).get(key);
  }
}
