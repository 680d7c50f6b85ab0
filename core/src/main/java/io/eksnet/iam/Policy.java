package io.eksnet.iam;

/**
 * A policy as somebody gave it and as it is understood. The text is what is shown; the document is
 * what judges.
 *
 * @param text the JSON, as it was given
 */
public record Policy(String text, PolicyDocument document) {

  /** Its size as IAM counts it: white space does not count. */
  public int size() {
    return (int) text.chars().filter(c -> !Character.isWhitespace(c)).count();
  }
}
