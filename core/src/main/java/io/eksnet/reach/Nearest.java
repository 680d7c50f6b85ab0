package io.eksnet.reach;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Names that may have been meant. */
final class Nearest {
  private static final int SHOWN = 5;

  private Nearest() {}

  /** The nearest of some names to a word: those that contain it, then by distance. */
  static List<String> to(String word, Collection<String> names) {
    return names.stream()
        .distinct()
        .filter(name -> near(word, name))
        .sorted(
            Comparator.<String>comparingInt(name -> name.contains(word) ? 0 : distance(word, name))
                .thenComparing(Comparator.naturalOrder()))
        .limit(SHOWN)
        .toList();
  }

  private static boolean near(String word, String name) {
    return name.contains(word) || distance(word, name) <= Math.max(2, word.length() / 3);
  }

  /** How many letters differ (Levenshtein). */
  static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int above = row[j];
        int cost = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + cost);
        diagonal = above;
      }
    }
    return row[right.length()];
  }
}
