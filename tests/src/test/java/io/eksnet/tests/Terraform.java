package io.eksnet.tests;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Terraform configuration of this checkout, run from a copy against a network of its own. The AWS
 * provider is taken from this machine: nothing is downloaded.
 */
final class Terraform {
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private final RunningNetwork network;
  private final Path folder;

  private Terraform(RunningNetwork network, Path folder) {
    this.network = network;
    this.folder = folder;
  }

  /**
   * A folder with the provider for {@code terraform init -plugin-dir}: {@code ./check} looks for
   * one and tells. Skips the running test, and says why, if there is none.
   */
  static Path requiredPlugins() {
    Tool.TERRAFORM.required();
    return Optional.ofNullable(System.getenv("EKSNET_TERRAFORM_PLUGINS"))
        .filter(it -> it.startsWith("/"))
        .map(Path::of)
        .orElseGet(
            () ->
                abort(
                    "no terraform AWS provider: "
                        + Optional.ofNullable(System.getenv("EKSNET_TERRAFORM_PLUGINS"))
                            .orElse("set EKSNET_TERRAFORM_PLUGINS to a folder that has it")));
  }

  /** Copies a configuration and makes it ready. */
  static Terraform init(RunningNetwork network, Path plugins, Path configuration, Path home) {
    try {
      Path folder = Files.createDirectories(home.resolve(configuration.getFileName().toString()));
      try (Stream<Path> files = Files.list(configuration)) {
        for (Path file : files.filter(it -> it.toString().endsWith(".tf")).toList()) {
          Files.copy(file, folder.resolve(file.getFileName()));
        }
      }
      Files.writeString(home.resolve("terraform.rc"), "");
      Terraform terraform = new Terraform(network, folder);
      terraform.run("init -plugin-dir='" + plugins + "'").succeeded();
      return terraform;
    } catch (IOException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }

  /** Runs a Terraform command in the folder, without colours and questions. */
  Cli.Result run(String command) {
    return network.sh(
        "export TF_CLI_CONFIG_FILE='"
            + folder.resolveSibling("terraform.rc")
            + "' TF_IN_AUTOMATION=1 TF_INPUT=0 TF_CLI_ARGS=-no-color; cd '"
            + folder
            + "' && terraform "
            + command,
        PATIENCE);
  }
}
