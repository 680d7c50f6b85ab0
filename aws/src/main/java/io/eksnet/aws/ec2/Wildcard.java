package io.eksnet.aws.ec2;

/**
 * A filter's value: {@code *} stands for any characters, {@code ?} for none or one, a backslash
 * takes the next character as it is (EC2 user guide, "List and filter your resources").
 */
record Wildcard(String pattern) {

  boolean isPlain() {
    return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0 && pattern.indexOf('\\') < 0;
  }

  /** Whether a text matches; in time proportional to both lengths, whatever the pattern. */
  boolean matches(String text) {
    if (isPlain()) {
      return pattern.equals(text);
    }
    boolean[] reached = new boolean[text.length() + 1]; // prefixes that the pattern so far covers
    reached[0] = true;
    for (int p = 0; p < pattern.length(); p++) {
      char c = pattern.charAt(p);
      boolean escaped = c == '\\' && p + 1 < pattern.length();
      if (escaped) {
        c = pattern.charAt(++p);
      }
      boolean star = c == '*' && !escaped;
      boolean optional = c == '?' && !escaped;
      boolean before = false; // whether reached[i - 1] held before this character
      for (int i = 0; i <= text.length(); i++) {
        boolean held = reached[i];
        if (star) {
          reached[i] = held || (i > 0 && reached[i - 1]);
        } else if (optional) {
          reached[i] = held || before;
        } else {
          reached[i] = before && text.charAt(i - 1) == c;
        }
        before = held;
      }
    }
    return reached[text.length()];
  }
}
