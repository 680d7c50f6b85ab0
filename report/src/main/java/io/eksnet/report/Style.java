package io.eksnet.report;

/**
 * What the reader can show.
 *
 * @param colour whether escape sequences for colour are welcome; colour never says what words do
 *     not
 * @param ascii whether only ASCII signs may be used
 * @param columns the width to lay out for
 */
public record Style(boolean colour, boolean ascii, int columns) {
  /** A file, a pipe or a test. */
  public static final Style PLAIN = new Style(false, false, 100);

  /** A sign, or its stand-in. */
  public String sign(String unicode, String asciiInstead) {
    return ascii ? asciiInstead : unicode;
  }

  /** Text in bold where colour is welcome. */
  public String bold(String text) {
    return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  /** Text in red where colour is welcome. */
  public String red(String text) {
    return colour ? "\u001b[31m" + text + "\u001b[0m" : text;
  }

  /** Text in green where colour is welcome. */
  public String green(String text) {
    return colour ? "\u001b[32m" + text + "\u001b[0m" : text;
  }
}
