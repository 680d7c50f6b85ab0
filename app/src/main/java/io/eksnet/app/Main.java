package io.eksnet.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The command {@code eksnet}: finds the verb, lets it work, and ends with one of {@link Exit}'s
 * codes. What was asked for goes to standard output, talk to standard error.
 */
public final class Main {

  private Main() {}

  /** Runs the command line of this process and ends the process with its exit code. */
  public static void main(String[] args) {
    prepare();
    var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(List.of(args), Terminal.ofThisProcess(), out, err);
    out.flush();
    err.flush();
    // exit() would load java.util.logging, 30 ms, to log nothing. So no shutdown hooks run here: a
    // verb that relies on some ends with System.exit itself.
    Runtime.getRuntime().halt(code);
  }

  /** What must be set before picocli is first used. */
  static void prepare() {
    // Else it asks every jar of the class path for a Groovy class: a third of the start-up.
    System.setProperty("picocli.disable.closures", "true");
  }

  /**
   * Runs one command line.
   *
   * @param args the words after {@code eksnet}; none at all asks for the help
   * @param terminal what the reader of {@code out} can show
   * @param out where the answer goes
   * @param err where talk and refusals go
   * @return the exit code, one of {@link Exit}
   */
  public static int run(List<String> args, Terminal terminal, PrintWriter out, PrintWriter err) {
    return CommandTree.of(terminal)
        .setOut(out)
        .setErr(err)
        .execute(args.isEmpty() ? new String[] {"--help"} : args.toArray(String[]::new));
  }
}
