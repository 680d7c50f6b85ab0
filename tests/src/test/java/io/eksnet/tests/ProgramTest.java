package io.eksnet.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as it was built, through its launcher, where no network is needed. */
class ProgramTest {

  @TempDir private Path home;

  @Test
  void helpIsPrintedWithNothingOnStandardError() {
    var result = Cli.eksnet(home).run("--help");

    assertThat(result.exit()).as(result.toString()).isZero();
    assertThat(result.out()).contains("Usage: eksnet VERB", "  version  ").doesNotContain("\u001b");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void aSlipEndsWithTwoAndOnlyTalksOnStandardError() {
    var result = Cli.eksnet(home).run("versoin");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("did you mean 'version'?");
  }

  @Test
  void aBrokenStartUpCacheOnlyCostsTime() {
    var result = Cli.eksnet(home).env("EKSNET_JAVA_OPTS", "-XX:AOTCache=/none").run("version");

    assertThat(result.exit()).as(result.toString()).isZero();
    assertThat(result.out()).startsWith("eksnet ").hasLineCount(2);
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bash | COMP_WORDS=(eksnet ver); COMP_CWORD=1; _complete_eksnet; echo "${COMPREPLY[@]}"
          zsh  | whence -w _complete_eksnet && echo version
          fish | complete -C 'eksnet ver'
          """)
  void theCompletionScriptWorksInItsShell(String shell, String ask) throws IOException {
    var program = Tool.onPath(shell);
    assumeTrue(program.isPresent(), "no " + shell + ": not on the PATH");
    Files.writeString(
        home.resolve("completion"), Cli.eksnet(home).run("completion", shell).succeeded());

    var result = Cli.of(program.orElseThrow(), home).run("-c", ". ./completion; " + ask);

    assertThat(result.exit()).as(result.toString()).isZero();
    assertThat(result.out()).contains("version");
    assertThat(result.err()).isEmpty();
  }
}
