package io.eksnet.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a command line ends that cannot be carried out: a user's slip, or a bug of ours. */
final class Refusals {

  private Refusals() {}

  /** Says what is wrong with the command line, what was probably meant, and where the help is. */
  static int ofUsage(ParameterException problem) {
    var command = problem.getCommandLine();
    var name = command.getCommandSpec().qualifiedName();
    command.getErr().println("eksnet: " + message(problem) + "\n'" + name + " --help' tells more.");
    return Exit.USAGE.code();
  }

  private static String message(ParameterException problem) {
    return switch (problem) {
      case UnmatchedArgumentException unmatched when !unmatched.getUnmatched().isEmpty() ->
          unmatched(unmatched);
      case ParameterException other ->
          Optional.ofNullable(other.getMessage()).orElse("wrong usage");
    };
  }

  private static String unmatched(UnmatchedArgumentException problem) {
    var word = problem.getUnmatched().getFirst();
    var spec = problem.getCommandLine().getCommandSpec();
    var kind =
        problem.isUnknownOption() ? "option" : spec.subcommands().isEmpty() ? "argument" : "verb";
    var meant = problem.getSuggestions().stream().limit(2).map(it -> "'" + it + "'").toList();
    return "unknown %s '%s'%s%s"
        .formatted(
            kind,
            word,
            spec.parent() == null ? "" : " of '" + spec.qualifiedName() + "'",
            meant.isEmpty() ? "" : "; did you mean " + String.join(" or ", meant) + "?");
  }

  /** Writes a report that can be sent to us, and says where it lies. */
  static int ofBug(Exception bug, CommandLine command) {
    var err = command.getErr();
    err.println("eksnet: this is a bug of eksnet, not yours: " + bug);
    try {
      var report = Files.createTempFile("eksnet-bug-", ".txt");
      write(report, bug, command);
      err.println("A report without your data lies in " + report + "; please send it to us.");
    } catch (IOException unwritable) {
      err.println("No report could be written (" + unwritable.getMessage() + "); here it is:");
      bug.printStackTrace(err);
    }
    return Exit.BUG.code();
  }

  private static void write(Path report, Exception bug, CommandLine command) throws IOException {
    try (var file = new PrintWriter(Files.newBufferedWriter(report))) {
      for (var line : Version.lines()) {
        file.println(line);
      }
      file.println("command: " + command.getCommandSpec().qualifiedName());
      bug.printStackTrace(file);
    }
  }
}
