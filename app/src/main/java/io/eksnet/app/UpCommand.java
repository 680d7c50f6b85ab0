package io.eksnet.app;

import io.eksnet.app.config.ClusterConfigReader;
import io.eksnet.app.config.Problem;
import io.eksnet.app.network.Endpoints;
import io.eksnet.app.network.NetworkName;
import io.eksnet.app.network.StateFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "up",
    header = "Start a network: a VPC and an EKS cluster on this machine.",
    description = {
      "Returns when everything is ready. Without -f: us-west-2, VPC 10.0.0.0/16 with public and"
          + " private subnets in three zones, two m5.large nodes, the CNI's policy agent on. An"
          + " existing network is started again as it was."
    })
final class UpCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * One gigabyte holds 2,500 pods with room to spare; the pauses of the serial collector are short.
   */
  private static final List<String> DAEMON_FLAGS =
      List.of("-Xmx900m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common;

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE",
      description = "An eksctl ClusterConfig; - reads standard input.")
  private Optional<String> file;

  @Option(
      names = "--without-cluster",
      description =
          "Make the VPC and its subnets only; aws eks create-cluster or Terraform makes the cluster.")
  private boolean withoutCluster;

  @Option(
      names = "--pace",
      paramLabel = "PACE",
      description =
          "fast: no polling intervals and latencies; real: every timer as the vendors have it.")
  private Optional<String> pace;

  @Override
  public Integer call() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    PrintWriter err = spec.commandLine().getErr();
    StateFolder folder = StateFolder.of(common.network(), System.getenv());
    if (pace.filter(it -> !it.equals("fast") && !it.equals("real")).isPresent()) {
      err.println("eksnet: --pace is '" + pace.get() + "', expected fast or real");
      return Exit.USAGE.code();
    }
    Optional<String> asked;
    try {
      asked = file.isEmpty() ? Optional.empty() : Optional.of(read(file.get()));
    } catch (NoSuchFileException missing) {
      err.println("eksnet: there is no file " + missing.getFile());
      return Exit.USAGE.code();
    }
    if (withoutCluster) {
      asked = Optional.of(withoutCluster(asked));
    }
    if (asked.isPresent() && !isGood(asked.get(), err)) {
      return Exit.USAGE.code();
    }
    if (Files.exists(folder.config()) && asked.isPresent()) {
      if (!Files.readString(folder.config()).equals(asked.get())) {
        err.println(
            "eksnet: network '%s' was made from another config; nothing was changed."
                .formatted(common.network()));
        err.println(
            "Start it as it was with `eksnet up%s`, forget it with `eksnet down --delete%s`, or run"
                    .formatted(nameOption(), nameOption())
                + " this file beside it with --name NAME.");
        return Exit.USAGE.code();
      }
    }
    if (!DaemonClient.isLocked(folder)) {
      Optional<String> problem = start(folder, asked);
      if (problem.isPresent()) {
        err.println("eksnet: " + problem.get());
        return Exit.USAGE.code();
      }
    }
    return awaitReady(folder, begun);
  }

  /** The same config without a cluster: as the file says it, or with the section added. */
  private static String withoutCluster(Optional<String> asked) {
    return asked
        .map(
            text ->
                text.contains("cluster: false")
                    ? text
                    : text.stripTrailing() + "\neksnet:\n  cluster: false\n")
        .orElseGet(() -> resource("default-network.yaml"));
  }

  private boolean isGood(String text, PrintWriter err) {
    String name = file.orElse("-");
    return switch (ClusterConfigReader.read(name, text)) {
      case ClusterConfigReader.Read.Config(var _, List<String> notes) -> {
        notes.forEach(err::println);
        yield true;
      }
      case ClusterConfigReader.Read.Wrong(List<Problem> problems) -> {
        problems.forEach(problem -> err.println(problem));
        err.println(
            "%d problem%s, nothing was started."
                .formatted(problems.size(), problems.size() == 1 ? "" : "s"));
        yield false;
      }
    };
  }

  private static String read(String file) throws IOException {
    return file.equals("-")
        ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
        : Files.readString(Path.of(file));
  }

  private String nameOption() {
    return common.network().value().equals(NetworkName.DEFAULT)
        ? ""
        : " --name " + common.network();
  }

  /** Starts the daemon; says what went wrong if it did not come up. */
  private Optional<String> start(StateFolder folder, Optional<String> config)
      throws IOException, InterruptedException {
    folder.create();
    boolean isNew = !Files.exists(folder.config());
    if (isNew) {
      StateFolder.replace(folder.config(), config.orElseGet(UpCommand::defaultConfig));
    }
    List<String> arguments = new ArrayList<>(List.of("daemon", "--name", common.network().value()));
    pace.ifPresent(it -> arguments.addAll(List.of("--pace", it)));
    Process process =
        new ProcessBuilder(SelfStart.command("daemon.aot", DAEMON_FLAGS, arguments))
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
            .redirectErrorStream(true)
            .directory(folder.path().toFile())
            .start();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        String problem = lastLine(folder);
        if (isNew) {
          Files.deleteIfExists(folder.config());
        }
        return Optional.of(problem);
      }
      Optional<Endpoints> endpoints = folder.readEndpoints();
      if (endpoints.isPresent() && endpoints.get().pid() == process.pid()) {
        return Optional.empty();
      }
      Thread.sleep(Duration.ofMillis(10));
    }
    return Optional.of(
        "the daemon did not answer within " + PATIENCE.toSeconds() + " s; see " + folder.log());
  }

  private static String lastLine(StateFolder folder) throws IOException {
    List<String> lines = Files.readAllLines(folder.log());
    return lines.reversed().stream()
        .filter(line -> line.startsWith(DaemonCommand.REFUSAL))
        .findFirst()
        .map(line -> line.substring(DaemonCommand.REFUSAL.length()))
        .orElse("the daemon ended; see " + folder.log());
  }

  private int awaitReady(StateFolder folder, long begun) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Optional<DaemonClient> client = DaemonClient.of(folder);
    if (client.isEmpty()) {
      err.println("eksnet: the daemon ended; see " + folder.log());
      return Exit.BUG.code();
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    DaemonClient.Reply status = client.get().ask("status", Map.of("format", "text"));
    while (status.exitCode() != Exit.DONE.code() && System.nanoTime() < deadline) {
      Thread.sleep(Duration.ofMillis(20));
      status = client.get().ask("status", Map.of("format", "text"));
    }
    if (status.exitCode() != Exit.DONE.code()) {
      err.print(status.body());
      err.println(
          "eksnet: not everything is ready after "
              + PATIENCE.toSeconds()
              + " s; it goes on, see"
              + " `eksnet status"
              + nameOption()
              + "`");
      return Exit.NO.code();
    }
    Endpoints endpoints = client.get().endpoints();
    Terminal terminal = Terminal.ofThisProcess();
    out.println("eksnet " + Version.current() + ": EKS networking on this machine");
    out.println();
    out.print(
        client
            .get()
            .ask(
                "picture",
                Map.of(
                    "format", "text",
                    "colour", Boolean.toString(terminal.colour()),
                    "columns", Integer.toString(terminal.columns())))
            .body());
    out.println();
    out.println(
        "  Kubernetes  %s        AWS  %s (ec2 eks elb iam sts acm)"
            .formatted(endpoints.kubernetes(), endpoints.aws()));
    out.println(
        "  Ready in %.1f s. Pods are simulated: no containers run, each answers on its declared ports."
            .formatted((System.nanoTime() - begun) / 1e9));
    boolean hasCluster = hasCluster(client.get());
    if (file.isEmpty() && hasCluster) {
      out.println(
          "  The CNI's network policy agent is on here; on EKS it is off unless you turn it on.");
    }
    out.println();
    out.println("  Point your tools at it:   eval \"$(./eksnet env" + nameOption() + ")\"");
    if (hasCluster) {
      out.println(
          "  Then try:                 kubectl apply -f examples/guide/network-policy.yaml");
      out.println(
          "                            ./eksnet trace pod/web pod/database:5432" + nameOption());
    } else {
      out.println(
          "  Then make a cluster:      aws eks create-cluster --name NAME --role-arn ROLE"
              + " --resources-vpc-config subnetIds=SUBNET,SUBNET");
    }
    return Exit.DONE.code();
  }

  /** Whether the network has a cluster now: one can be made and deleted while it runs. */
  private static boolean hasCluster(DaemonClient client) throws IOException, InterruptedException {
    String status = client.ask("status", Map.of("format", "json")).body();
    return !JsonMapper.shared().readTree(status).path("cluster").asString("").isEmpty();
  }

  /** The config of a network that is started without a file. */
  static String defaultConfig() {
    return resource("default-cluster.yaml");
  }

  private static String resource(String name) {
    try (InputStream in = UpCommand.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException wrong) {
      throw new java.io.UncheckedIOException(wrong);
    }
  }
}
