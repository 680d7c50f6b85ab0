package io.eksnet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfStartTest {

  @Test
  void theOtherJvmIsTheSameProgramOfTheSameVersion() throws Exception {
    var command = SelfStart.command("none.aot", List.of("-Xmx64m"), List.of("version"));

    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).isEqualTo(String.join("\n", Version.lines()) + "\n");
  }
}
