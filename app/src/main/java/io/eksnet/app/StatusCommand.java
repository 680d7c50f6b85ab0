package io.eksnet.app;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    header = "Show endpoints, process, revision and counts of a network.",
    description = "Exits with 0 when everything is ready, with 1 when something is not.")
final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private String output;

  @Override
  public Integer call() throws IOException {
    return RunningNetwork.ask(spec.commandLine(), common.network(), "status", Map.of(), output);
  }
}
