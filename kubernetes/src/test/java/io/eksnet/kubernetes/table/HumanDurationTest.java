package io.eksnet.kubernetes.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanDurationTest {
  private static final Pattern PART = Pattern.compile("(\\d+)([smhdy])");

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "PT-2S, <invalid>",
    "PT-1.9S, 0s",
    "PT0S, 0s",
    "PT0.9S, 0s",
    "PT119S, 119s",
    "PT2M, 2m",
    "PT2M5S, 2m5s",
    "PT9M59S, 9m59s",
    "PT10M30S, 10m",
    "PT2H59M59S, 179m",
    "PT3H, 3h",
    "PT3H20M, 3h20m",
    "PT7H59M, 7h59m",
    "PT8H59M, 8h",
    "PT47H59M, 47h",
    "P2D, 2d",
    "P2DT4H, 2d4h",
    "P7DT23H, 7d23h",
    "P8DT5H, 8d",
    "P729D, 729d",
    "P730D, 2y",
    "P765D, 2y35d",
    "P2919D, 7y364d",
    "P2930D, 8y",
    "P4000D, 10y"
  })
  void aSpanIsWrittenAsKubectlWritesIt(Duration span, String text) {
    assertThat(HumanDuration.of(span)).isEqualTo(text);
  }

  @Test
  void theTextIsNeverMoreThanTheSpanAndNeverAnEighthLess() {
    long seed = 20_250_601;
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 10_000; i++) {
      long seconds = random.nextLong(1L << random.nextInt(1, 30));
      long told = seconds(HumanDuration.of(Duration.ofSeconds(seconds)));
      assertThat(told)
          .as("%d seconds, seed %d", seconds, seed)
          .isBetween((long) Math.floor(seconds * 0.875), seconds);
    }
  }

  private static long seconds(String text) {
    return PART.matcher(text).results().mapToLong(HumanDurationTest::seconds).sum();
  }

  private static long seconds(MatchResult part) {
    long unit =
        switch (part.group(2)) {
          case "s" -> 1;
          case "m" -> 60;
          case "h" -> 3600;
          case "d" -> 86_400;
          case "y" -> 31_536_000;
          default -> throw new IllegalArgumentException(part.group());
        };
    return Long.parseLong(part.group(1)) * unit;
  }
}
