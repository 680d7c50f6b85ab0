package io.eksnet.elb;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The health checks of one target so far, without an event for each of them: they come one after
 * another at a fixed interval, and all between two changes of the target see the same. So only the
 * changes are recorded, and from them follows when a threshold is reached.
 *
 * <p>A check at the moment of a change sees the target after it. The first success makes a new
 * target healthy (user guides, "Health checks for your target groups"); afterwards thresholds rule.
 *
 * @param first when the first check was, or is
 * @param rules the interval and the thresholds
 * @param counted how many checks {@code last} and {@code streak} tell of
 * @param verdict what the target is by the checks that are counted
 * @param sees what checks see since the last change
 * @param last what the last counted check saw; none if none is counted
 * @param streak how many checks in a row passed, or failed, up to the last counted one
 */
public record HealthChecks(
    Instant first,
    HealthCheck rules,
    long counted,
    Verdict verdict,
    Result sees,
    Optional<Result> last,
    long streak) {

  /** What a target is by its checks. */
  public enum Verdict {
    INITIAL,
    HEALTHY,
    UNHEALTHY
  }

  /**
   * What one check comes to.
   *
   * @param failure why it failed; none if it passed
   * @param description AWS's words for the failure
   */
  public record Result(Optional<TargetHealth.Reason> failure, String description) {
    /** A success. */
    public static final Result PASSED = new Result(Optional.empty(), "");

    /** A failure in the words of its reason. */
    public static Result failed(TargetHealth.Reason reason) {
      return new Result(Optional.of(reason), reason.description());
    }

    /** Whether it is a success. */
    public boolean passed() {
      return failure.isEmpty();
    }
  }

  /** The checks of a target from now on, the first of them now. */
  public static HealthChecks from(Instant now, HealthCheck rules, Result sees) {
    return new HealthChecks(now, rules, 0, Verdict.INITIAL, sees, Optional.empty(), 0)
        .at(now, rules, sees);
  }

  /**
   * These checks with all up to a moment counted, and from then on by the rules and with what they
   * see then. A changed interval begins at that moment.
   */
  public HealthChecks at(Instant now, HealthCheck rulesNow, Result seesNow) {
    HealthChecks before = counting(checksBefore(now) - counted, sees);
    boolean goesOn = rules.interval().equals(rulesNow.interval());
    HealthChecks going =
        new HealthChecks(
            goesOn ? first : now,
            rulesNow,
            goesOn ? before.counted : 0,
            before.verdict,
            seesNow,
            before.last,
            before.streak);
    return going.time(going.counted).equals(now) ? going.counting(1, seesNow) : going;
  }

  /**
   * When the verdict changes if the target stays as it is, or, for an unhealthy one, when the
   * reason does.
   */
  public Optional<Instant> nextChange() {
    long inRow = last.filter(it -> it.passed() == sees.passed()).isPresent() ? streak : 0;
    if (sees.passed()) {
      return switch (verdict) {
        case HEALTHY -> Optional.empty();
        case INITIAL -> Optional.of(time(counted));
        case UNHEALTHY -> Optional.of(afterMore(rules.healthyThreshold() - inRow));
      };
    }
    return switch (verdict) {
      case HEALTHY, INITIAL -> Optional.of(afterMore(rules.unhealthyThreshold() - inRow));
      case UNHEALTHY ->
          last.equals(Optional.of(sees)) ? Optional.empty() : Optional.of(time(counted));
    };
  }

  private Instant afterMore(long checks) {
    return time(counted + Math.max(checks, 1) - 1);
  }

  private Instant time(long index) {
    return first.plus(rules.interval().multipliedBy(index));
  }

  /** How many checks there are at moments before one. */
  private long checksBefore(Instant now) {
    long passed = Duration.between(first, now).toNanos();
    long step = rules.interval().toNanos();
    return passed <= 0 ? counted : Math.max(counted, (passed + step - 1) / step);
  }

  private HealthChecks counting(long checks, Result result) {
    if (checks <= 0) {
      return this;
    }
    boolean goesOn = last.filter(it -> it.passed() == result.passed()).isPresent();
    long inRow = goesOn ? streak + checks : checks;
    return new HealthChecks(
        first,
        rules,
        counted + checks,
        judged(result.passed(), inRow),
        sees,
        Optional.of(result),
        inRow);
  }

  private Verdict judged(boolean passed, long inRow) {
    return switch (verdict) {
      case INITIAL ->
          passed
              ? Verdict.HEALTHY
              : inRow >= rules.unhealthyThreshold() ? Verdict.UNHEALTHY : verdict;
      case HEALTHY -> !passed && inRow >= rules.unhealthyThreshold() ? Verdict.UNHEALTHY : verdict;
      case UNHEALTHY -> passed && inRow >= rules.healthyThreshold() ? Verdict.HEALTHY : verdict;
    };
  }
}
