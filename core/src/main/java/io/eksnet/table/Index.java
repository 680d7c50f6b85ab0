package io.eksnet.table;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A second way to look facts up: the values under which a fact is found. Declared on its {@link
 * Kind}; identity is the object itself, so keep it in a constant.
 *
 * @param <V> the fact
 * @param <I> what it is looked up by, ordered
 */
public final class Index<V, I extends Comparable<? super I>> {
  private final String name;
  private final Function<V, List<I>> values;

  private Index(String name, Function<V, List<I>> values) {
    this.name = name;
    this.values = values;
  }

  /** An index by exactly one value of the fact. */
  public static <V, I extends Comparable<? super I>> Index<V, I> by(
      String name, Function<V, I> value) {
    return new Index<>(name, fact -> List.of(value.apply(fact)));
  }

  /** An index by a value that some facts lack. */
  public static <V, I extends Comparable<? super I>> Index<V, I> byOptional(
      String name, Function<V, Optional<I>> value) {
    return new Index<>(name, fact -> value.apply(fact).map(List::of).orElse(List.of()));
  }

  /** An index by each of several distinct values of the fact. */
  public static <V, I extends Comparable<? super I>> Index<V, I> byEach(
      String name, Function<V, ? extends Collection<I>> values) {
    return new Index<>(name, fact -> List.copyOf(values.apply(fact)));
  }

  List<I> valuesOf(V fact) {
    return values.apply(fact);
  }

  @Override
  public String toString() {
    return name;
  }
}
