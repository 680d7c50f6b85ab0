package io.eksnet.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.elb.DeregisterTargets;
import io.eksnet.elb.TargetDescription;
import io.eksnet.elb.TargetGroup;
import io.eksnet.vpc.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The health of targets against one that does every check, one after another. */
class TargetsAtRandomTest {
  private static final int STEPS = Boolean.getBoolean("eksnet.long") ? 5_000 : 250;
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration DRAINING = Duration.ofMinutes(5);
  private static final int HEALTHY_AFTER = 5;
  private static final int UNHEALTHY_AFTER = 2;

  /** Checks fall on whole seconds; what changes in between does so half a second later. */
  private static final Duration BETWEEN = Duration.ofMillis(500);

  private final Balanced lab = new Balanced();
  private final Instance node = lab.nodeInstance();
  private final TargetGroup group = lab.addressesBehindAlb();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void healthIsWhatTheChecksSawInARow(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Literal> targets = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      targets.add(new Literal("10.0.96." + (100 + i)));
    }
    for (int step = 0; step < STEPS; step++) {
      Literal one = targets.get(random.nextInt(targets.size()));
      switch (random.nextInt(6)) {
        case 0 -> registerIfGone(one);
        case 1 -> deregisterIfThere(one);
        case 2, 3 -> {
          after(BETWEEN, targets);
          one.answers = !one.answers;
          lab.podOn(node, "pod-" + one.address.substring(8), one.address, one.answers);
          after(BETWEEN, targets);
        }
        default -> after(Duration.ofSeconds(random.nextInt(1, 100)), targets);
      }
      for (Literal target : targets) {
        assertThat(lab.health(group, target.address).split(" ", 2)[0])
            .as("seed %d, step %d, target %s", seed, step, target.address)
            .isEqualTo(target.state(lab.aws.now));
      }
    }
  }

  private void registerIfGone(Literal target) {
    if (target.state(lab.aws.now).equals("gone")) {
      lab.register(group, target.address);
      target.registered(lab.aws.now);
    }
  }

  private void deregisterIfThere(Literal target) {
    String state = target.state(lab.aws.now);
    if (!state.equals("gone") && !state.equals("draining")) {
      lab.aws.done(
          new DeregisterTargets(
              Aws.SCOPE, group.arn(), List.of(TargetDescription.of(target.address))));
      lab.aws.settled();
      target.left = Optional.of(lab.aws.now);
    }
  }

  private void after(Duration time, List<Literal> targets) {
    Instant end = lab.aws.now.plus(time);
    lab.aws.after(time);
    targets.forEach(target -> target.checkedUntil(end));
  }

  /** A target as a load balancer's books would have it. */
  private static final class Literal {
    final String address;
    boolean answers;
    Optional<Instant> left = Optional.empty();
    private Optional<Instant> nextCheck = Optional.empty();
    private String seen = "gone";
    private int inARow;

    Literal(String address) {
      this.address = address;
    }

    void registered(Instant now) {
      left = Optional.empty();
      seen = "initial";
      inARow = 0;
      nextCheck = Optional.of(now);
      checkedUntil(now);
    }

    void checkedUntil(Instant now) {
      while (left.isEmpty() && nextCheck.filter(it -> !it.isAfter(now)).isPresent()) {
        check();
        nextCheck = nextCheck.map(it -> it.plus(INTERVAL));
      }
    }

    private void check() {
      boolean asBefore = answers == seen.equals("healthy") && !seen.equals("initial");
      inARow = asBefore ? 0 : inARow + 1;
      boolean first = seen.equals("initial") && answers;
      if (first || inARow >= (answers ? HEALTHY_AFTER : UNHEALTHY_AFTER)) {
        seen = answers ? "healthy" : "unhealthy";
        inARow = 0;
      }
    }

    String state(Instant now) {
      return left.map(at -> now.isBefore(at.plus(DRAINING)) ? "draining" : "gone").orElse(seen);
    }
  }
}
