package io.eksnet.app;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the build runs once so that the JVM can keep the classes that a start needs (JEP 483, 514).
 * It walks the ways that commands take at their start, without touching any network's state.
 *
 * <p>A verb that is asked often belongs in {@link #CLI}, with arguments that change nothing.
 */
final class StartUpTraining {

  private static final List<List<String>> CLI =
      List.of(
          List.of("--help"),
          List.of("version", "--name", "training"),
          List.of("completion", "--help"),
          List.of("no-such-verb"));

  private StartUpTraining() {}

  /** Trains the start of {@code cli}, the only one there is so far. */
  public static void main(String[] args) {
    Main.prepare();
    if (!List.of(args).equals(List.of("cli"))) {
      throw new IllegalArgumentException("no training for " + List.of(args) + ", only for cli");
    }
    for (var words : CLI) {
      var nowhere = new PrintWriter(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
      Main.run(words, Terminal.ofThisProcess(), nowhere, nowhere);
    }
  }
}
