package io.eksnet.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("eksnet.root", ".."), "docs", "coverage.md");

  @TempDir private Path folder;

  @Test
  void thePageListsWhatIsServed() throws IOException {
    String page = new CoveragePage(AwsApi.actions(new SmallNetwork().ledger).all()).text();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE)
        .as("docs/coverage.md; -Dgolden.update=true writes it")
        .exists()
        .hasContent(page);
  }

  @Test
  void whatIsSaidOfMotoIsReadOffItsSource() throws IOException, InterruptedException {
    Path script = folder.resolve("moto_actions.py");
    try (InputStream in = CoverageTest.class.getResourceAsStream("/moto_actions.py")) {
      Files.write(script, in.readAllBytes());
    }
    assumeTrue(
        run("python3", "-c", "import moto, botocore").exit() == 0,
        "python3 with moto is not installed: the page's column on moto is not compared");
    String recorded;
    try (InputStream in = CoverageTest.class.getResourceAsStream("/moto-actions.tsv")) {
      recorded = new String(in.readAllBytes(), UTF_8);
    }
    String seen = run("python3", script.toString()).out();
    assumeTrue(
        seen.lines().findFirst().equals(recorded.lines().findFirst()),
        "another version of moto is installed: the page's column on moto is not compared");
    assertThat(seen).isEqualTo(recorded);
  }

  private record Ran(int exit, String out) {}

  private static Ran run(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Ran(process.waitFor(), out);
    } catch (IOException missing) {
      return new Ran(127, "");
    }
  }
}
