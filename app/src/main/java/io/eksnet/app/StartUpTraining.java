package io.eksnet.app;

import io.eksnet.app.daemon.Daemon;
import io.eksnet.app.network.NetworkName;
import io.eksnet.app.network.StateFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
          List.of("status", "--name", "no-such-network"),
          List.of("trace", "pod/a", "pod/b", "--name", "no-such-network"),
          List.of("no-such-verb"));

  private static final int READY_TRIES = 400;

  private StartUpTraining() {}

  /** Trains the start of {@code cli} or {@code daemon}. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Main.prepare();
    switch (String.join(" ", args)) {
      case "cli" -> cli();
      case "daemon" -> daemon();
      default ->
          throw new IllegalArgumentException(
              "no training for " + List.of(args) + ", only for cli and daemon");
    }
  }

  private static void cli() {
    for (var words : CLI) {
      var nowhere = new PrintWriter(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
      Main.run(words, Terminal.ofThisProcess(), nowhere, nowhere);
    }
  }

  /** A whole network comes up in a temporary folder, is asked what {@code up} asks, and goes. */
  private static void daemon() throws IOException, InterruptedException {
    StateFolder folder =
        new StateFolder(new NetworkName("training"), Files.createTempDirectory("eksnet-training"));
    folder.create();
    StateFolder.replace(folder.config(), UpCommand.defaultConfig());
    try {
      switch (Daemon.start(folder, Optional.empty(), Version.current())) {
        case Daemon.Start.Refused(String why) -> throw new IllegalStateException(why);
        case Daemon.Start.Running(Daemon daemon) -> {
          var client =
              new DaemonClient(
                  folder.readEndpoints().orElseThrow(),
                  folder.readSecrets().getOrDefault("control.token", ""));
          for (int tries = 0; tries < READY_TRIES; tries++) {
            if (client.ask("status", Map.of()).exitCode() == Exit.DONE.code()) {
              break;
            }
            Thread.sleep(Duration.ofMillis(50));
          }
          for (var question : List.of("status", "picture", "ips")) {
            client.ask(question, Map.of("format", "json"));
            client.ask(question, Map.of("format", "text"));
          }
          daemon.stopNow();
        }
      }
    } finally {
      folder.delete();
    }
  }
}
