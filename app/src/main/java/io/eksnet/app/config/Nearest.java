package io.eksnet.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class Nearest {
  private Nearest() {}

  /** "; did you mean X?" when something known is close to what was found, else nothing. */
  public static String hint(String found, Collection<String> known) {
    return to(found, known).map(name -> "; did you mean " + name + "?").orElse("");
  }

  /** The known word closest to what was found, if it is close at all. */
  public static Optional<String> to(String found, Collection<String> known) {
    int limit = Math.max(1, found.length() / 3);
    return known.stream()
        .filter(word -> distance(found, word) <= limit)
        .min(
            Comparator.comparingInt((String word) -> distance(found, word))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** How many letters are to be put in, taken out, replaced, or swapped with their neighbour. */
  private static int distance(String left, String right) {
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int same = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + same);
        boolean swapped =
            i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        if (swapped) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[left.length()][right.length()];
  }
}
