package io.eksnet.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {

  @TempDir private Path home;

  @Test
  void aProgramIsSeenWithItsExitCodeAndBothOutputs() {
    var result = Cli.shell(home).input("in").run("-c", "cat; echo talk >&2; exit 3");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.out()).isEqualTo("in");
    assertThat(result.err()).isEqualTo("talk\n");
    assertThat(result.toString()).contains("talk", "exit 3");
    assertThat(home).isDirectoryNotContaining(it -> it.getFileName().toString().startsWith("run-"));
  }

  @Test
  void aProgramThatHangsIsEndedWithItsChildrenAndShown() {
    var hanging = Cli.shell(home).within(Duration.ofMillis(500));

    assertThatThrownBy(() -> hanging.run("-c", "echo started; sleep 60 & echo $! >pid; wait"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("not done within", "started");
    assertThat(home.resolve("pid"))
        .content()
        .satisfies(
            pid ->
                assertThat(
                        ProcessHandle.of(Long.parseLong(pid.strip()))
                            .filter(ProcessHandle::isAlive))
                    .isEmpty());
  }

  @Test
  void nothingOfTheRunnersOwnSettingsIsSeenAndNoProxyLeadsAnywhere() {
    var seen = Cli.shell(home).env("AWS_REGION", "us-west-2").run("-c", "env").succeeded();

    assertThat(seen.lines())
        .contains("HOME=" + home, "AWS_REGION=us-west-2", "https_proxy=http://127.0.0.1:9")
        .noneMatch(it -> it.startsWith("KUBECONFIG=") || it.startsWith("AWS_PROFILE="));
  }

  @ParameterizedTest
  @EnumSource(Tool.class)
  void aToolRunsUnderTheNameThatUsersType(Tool tool) throws Exception {
    tool.required();
    var version = tool == Tool.KUBECTL ? "version --client" : "version";

    var result =
        Cli.shell(home)
            .run(
                "-c",
                tool.command() + (tool == Tool.AWS || tool == Tool.JQ ? " --" : " ") + version);

    assertThat(result.exit()).as(result.toString()).isZero();
    assertThat(Files.exists(home.resolve("bin").resolve(tool.command()))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTPS_PROXY", "https_proxy", "NO_PROXY"})
  void proxiesAreSetInBothSpellings(String name) {
    assertThat(Cli.shell(home).run("-c", "printenv " + name).succeeded()).isNotBlank();
  }
}
