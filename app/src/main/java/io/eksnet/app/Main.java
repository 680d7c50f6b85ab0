package io.eksnet.app;

import java.io.PrintWriter;
import java.nio.charset.Charset;
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
    // Else picocli asks every jar of the class path for a Groovy class: a third of the start-up.
    System.setProperty("picocli.disable.closures", "true");
    var out = new PrintWriter(System.out, false, charset("stdout.encoding"));
    var err = new PrintWriter(System.err, true, charset("stderr.encoding"));
    int code = run(List.of(args), Terminal.ofThisProcess(), out, err);
    out.flush();
    err.flush();
    System.exit(code);
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

  private static Charset charset(String property) {
    var name = System.getProperty(property);
    return name != null && Charset.isSupported(name)
        ? Charset.forName(name)
        : StandardCharsets.UTF_8;
  }
}
