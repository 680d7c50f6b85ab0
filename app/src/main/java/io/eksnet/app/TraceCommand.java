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
    name = "trace",
    header = "Tell whether one end reaches another, hop by hop, both ways.",
    description = {
      "Ends: pod/NAME, svc/NAME, node/NAME, an address, internet. The destination may carry a port"
          + " (number or name) and a protocol: svc/web:80, pod/dns:53/udp.",
      "Exits with 0 when it is reachable and with 1 when it is not; then every rule in the way is"
          + " named, and what would open it."
    })
final class TraceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common;

  @Parameters(index = "0", paramLabel = "FROM", description = "Where the traffic comes from.")
  private String from;

  @Parameters(index = "1", paramLabel = "TO[:PORT]", description = "Where it wants to go.")
  private String to;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      defaultValue = "default",
      description = "The namespace of names without one (default: ${DEFAULT-VALUE}).")
  private String namespace;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private String output;

  @Override
  public Integer call() throws IOException {
    return RunningNetwork.ask(
        spec.commandLine(),
        common.network(),
        "trace",
        Map.of("from", from, "to", to, "namespace", namespace),
        output);
  }
}
