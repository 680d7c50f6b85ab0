package io.eksnet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a user sees who types a command line that needs no network. */
class MainTest {

  private record Seen(int exit, String out, String err) {}

  private static Seen eksnet(Terminal terminal, String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        Main.run(List.of(words), terminal, new PrintWriter(out, true), new PrintWriter(err, true));
    return new Seen(exit, out.toString(), err.toString());
  }

  private static Seen eksnet(String... words) {
    return eksnet(Terminal.PLAIN, words);
  }

  @Test
  void helpListsEveryVerbOnOneLineUnderItsGroup() {
    var seen = eksnet("--help");

    assertThat(seen.exit()).isZero();
    assertThat(seen.err()).isEmpty();
    for (var verb : Verbs.all()) {
      var usage = new CommandLine(verb.command().get()).getCommandSpec();
      if (!usage.usageMessage().hidden()) {
        assertThat(usage.usageMessage().header()).as("header of %s", usage.name()).hasSize(1);
        assertThat(seen.out())
            .contains("\n" + verb.group().heading() + ":\n")
            .containsPattern("(?m)^  " + usage.name() + " +\\Q" + usage.usageMessage().header()[0]);
      }
    }
    assertThat(seen.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
  }

  @Test
  void noVerbAtAllShowsTheHelp() {
    assertThat(eksnet()).isEqualTo(eksnet("--help"));
  }

  @Test
  void everyVerbHasItsOwnHelpAndTakesTheNameOfANetwork() {
    for (var verb : Verbs.all()) {
      var name = new CommandLine(verb.command().get()).getCommandName();
      var seen = eksnet(name, "--help");
      assertThat(seen.exit()).isZero();
      assertThat(seen.out()).contains("Usage: eksnet " + name, "--name=NAME");
    }
  }

  @Test
  void theVersionIsTheBuildsAndNotAPlaceholder() {
    var seen = eksnet("version");

    assertThat(seen.exit()).isZero();
    assertThat(seen.out()).matches("(?s)eksnet \\d+\\.\\d+\\.\\d+\\S*\nJava 2.*\n");
    assertThat(eksnet("--version").out()).isEqualTo(seen.out());
  }

  @ParameterizedTest(name = "eksnet {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          versoin                 | unknown verb 'versoin'; did you mean 'version'?
          xyzzy                   | unknown verb 'xyzzy'
          --hepl                  | unknown option '--hepl'; did you mean '--help'
          version --nam x         | unknown option '--nam' of 'eksnet version'; did you mean '--name'?
          version now             | unknown argument 'now' of 'eksnet version'
          version --name          | Missing required parameter for option '--name' (NAME)
          version --name Prod     | 'Prod' is not a network name; use 1 to 40 of a-z, 0-9 and '-'
          version --name a --name b | option '--name' (NAME) should be specified only once
          completion              | Missing required parameter: 'SHELL'
          completion tcsh         | expected one of [bash, zsh, fish]
          """)
  void aSlipIsNamedWithWhatWasMeantAndEndsWithTwo(String words, String message) {
    var seen = eksnet(words.split(" "));

    assertThat(seen.exit()).isEqualTo(2);
    assertThat(seen.out()).isEmpty();
    assertThat(seen.err()).startsWith("eksnet: ").contains(message).contains("--help' tells more.");
    assertThat(seen.err().lines()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void completionKnowsEveryVerbAndOption(String shell) {
    var seen = eksnet("completion", shell);

    assertThat(seen.exit()).isZero();
    assertThat(seen.out()).contains("eksnet", "version", "completion", "name", "zsh", "fish");
  }

  @Test
  void thereIsNoEscapeSequenceWithoutATerminalAndThereIsOneWith() {
    assertThat(eksnet("--help").out()).doesNotContain("\u001b[");
    assertThat(eksnet(new Terminal(true, 80), "--help").out()).contains("\u001b[");
  }

  @Test
  void aBugEndsWithSeventyAndNamesItsReport() throws IOException {
    var err = new StringWriter();
    var command = new CommandLine(new VersionCommand()).setErr(new PrintWriter(err, true));

    int exit = Refusals.ofBug(new IllegalStateException("planted"), command);

    assertThat(exit).isEqualTo(70);
    assertThat(err.toString()).contains("a bug of eksnet", "planted");
    var named = Pattern.compile("lies in (\\S+);").matcher(err.toString());
    assertThat(named.find()).as(err.toString()).isTrue();
    var report = Path.of(named.group(1));
    assertThat(report)
        .content()
        .contains("eksnet 0.", "command: version", "planted", "at io.eksnet");
    Files.delete(report);
  }
}
