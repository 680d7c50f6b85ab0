package io.eksnet.app;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "get",
    header = "List what a network holds: ips.",
    description = {
      "eksnet get ips lists for each node its ENIs and addresses (used, cooling, free) and for each"
          + " subnet what is used and free."
    })
final class GetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common;

  @Parameters(paramLabel = "WHAT", description = "ips")
  private String what;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private String output;

  @Override
  public Integer call() throws IOException {
    if (!what.equals("ips")) {
      spec.commandLine()
          .getErr()
          .println("eksnet: there is nothing called '" + what + "' to get; known: ips");
      return Exit.USAGE.code();
    }
    return RunningNetwork.ask(spec.commandLine(), common.network(), "ips", Map.of(), output);
  }
}
