package io.eksnet.app;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/**
 * What the reader of standard output can show.
 *
 * @param colour whether escape sequences for colour are welcome
 * @param columns the width that text is laid out for, 60 to 120
 */
public record Terminal(boolean colour, int columns) {

  /** A file, a pipe or a test: no colour, 80 columns. */
  public static final Terminal PLAIN = new Terminal(false, 80);

  private static final int NARROWEST = 60;
  private static final int WIDEST = 120;

  /**
   * The terminal of this process. The launcher tells whether standard output is one, because only
   * the shell sees that for free; started without it, there is no colour.
   */
  public static Terminal ofThisProcess() {
    return of(Boolean.getBoolean("eksnet.terminal"), System.getenv());
  }

  /**
   * Reads the environment the way terminal programs agreed on: no colour with a non-empty {@code
   * NO_COLOR} or with {@code TERM=dumb}, the width from {@code COLUMNS}.
   */
  static Terminal of(boolean isTerminal, Map<String, String> environment) {
    boolean colour =
        isTerminal
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    int columns =
        Optional.ofNullable(environment.get("COLUMNS"))
            .filter(it -> isTerminal && it.matches("[0-9]{1,4}"))
            .map(it -> Math.clamp(Integer.parseInt(it), NARROWEST, WIDEST))
            .orElse(PLAIN.columns);
    return new Terminal(colour, columns);
  }

  Ansi ansi() {
    return colour ? Ansi.ON : Ansi.OFF;
  }
}
