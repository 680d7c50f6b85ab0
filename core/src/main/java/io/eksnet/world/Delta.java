package io.eksnet.world;

import io.eksnet.table.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one commit changed.
 *
 * @param revision the world's revision after it
 * @param rows in the order of the changes; a fact stated twice appears twice
 */
public record Delta(long revision, List<Row<?, ?>> rows) {
  /** One fact before and after. */
  public record Row<K extends Comparable<? super K>, V>(
      Kind<K, V> kind, K key, Optional<V> before, Optional<V> after) {
    /** The fact as it is, or as it last was. */
    public V fact() {
      return after.or(() -> before).orElseThrow();
    }
  }

  public Delta {
    rows = List.copyOf(rows);
  }

  /** Whether nothing changed. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The rows of one kind. */
  @SuppressWarnings("unchecked") // a row of a kind has that kind's types
  public <K extends Comparable<? super K>, V> Stream<Row<K, V>> of(Kind<K, V> kind) {
    return rows.stream().filter(row -> row.kind().equals(kind)).map(row -> (Row<K, V>) row);
  }
}
