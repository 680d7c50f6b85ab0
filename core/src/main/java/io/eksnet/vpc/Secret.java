package io.eksnet.vpc;

/**
 * A text that must not be seen: it is not in logs, messages or the text of what holds it.
 *
 * @param value the text itself
 */
public record Secret(String value) {
  @Override
  public String toString() {
    return "(secret)";
  }
}
