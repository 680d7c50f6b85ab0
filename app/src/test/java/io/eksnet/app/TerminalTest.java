package io.eksnet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

  @ParameterizedTest(name = "terminal {0}, NO_COLOR={1}, TERM={2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "unset",
      textBlock =
          """
          true  | unset | xterm-256color | true
          true  | ''    | xterm-256color | true
          true  | 1     | xterm-256color | false
          true  | unset | dumb           | false
          true  | unset | unset          | false
          false | unset | xterm-256color | false
          """)
  void colourIsOnlyForATerminalThatDidNotDeclineIt(
      boolean isTerminal, String noColor, String term, boolean colour) {
    var environment = new HashMap<String, String>();
    environment.computeIfAbsent("NO_COLOR", _ -> noColor);
    environment.computeIfAbsent("TERM", _ -> term);

    assertThat(Terminal.of(isTerminal, environment).colour()).isEqualTo(colour);
  }

  @ParameterizedTest(name = "COLUMNS={0}")
  @CsvSource({"100,100", "20,60", "9999,120", "12345678901,80", "wide,80"})
  void theWidthFollowsTheTerminalWithinReason(String columns, int width) {
    assertThat(Terminal.of(true, Map.of("COLUMNS", columns)).columns()).isEqualTo(width);
    assertThat(Terminal.of(false, Map.of("COLUMNS", columns)).columns()).isEqualTo(80);
  }
}
