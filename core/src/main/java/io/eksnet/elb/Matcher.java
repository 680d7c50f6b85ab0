package io.eksnet.elb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Codes of answers from one to another, both among them.
 *
 * @param first the lowest code
 * @param last the highest code
 */
record Matcher(int first, int last) {
  private static final int MOST_DIGITS = 3;

  /** Whether a code is among them. */
  boolean has(int code) {
    return first <= code && code <= last;
  }

  /** The ranges of a text such as {@code 200,301-399} that was accepted before. */
  static List<Matcher> parse(String text) {
    return tryParse(text)
        .orElseThrow(() -> new IllegalArgumentException("not a list of codes: " + text));
  }

  /** The ranges of a text such as {@code 200,301-399}; none if it is no such list. */
  static Optional<List<Matcher>> tryParse(String text) {
    List<Matcher> ranges = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String[] ends = part.strip().split("-", -1);
      Optional<Integer> first = code(ends[0]);
      Optional<Integer> last = code(ends[ends.length - 1]);
      if (ends.length > 2 || first.isEmpty() || last.isEmpty() || first.get() > last.get()) {
        return Optional.empty();
      }
      ranges.add(new Matcher(first.get(), last.get()));
    }
    return Optional.of(ranges);
  }

  private static Optional<Integer> code(String text) {
    boolean digits =
        !text.isEmpty()
            && text.length() <= MOST_DIGITS
            && text.chars().allMatch(c -> '0' <= c && c <= '9');
    return digits ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
