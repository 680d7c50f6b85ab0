package io.eksnet.table;

/** What is to become of one fact: {@link Put} states it, {@link Remove} withdraws it. */
public sealed interface Change<K extends Comparable<? super K>, V> {
  /** The kind of the fact. */
  Kind<K, V> kind();

  /** The key of the fact. */
  K key();

  /** The fact is so from now on, whether or not there was one with its key. */
  record Put<K extends Comparable<? super K>, V>(Kind<K, V> kind, V fact) implements Change<K, V> {
    @Override
    public K key() {
      return kind.keyOf(fact);
    }
  }

  /** The fact is no more; nothing happens if it was not there. */
  record Remove<K extends Comparable<? super K>, V>(Kind<K, V> kind, K key)
      implements Change<K, V> {}

  /** States a fact. */
  static <K extends Comparable<? super K>, V> Change<K, V> put(Kind<K, V> kind, V fact) {
    return new Put<>(kind, fact);
  }

  /** Withdraws a fact. */
  static <K extends Comparable<? super K>, V> Change<K, V> remove(Kind<K, V> kind, K key) {
    return new Remove<>(kind, key);
  }
}
