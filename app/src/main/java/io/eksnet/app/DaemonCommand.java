package io.eksnet.app;

import io.eksnet.app.daemon.Daemon;
import io.eksnet.app.network.StateFolder;
import io.eksnet.world.Pace;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code up} starts in the background; it runs until {@code down} or a signal. */
@Command(name = "daemon", hidden = true, header = "Run a network in the foreground.")
final class DaemonCommand implements Callable<Integer> {
  /** Marks the line of the log that says why the daemon would not start. */
  static final String REFUSAL = "refused: ";

  @Mixin private CommonOptions common;

  @Option(names = "--pace", paramLabel = "PACE")
  private Optional<String> pace;

  @Override
  public Integer call() throws IOException, InterruptedException {
    StateFolder folder = StateFolder.of(common.network(), System.getenv());
    Optional<Pace> asked = pace.map(it -> Pace.valueOf(it.toUpperCase(Locale.ROOT)));
    return switch (Daemon.start(folder, asked, Version.current())) {
      case Daemon.Start.Refused(String why) -> {
        System.err.println(REFUSAL + why);
        yield Exit.USAGE.code();
      }
      case Daemon.Start.Running(Daemon daemon) -> {
        Runtime.getRuntime().addShutdownHook(new Thread(daemon::stopNow, "shutdown"));
        daemon.awaitEnd();
        yield Exit.DONE.code();
      }
    };
  }
}
