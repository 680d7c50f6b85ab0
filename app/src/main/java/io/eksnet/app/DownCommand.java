package io.eksnet.app;

import io.eksnet.app.network.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "down", header = "Stop a network; its state is kept unless --delete is given.")
final class DownCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common;

  @Option(names = "--delete", description = "Forget the network's state as well.")
  private boolean delete;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    StateFolder folder = StateFolder.of(common.network(), System.getenv());
    Optional<DaemonClient> client = DaemonClient.of(folder);
    if (client.isPresent()) {
      client.get().stop();
      if (!awaitEnd(folder)) {
        spec.commandLine()
            .getErr()
            .println(
                "eksnet: network '%s' did not stop within %d s; its process is %d"
                    .formatted(
                        common.network(), PATIENCE.toSeconds(), client.get().endpoints().pid()));
        return Exit.REMOTE.code();
      }
      out.println("network '" + common.network() + "' is stopped");
    } else if (!delete || !folder.exists()) {
      out.println("network '" + common.network() + "' is not running");
    }
    if (delete && folder.exists()) {
      folder.delete();
      out.println("its state is deleted");
    }
    return Exit.DONE.code();
  }

  private static boolean awaitEnd(StateFolder folder) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (DaemonClient.isLocked(folder)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(Duration.ofMillis(20));
    }
    return true;
  }
}
