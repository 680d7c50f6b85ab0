package io.eksnet.net;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Runs a property for many seeds and names the seed of the first that fails. */
final class Seeds {

  private Seeds() {}

  static void each(int count, Consumer<SplittableRandom> property) {
    for (long seed = 0; seed < count; seed++) {
      try {
        property.accept(new SplittableRandom(seed));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }
}
