package io.eksnet.table;

import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A running total per group, kept as facts come and go (for example the addresses in use of each
 * subnet). {@code minus} must undo {@code plus} exactly.
 *
 * @param name for people
 * @param group which total a fact counts towards
 * @param empty the total of no facts, an immutable value
 * @param plus the total with one more fact
 * @param minus the total with that fact gone
 */
public record Fold<V, G extends Comparable<? super G>, A>(
    String name,
    Function<V, G> group,
    A empty,
    BiFunction<A, V, A> plus,
    BiFunction<A, V, A> minus) {

  /** How many facts each group has. */
  public static <V, G extends Comparable<? super G>> Fold<V, G, Integer> count(
      String name, Function<V, G> group) {
    return new Fold<>(name, group, 0, (count, _) -> count + 1, (count, _) -> count - 1);
  }
}
