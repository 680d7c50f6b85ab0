package io.eksnet.elb;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.elb.HealthChecks.Result;
import io.eksnet.elb.HealthChecks.Verdict;
import io.eksnet.elb.TargetHealth.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HealthChecksTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Result REFUSED = Result.failed(Reason.FAILED_HEALTH_CHECKS);
  private static final Result LATE = Result.failed(Reason.TIMEOUT);
  private static final HealthCheck EVERY_30 = every(30, 5, 2);

  @Test
  void theFirstSuccessMakesANewTargetHealthy() {
    HealthChecks checks = HealthChecks.from(START, EVERY_30, Result.PASSED);

    assertThat(checks.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(checks.nextChange()).isEmpty();
  }

  @Test
  void aNewTargetThatFailsIsUnhealthyAtTheThreshold() {
    HealthChecks checks = HealthChecks.from(START, EVERY_30, REFUSED);

    assertThat(checks.verdict()).isEqualTo(Verdict.INITIAL);
    assertThat(checks.nextChange()).contains(at(30));
    assertThat(checks.at(at(30), EVERY_30, REFUSED).verdict()).isEqualTo(Verdict.UNHEALTHY);
  }

  @Test
  void afterwardsThresholdsCountFromTheCheckThatSeesTheChange() {
    HealthChecks healthy = HealthChecks.from(START, EVERY_30, Result.PASSED);

    HealthChecks failing = healthy.at(at(40), EVERY_30, REFUSED);
    assertThat(failing.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(failing.nextChange()).contains(at(90));

    HealthChecks unhealthy = failing.at(at(90), EVERY_30, REFUSED);
    assertThat(unhealthy.verdict()).isEqualTo(Verdict.UNHEALTHY);

    HealthChecks passing = unhealthy.at(at(100), EVERY_30, Result.PASSED);
    assertThat(passing.nextChange()).contains(at(240));
  }

  @Test
  void aFailureBetweenTwoChecksIsNotSeen() {
    HealthChecks healthy = HealthChecks.from(START, EVERY_30, Result.PASSED);

    HealthChecks again = healthy.at(at(31), EVERY_30, REFUSED).at(at(59), EVERY_30, Result.PASSED);

    assertThat(again.nextChange()).isEmpty();
    assertThat(again.at(at(300), EVERY_30, Result.PASSED).verdict()).isEqualTo(Verdict.HEALTHY);
  }

  /** Runs every check one by one, and compares after each change and each check. */
  @Test
  void countingAgreesWithRunningEachCheck() {
    for (long seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      HealthCheck rules = every(random.nextInt(5, 40), random.nextInt(2, 6), random.nextInt(2, 6));
      Result seen = any(random);
      HealthChecks counted = HealthChecks.from(START, rules, seen);
      OneByOne literal = new OneByOne(rules);
      literal.check(seen);
      long checked = 0;
      for (long second = 1; second < 900; second++) {
        if (random.nextInt(25) == 0) {
          seen = any(random);
          counted = counted.at(at(second), rules, seen);
        }
        if (second % rules.interval().toSeconds() == 0) {
          literal.check(seen);
          checked++;
        }
        if (counted.nextChange().equals(Optional.of(at(second)))) {
          counted = counted.at(at(second), rules, seen);
        }
        assertThat(counted.verdict())
            .as("seed %s, second %s, after %s checks", seed, second, checked)
            .isEqualTo(literal.verdict);
        if (literal.verdict == Verdict.UNHEALTHY && literal.last.failure().isPresent()) {
          assertThat(counted.last().filter(it -> !it.passed()))
              .as("seed %s, second %s", seed, second)
              .contains(literal.last);
        }
      }
    }
  }

  private static Result any(SplittableRandom random) {
    return List.of(Result.PASSED, Result.PASSED, REFUSED, LATE).get(random.nextInt(4));
  }

  private static Instant at(long seconds) {
    return START.plusSeconds(seconds);
  }

  private static HealthCheck every(int seconds, int healthy, int unhealthy) {
    return new HealthCheck(
        true,
        Optional.of(ElbProtocol.HTTP),
        Optional.of(HealthCheck.TRAFFIC_PORT),
        Optional.of("/"),
        Duration.ofSeconds(seconds),
        Duration.ofSeconds(2),
        healthy,
        unhealthy,
        Optional.of("200"));
  }

  /** ELB as its user guide describes it, one check after another. */
  private static final class OneByOne {
    private final HealthCheck rules;
    private Verdict verdict = Verdict.INITIAL;
    private int passes;
    private int failures;
    private Result last = Result.PASSED;

    OneByOne(HealthCheck rules) {
      this.rules = rules;
    }

    void check(Result result) {
      last = result;
      passes = result.passed() ? passes + 1 : 0;
      failures = result.passed() ? 0 : failures + 1;
      if (verdict == Verdict.INITIAL && passes > 0) {
        verdict = Verdict.HEALTHY;
      } else if (verdict == Verdict.UNHEALTHY && passes >= rules.healthyThreshold()) {
        verdict = Verdict.HEALTHY;
      } else if (failures >= rules.unhealthyThreshold()) {
        verdict = Verdict.UNHEALTHY;
      }
    }
  }
}
