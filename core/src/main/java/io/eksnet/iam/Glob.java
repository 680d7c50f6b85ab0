package io.eksnet.iam;

import java.util.Locale;

/**
 * A text with {@code *} (any characters, or none) and {@code ?} (any one), made ready to be
 * compared often. {@code ${*}}, {@code ${?}} and {@code ${$}} are those characters themselves.
 */
final class Glob {
  /** Unicode's noncharacters, which no request contains. */
  private static final char MANY = '\uFFFE';

  private static final char ONE = '\uFFFF';

  private final String pattern;
  private final boolean literal;

  /** The literal ends, which tell most texts apart before any wildcard is tried. */
  private final String prefix;

  private final String suffix;

  private Glob(String pattern) {
    this.pattern = pattern;
    int first = 0;
    while (first < pattern.length() && !wild(pattern.charAt(first))) {
      first++;
    }
    int last = pattern.length();
    while (last > first && !wild(pattern.charAt(last - 1))) {
      last--;
    }
    this.literal = first == pattern.length();
    this.prefix = pattern.substring(0, first);
    this.suffix = pattern.substring(last);
  }

  private static boolean wild(char c) {
    return c == MANY || c == ONE;
  }

  /** The pattern of a text without variables. */
  static Glob of(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escaped =
          c == '$' && i + 3 < text.length() && text.charAt(i + 1) == '{' && escapes(text, i + 2);
      if (escaped) {
        out.append(text.charAt(i + 2));
        i += 3;
      } else {
        out.append(c == '*' ? MANY : c == '?' ? ONE : c);
      }
    }
    return new Glob(out.toString());
  }

  /** The pattern of a text whose case does not matter, for texts in lower case. */
  static Glob lower(String text) {
    return of(text.toLowerCase(Locale.ROOT));
  }

  private static boolean escapes(String text, int at) {
    return "*?$".indexOf(text.charAt(at)) >= 0 && text.charAt(at + 1) == '}';
  }

  /** Whether it has neither {@code *} nor {@code ?}. */
  boolean literal() {
    return literal;
  }

  /** The text that a literal pattern stands for. */
  String text() {
    return pattern;
  }

  /** Whether all of a text matches. */
  boolean matches(String text) {
    if (literal) {
      return pattern.equals(text);
    }
    if (text.length() < prefix.length() + suffix.length()
        || !text.endsWith(suffix)
        || !text.startsWith(prefix)) {
      return false;
    }
    int at = 0;
    int in = 0;
    int star = -1;
    int resume = 0;
    while (in < text.length()) {
      if (at < pattern.length()
          && pattern.charAt(at) != MANY
          && (pattern.charAt(at) == ONE || pattern.charAt(at) == text.charAt(in))) {
        at++;
        in++;
      } else if (at < pattern.length() && pattern.charAt(at) == MANY) {
        star = at++;
        resume = in;
      } else if (star >= 0) {
        at = star + 1;
        in = ++resume;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == MANY) {
      at++;
    }
    return at == pattern.length();
  }

  @Override
  public String toString() {
    return pattern.replace(MANY, '*').replace(ONE, '?');
  }
}
