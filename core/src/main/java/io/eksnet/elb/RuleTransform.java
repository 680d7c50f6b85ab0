package io.eksnet.elb;

import java.util.List;

/** What a rule changes in a request before it is sent on; at most one of each type. */
public record RuleTransform(Type type, List<Rewrite> rewrites) {

  /** What is changed. */
  public enum Type {
    HOST_HEADER_REWRITE("host-header-rewrite"),
    URL_REWRITE("url-rewrite");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    /** AWS's word. */
    public String text() {
      return text;
    }
  }

  /**
   * What is looked for and what comes there instead.
   *
   * @param regex up to 1,024 characters
   * @param replace up to 1,024 characters, with {@code $1} and so on for groups
   */
  public record Rewrite(String regex, String replace) {}

  public RuleTransform {
    rewrites = List.copyOf(rewrites);
  }
}
