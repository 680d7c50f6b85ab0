package io.eksnet.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource({
    "web,web,true", "web,Web,false", "web*,website,true", "*b,web,true", "*,anything,true",
    "w?b,web,true", "w?b,wb,true", "w?b,weeb,false", "\\*,*,true", "\\*,x,false",
    "\\?,?,true", "a\\\\b,a\\b,true", "10.0.*,10.0.1.4,true", "10.0.*,10.1.1.4,false"
  })
  void aStarIsAnythingAndAQuestionMarkAtMostOne(String pattern, String text, boolean matches) {
    assertThat(new Wildcard(pattern).matches(text)).isEqualTo(matches);
  }

  @Test
  void itAgreesWithARegularExpression() {
    long seed = 7L;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20_000; round++) {
      String pattern = text(random, "ab*?");
      String text = text(random, "ab");
      String regex = pattern.replace("*", ".*").replace("?", ".?");
      assertThat(new Wildcard(pattern).matches(text))
          .as("seed %d round %d: %s and %s", seed, round, pattern, text)
          .isEqualTo(Pattern.matches(regex, text));
    }
  }

  @Test
  void aHostilePatternTakesNoLongerThanItsLength() {
    assertThat(new Wildcard("*a".repeat(200) + "b").matches("a".repeat(2_000))).isFalse();
  }

  private static String text(SplittableRandom random, String letters) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(8);
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
