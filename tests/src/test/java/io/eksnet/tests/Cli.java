package io.eksnet.tests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a real program as a user would, from a home of its own, so that no setting of whoever runs
 * the tests is read or changed. Proxies point to a closed port for everything but loopback: a
 * client that means to reach further fails at once.
 *
 * <p>A value: {@code env}, {@code in}, {@code within} and {@code input} give a changed copy.
 *
 * @param words the program and the arguments that come before those of {@link #run}
 * @param home the folder that is {@code HOME}; also keeps what the program prints
 * @param environment the whole environment of the program
 * @param folder where it runs
 * @param limit how long it may take
 * @param input what it reads from standard input
 */
record Cli(
    List<String> words,
    Path home,
    Map<String, String> environment,
    Path folder,
    Duration limit,
    String input) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final String NOWHERE = "http://127.0.0.1:9";

  /**
   * What a program did.
   *
   * @param command the program and its arguments
   * @param exit its exit code
   * @param out all of its standard output
   * @param err all of its standard error
   */
  record Result(List<String> command, int exit, String out, String err) {

    /** What a failed assertion should show of it. */
    @Override
    public String toString() {
      return "$ %s%n%s%s(exit %d)".formatted(String.join(" ", command), out, err, exit);
    }

    /** Standard output, for a program that must not fail. */
    String succeeded() {
      if (exit != 0) {
        throw new AssertionError("expected exit code 0:%n%s".formatted(this));
      }
      return out;
    }
  }

  /** The program at that path. */
  static Cli of(Path program, Path home) {
    return new Cli(List.of(program.toString()), home, environment(home), home, PATIENCE, "");
  }

  /** One of the tools that users have; skips the running test if this machine has none. */
  static Cli of(Tool tool, Path home) {
    return of(tool.required(), home);
  }

  /**
   * The launcher of this checkout. Skips the running test if nothing is packaged: {@code mvn test}
   * makes no jar, {@code ./check} and {@code mvn verify} do. It never builds, because a build runs.
   */
  static Cli eksnet(Path home) {
    var root = Path.of(System.getProperty("eksnet.root", ".."));
    assumeTrue(
        Files.exists(root.resolve("app/target/eksnet.jar")),
        "app/target/eksnet.jar is not there; ./check makes it");
    return of(root.resolve("eksnet"), home).env("EKSNET_BUILD", "never");
  }

  /**
   * A shell that finds every tool by the name that users type: {@code run("-c", "kubectl ...")}.
   */
  static Cli shell(Path home) {
    var bin = home.resolve("bin");
    try {
      for (var tool : Tool.values()) {
        if (tool.find().isPresent()) {
          alias(bin.resolve(tool.command()), tool.required());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var shell = of(Tool.onPath("bash").or(() -> Tool.onPath("sh")).orElseThrow(), home);
    return shell.env("PATH", bin + File.pathSeparator + shell.environment.get("PATH"));
  }

  /** Makes a program known under another name or in another folder. */
  static void alias(Path name, Path program) throws IOException {
    Files.createDirectories(name.getParent());
    Files.writeString(name, "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(program));
    Files.setPosixFilePermissions(name, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Map<String, String> environment(Path home) {
    var environment = new HashMap<String, String>();
    for (var name : List.of("PATH", "JAVA_HOME", "TMPDIR", "USER", "EKSNET_JDK_PATH")) {
      environment.computeIfAbsent(name, System.getenv()::get);
    }
    environment.put("HOME", home.toString());
    environment.put("LANG", "C.UTF-8");
    environment.put("TERM", "dumb");
    for (var proxy : List.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")) {
      environment.put(proxy, NOWHERE);
      environment.put(proxy.toLowerCase(Locale.ROOT), NOWHERE);
    }
    environment.put("NO_PROXY", "127.0.0.1,localhost,::1");
    environment.put("no_proxy", "127.0.0.1,localhost,::1");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_PAGER", "");
    environment.put("CHECKPOINT_DISABLE", "1");
    return Map.copyOf(environment);
  }

  /** With one variable more, or another value for it. */
  Cli env(String name, String value) {
    var changed = new HashMap<>(environment);
    changed.put(name, value);
    return new Cli(words, home, Map.copyOf(changed), folder, limit, input);
  }

  /** Without a variable. */
  Cli without(String name) {
    var changed = new HashMap<>(environment);
    changed.remove(name);
    return new Cli(words, home, Map.copyOf(changed), folder, limit, input);
  }

  /** In another folder than its home. */
  Cli in(Path other) {
    return new Cli(words, home, environment, other, limit, input);
  }

  /** With another limit than a minute. */
  Cli within(Duration other) {
    return new Cli(words, home, environment, folder, other, input);
  }

  /** With that text on standard input, which is else empty. */
  Cli input(String text) {
    return new Cli(words, home, environment, folder, limit, text);
  }

  /**
   * Runs it to its end.
   *
   * @throws AssertionError if it is not done within the limit; it is ended then, with its children
   */
  Result run(String... arguments) {
    var command = new ArrayList<>(words);
    command.addAll(List.of(arguments));
    try {
      var prints = Files.createTempDirectory(home, "run-");
      var result = run(command, prints);
      try (var files = Files.list(prints)) {
        for (var file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(prints);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while running " + command, e);
    }
  }

  /** Into files rather than pipes: a child that outlives the program cannot keep us waiting. */
  private Result run(List<String> command, Path prints) throws IOException, InterruptedException {
    var in = Files.writeString(prints.resolve("in"), input);
    var out = prints.resolve("out");
    var err = prints.resolve("err");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    var process = builder.start();
    boolean done = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (!done) {
      end(process);
    }
    var result =
        new Result(
            List.copyOf(command),
            process.exitValue(),
            Files.readString(out),
            Files.readString(err));
    if (!done) {
      throw new AssertionError("not done within %s:%n%s".formatted(limit, result));
    }
    return result;
  }

  /** Children first, while the program is there to notice. */
  private static void end(Process process) throws InterruptedException {
    var children = process.descendants().toList();
    children.forEach(ProcessHandle::destroyForcibly);
    var gone =
        CompletableFuture.allOf(
            children.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
    try {
      gone.get(GRACE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException _) {
      // what is left has no parent that would wait for it; it is ended all the same
    }
    process.destroyForcibly().waitFor();
  }
}
