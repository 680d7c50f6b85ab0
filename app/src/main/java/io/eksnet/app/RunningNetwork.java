package io.eksnet.app;

import io.eksnet.app.network.NetworkName;
import io.eksnet.app.network.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;

/** What the verbs that ask a running network share: finding it, asking, printing, the exit code. */
final class RunningNetwork {
  private RunningNetwork() {}

  /**
   * Asks a network's daemon and prints its answer.
   *
   * @param output the {@code -o} option: text or json
   */
  static int ask(
      CommandLine command,
      NetworkName name,
      String question,
      Map<String, String> parameters,
      String output)
      throws IOException {
    PrintWriter err = command.getErr();
    if (!output.equals("text") && !output.equals("json")) {
      err.println("eksnet: -o is '" + output + "', expected text or json");
      return Exit.USAGE.code();
    }
    Optional<DaemonClient> client = DaemonClient.of(StateFolder.of(name, System.getenv()));
    if (client.isEmpty()) {
      err.println(notRunning(name));
      return Exit.USAGE.code();
    }
    Terminal terminal = Terminal.ofThisProcess();
    Map<String, String> all = new TreeMap<>(parameters);
    all.put("format", output);
    all.put("colour", Boolean.toString(terminal.colour()));
    all.put("columns", Integer.toString(terminal.columns()));
    DaemonClient.Reply reply = client.get().ask(question, all);
    if (reply.exitCode() == Exit.USAGE.code() && output.equals("text")) {
      err.print("eksnet: " + reply.body());
      err.flush();
    } else {
      command.getOut().print(reply.body());
      command.getOut().flush();
    }
    return reply.exitCode();
  }

  /** What to do when there is no daemon. */
  static String notRunning(NetworkName name) {
    String option = name.value().equals(NetworkName.DEFAULT) ? "" : " --name " + name;
    return "eksnet: network '" + name + "' is not running; start it with: ./eksnet up" + option;
  }
}
