package io.eksnet.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network of its own for one test class: started by the real launcher with its state in a
 * temporary home, and used through a shell that {@code eksnet env} has pointed at it.
 */
final class RunningNetwork implements AutoCloseable {
  private static final Path ROOT =
      Path.of(System.getProperty("eksnet.root", "..")).toAbsolutePath();

  private final Cli eksnet;
  private final Cli shell;
  private final String name;
  private final String printed;

  private RunningNetwork(Cli eksnet, Cli shell, String name, String printed) {
    this.eksnet = eksnet;
    this.shell = shell;
    this.name = name;
    this.printed = printed;
  }

  /**
   * Starts a network.
   *
   * @param home where its state goes
   * @param arguments what follows {@code eksnet up --name <name>}
   */
  static RunningNetwork up(Path home, String name, String... arguments) {
    Cli eksnet =
        Cli.eksnet(home)
            .env("XDG_STATE_HOME", home.resolve("state").toString())
            .within(Duration.ofSeconds(150));
    List<String> words = new ArrayList<>(List.of("up", "--name", name));
    words.addAll(Arrays.asList(arguments));
    String printed = eksnet.in(ROOT).run(words.toArray(String[]::new)).succeeded();
    Cli shell =
        Cli.shell(home)
            .env("XDG_STATE_HOME", home.resolve("state").toString())
            .env("EKSNET_BUILD", "never")
            .in(ROOT);
    return new RunningNetwork(eksnet, shell, name, printed);
  }

  /** What {@code up} printed. */
  String printed() {
    return printed;
  }

  /** Runs {@code eksnet} with arguments; the network's name is added. */
  Cli.Result eksnet(String... arguments) {
    List<String> words = new ArrayList<>(Arrays.asList(arguments));
    words.addAll(List.of("--name", name));
    return eksnet.in(ROOT).run(words.toArray(String[]::new));
  }

  /** Runs a line of shell as a user would who has run {@code eval "$(eksnet env)"}. */
  Cli.Result sh(String line) {
    return shell.run("-c", "eval \"$(./eksnet env --name " + name + ")\"\n" + line);
  }

  /** Runs a line of shell that may take longer than others. */
  Cli.Result sh(String line, Duration limit) {
    return shell.within(limit).run("-c", "eval \"$(./eksnet env --name " + name + ")\"\n" + line);
  }

  /** The folder of this checkout. */
  Path root() {
    return ROOT;
  }

  /** Writes a manifest and applies it. */
  Cli.Result apply(String manifest) {
    try {
      Path file = Files.createTempFile(shell.home(), "manifest-", ".yaml");
      Files.writeString(file, manifest);
      return sh("kubectl apply -f " + file);
    } catch (IOException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }

  @Override
  public void close() {
    eksnet.run("down", "--delete", "--name", name);
  }
}
