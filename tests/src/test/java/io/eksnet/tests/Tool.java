package io.eksnet.tests;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A client that users have. {@code ./check} tells where each is in a variable such as {@code
 * EKSNET_KUBECTL}: an absolute path, or else the reason why there is none. Without the variable,
 * the one on the {@code PATH} is taken.
 */
enum Tool {
  AWS,
  HELM,
  JQ,
  KUBECTL,
  TERRAFORM;

  /** The name that users type. */
  String command() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where the tool is; empty if this machine has none that is fit. */
  Optional<Path> find() {
    var told = told();
    return told.isEmpty()
        ? onPath(command())
        : told.filter(it -> it.startsWith("/")).map(Path::of).filter(Files::isExecutable);
  }

  /** Where the tool is. Skips the running test, and says why, if there is none. */
  Path required() {
    return find()
        .orElseGet(
            () ->
                abort(
                    "no %s: %s"
                        .formatted(
                            command(),
                            told().orElse("not on the PATH; ./check installs what it can"))));
  }

  private Optional<String> told() {
    return Optional.ofNullable(System.getenv("EKSNET_" + name())).filter(it -> !it.isBlank());
  }

  /** The first executable file of that name on the {@code PATH} of this process. */
  static Optional<Path> onPath(String command) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(it -> !it.isEmpty())
        .map(it -> Path.of(it, command))
        .filter(it -> Files.isRegularFile(it) && Files.isExecutable(it))
        .findFirst();
  }
}
