package io.eksnet.cloud;

import io.eksnet.elb.HealthChecks;
import io.eksnet.elb.HealthChecks.Result;
import io.eksnet.elb.LoadBalancer;
import io.eksnet.elb.Target;
import io.eksnet.elb.TargetGroup;
import io.eksnet.elb.TargetGroupUse;
import io.eksnet.elb.TargetHealth;
import io.eksnet.elb.TargetHealth.Reason;
import io.eksnet.elb.TargetHealth.State;
import io.eksnet.id.InstanceId;
import io.eksnet.net.IpAddress;
import io.eksnet.table.Change;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * ELB's view of its targets: those that no load balancer sends to are unused, the others are
 * checked at the intervals and thresholds of their group, and those that were deregistered drain.
 * Nothing happens at single checks: a target is looked at when something about it changed, and when
 * its checks reach a threshold, see {@link HealthChecks}.
 */
final class TargetHealths implements Controller<Target.Key> {
  /** How long an Application Load Balancer usually takes to begin with a target. */
  static final Duration APPLICATION_REGISTRATION = Duration.ofSeconds(10);

  /** How long a Network Load Balancer does: its user guide says a few minutes. */
  static final Duration NETWORK_REGISTRATION = Duration.ofSeconds(90);

  @Override
  public String name() {
    return "target-health";
  }

  @Override
  public Collection<Target.Key> affectedBy(Delta delta, World world) {
    return TargetsAffected.by(delta, world);
  }

  @Override
  public Outcome reconcile(World world, Target.Key key, Moment moment) {
    Optional<Target> found = world.find(Target.KIND, key);
    Optional<TargetGroup> group = world.find(TargetGroup.KIND, key.group());
    if (found.isEmpty() || group.isEmpty()) {
      return gone(world, key);
    }
    Target target = found.get();
    if (!target.draining() && isTerminated(world, group.get(), target)) {
      return Outcome.state(Change.put(Target.KIND, target.deregistered(moment.now())));
    }
    List<LoadBalancer> balancers = TargetGroupUse.balancers(world, key.group());
    if (target.draining()) {
      return drained(world, group.get(), target, balancers.isEmpty(), moment);
    }
    return unused(world, group.get(), target, balancers, moment.now())
        .or(() -> registering(group.get(), target, balancers, moment))
        .map(health -> stated(world, health).and(registered(group.get(), target, moment)))
        .orElseGet(() -> checked(world, group.get(), target, moment.now()));
  }

  /** When its registration will have come through, if that is still ahead. */
  private static Outcome registered(TargetGroup group, Target target, Moment moment) {
    Instant due = registrationEnd(group, target, moment);
    return moment.now().isBefore(due) ? Outcome.again(due) : Outcome.done();
  }

  private static Instant registrationEnd(TargetGroup group, Target target, Moment moment) {
    Duration takes = group.application() ? APPLICATION_REGISTRATION : NETWORK_REGISTRATION;
    return target.registeredAt().plus(moment.pace().latency(takes));
  }

  /** What is not registered has no health and is not shown. */
  private static Outcome gone(World world, Target.Key key) {
    Outcome forgotten =
        world.table(TargetHealth.KIND).contains(key)
            ? Outcome.state(Change.remove(TargetHealth.KIND, key))
            : Outcome.done();
    return world.table(Target.KIND).contains(key)
        ? forgotten.and(Outcome.state(Change.remove(Target.KIND, key)))
        : forgotten;
  }

  private static boolean isTerminated(World world, TargetGroup group, Target target) {
    return group.targetType() == TargetGroup.TargetType.INSTANCE
        && world
            .find(Instance.KIND, new InstanceId(target.id()))
            .filter(
                it ->
                    it.state() != Instance.State.TERMINATED
                        && it.state() != Instance.State.SHUTTING_DOWN)
            .isEmpty();
  }

  private static Outcome drained(
      World world, TargetGroup group, Target target, boolean unused, Moment moment) {
    Instant since = target.deregisteredAt().orElse(moment.now());
    Instant end = since.plus(group.deregistrationDelay());
    if (unused || !moment.now().isBefore(end)) {
      return Outcome.state(Change.remove(Target.KIND, target.key()))
          .and(Outcome.state(Change.remove(TargetHealth.KIND, target.key())));
    }
    return stated(
            world,
            TargetHealth.unchecked(
                target.key(),
                State.DRAINING,
                Reason.DEREGISTRATION_IN_PROGRESS,
                Reason.DEREGISTRATION_IN_PROGRESS.description(),
                since))
        .andAgain(end);
  }

  /** A target that gets no traffic whatever its checks would say. */
  private static Optional<TargetHealth> unused(
      World world, TargetGroup group, Target target, List<LoadBalancer> balancers, Instant now) {
    if (balancers.isEmpty()) {
      return unused(target, Reason.NOT_IN_USE, Reason.NOT_IN_USE.description(), now);
    }
    if (target.zone().isPresent() && balancers.stream().noneMatch(it -> isIn(it, target))) {
      return unused(target, Reason.NOT_IN_USE, TargetHealth.ZONE_NOT_ENABLED, now);
    }
    return switch (group.targetType()) {
      case INSTANCE ->
          world
              .find(Instance.KIND, new InstanceId(target.id()))
              .filter(it -> it.state() != Instance.State.RUNNING)
              .flatMap(it -> unused(target, Reason.INVALID_STATE, stateOf(it), now));
      case IP ->
          IpAddress.tryParse(target.id())
              .flatMap(address -> NodeAnswers.holder(world, group, address))
              .filter(TargetHealths::isBalancers)
              .flatMap(
                  _ -> unused(target, Reason.IP_UNUSABLE, Reason.IP_UNUSABLE.description(), now));
      case ALB, LAMBDA -> Optional.empty();
    };
  }

  private static Optional<TargetHealth> unused(
      Target target, Reason reason, String description, Instant now) {
    return Optional.of(
        TargetHealth.unchecked(target.key(), State.UNUSED, reason, description, now));
  }

  private static boolean isIn(LoadBalancer balancer, Target target) {
    return balancer.nodes().stream()
        .anyMatch(node -> target.zone().filter(node.zone().name()::equals).isPresent());
  }

  private static boolean isBalancers(NetworkInterface eni) {
    return eni.type() == NetworkInterface.Type.LOAD_BALANCER
        || eni.type() == NetworkInterface.Type.NETWORK_LOAD_BALANCER;
  }

  private static String stateOf(Instance instance) {
    return instance.state() == Instance.State.PENDING
        ? Reason.INVALID_STATE.description()
        : TargetHealth.STOPPED;
  }

  /** A target that its load balancer does not check yet. */
  private static Optional<TargetHealth> registering(
      TargetGroup group, Target target, List<LoadBalancer> balancers, Moment moment) {
    boolean active = balancers.stream().anyMatch(it -> it.state() == LoadBalancer.State.ACTIVE);
    return active && !moment.now().isBefore(registrationEnd(group, target, moment))
        ? Optional.empty()
        : Optional.of(TargetHealth.registering(target));
  }

  private static Outcome checked(World world, TargetGroup group, Target target, Instant now) {
    Result sees = new TargetProbe(world).check(group, target);
    Optional<TargetHealth> before = world.find(TargetHealth.KIND, target.key());
    HealthChecks checks =
        before
            .flatMap(TargetHealth::checks)
            .map(it -> it.at(now, group.healthCheck(), sees))
            .orElseGet(() -> HealthChecks.from(now, group.healthCheck(), sees));
    Instant since =
        before
            .filter(it -> it.checks().filter(c -> c.verdict() == checks.verdict()).isPresent())
            .map(TargetHealth::since)
            .orElse(now);
    TargetHealth health = shown(group, target, checks, since, now);
    Outcome outcome = stated(world, health);
    Optional<Instant> change = checks.nextChange();
    Outcome later = change.map(outcome::andAgain).orElse(outcome);
    return health.state() == State.UNHEALTHY_DRAINING
        ? later.andAgain(since.plus(group.unhealthyDraining()))
        : later;
  }

  private static TargetHealth shown(
      TargetGroup group, Target target, HealthChecks checks, Instant since, Instant now) {
    Optional<HealthChecks> kept = Optional.of(checks);
    return switch (checks.verdict()) {
      case INITIAL ->
          new TargetHealth(
              target.key(),
              State.INITIAL,
              Optional.of(Reason.INITIAL_HEALTH_CHECKING),
              Reason.INITIAL_HEALTH_CHECKING.description(),
              since,
              kept);
      case HEALTHY ->
          new TargetHealth(target.key(), State.HEALTHY, Optional.empty(), "", since, kept);
      case UNHEALTHY -> {
        Result why =
            checks
                .last()
                .filter(it -> !it.passed())
                .orElse(Result.failed(Reason.FAILED_HEALTH_CHECKS));
        boolean drains = now.isBefore(since.plus(group.unhealthyDraining()));
        yield new TargetHealth(
            target.key(),
            drains ? State.UNHEALTHY_DRAINING : State.UNHEALTHY,
            why.failure(),
            why.description(),
            since,
            kept);
      }
    };
  }

  /** Written only where something changed: further checks that see the same are no change. */
  private static Outcome stated(World world, TargetHealth health) {
    boolean same =
        world
            .find(TargetHealth.KIND, health.target())
            .filter(before -> before.looksLike(health) && goesOn(before, health))
            .isPresent();
    return same ? Outcome.done() : Outcome.state(Change.put(TargetHealth.KIND, health));
  }

  private static boolean goesOn(TargetHealth before, TargetHealth after) {
    if (before.checks().isEmpty() || after.checks().isEmpty()) {
      return before.checks().isEmpty() && after.checks().isEmpty();
    }
    HealthChecks one = before.checks().get();
    HealthChecks other = after.checks().get();
    return one.sees().equals(other.sees())
        && one.first().equals(other.first())
        && one.rules().equals(other.rules())
        && one.verdict() == other.verdict();
  }
}
