package io.eksnet.elb.classic;

import io.eksnet.elb.classic.ClassicLoadBalancer.Registration;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.InstanceId;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import io.eksnet.vpc.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules for the instances of Classic Load Balancers and their health checks. */
final class ClassicInstances {
  private static final Pattern TARGET = Pattern.compile("(HTTP|HTTPS|TCP|SSL):([0-9]{1,5})(/.*)?");
  private static final int HIGHEST_PORT = 65_535;

  private ClassicInstances() {}

  static Decision<ClassicLoadBalancer> register(
      Facts facts, RegisterInstancesWithLoadBalancer command, Context context) {
    return ClassicLoadBalancers.edited(
        facts,
        command.owner(),
        command.name(),
        balancer -> {
          List<Registration> all = new ArrayList<>(balancer.instances());
          for (InstanceId id : command.instances().stream().distinct().toList()) {
            Optional<Instance> instance = present(facts, command.owner(), id);
            if (instance.isEmpty()) {
              return Decision.refuse(ClassicRefusals.instanceNotFound(id));
            }
            if (!instance.get().vpc().equals(balancer.vpc())) {
              return Decision.refuse(ClassicRefusals.instanceElsewhere(id));
            }
            if (!balancer.has(id)) {
              all.add(new Registration(id, context.now()));
            }
          }
          return Decision.accept(balancer.withInstances(all));
        });
  }

  static Decision<ClassicLoadBalancer> deregister(
      Facts facts, DeregisterInstancesFromLoadBalancer command) {
    return ClassicLoadBalancers.edited(
        facts,
        command.owner(),
        command.name(),
        balancer -> {
          for (InstanceId id : command.instances()) {
            if (!balancer.has(id) && present(facts, command.owner(), id).isEmpty()) {
              return Decision.refuse(ClassicRefusals.instanceNotFound(id));
            }
          }
          return Decision.accept(
              balancer.withInstances(
                  balancer.instances().stream()
                      .filter(it -> !command.instances().contains(it.instance()))
                      .toList()));
        });
  }

  private static Optional<Instance> present(Facts facts, Scope owner, InstanceId id) {
    return facts
        .find(Instance.KIND, id)
        .filter(it -> it.scope().equals(owner))
        .filter(it -> it.state() != Instance.State.TERMINATED);
  }

  static Decision<ClassicLoadBalancer> configure(Facts facts, ConfigureHealthCheck command) {
    return ClassicLoadBalancers.edited(
        facts,
        command.owner(),
        command.name(),
        balancer ->
            problem(command.check())
                .<Decision<ClassicLoadBalancer>>map(Decision::refuse)
                .orElseGet(() -> Decision.accept(balancer.withHealthCheck(command.check()))));
  }

  private static Optional<Refusal> problem(ClassicHealthCheck check) {
    Matcher target = TARGET.matcher(check.target());
    if (!target.matches()) {
      return refused("HealthCheck Target must begin with one of HTTP, TCP, HTTPS, SSL");
    }
    boolean http = target.group(1).startsWith("HTTP");
    if (http && target.group(3) == null) {
      return refused(
          "HealthCheck HTTP Target must specify a port followed by a path that begins with a"
              + " slash. e.g. HTTP:80/ping/this/path");
    }
    if (!http && target.group(3) != null) {
      return refused("HealthCheck TCP Target must specify a port and no path. e.g. TCP:80");
    }
    int port = Integer.parseInt(target.group(2));
    if (port < 1 || port > HIGHEST_PORT) {
      return refused("HealthCheck Target port must be between 1 and " + HIGHEST_PORT);
    }
    return within("Interval", check.interval().toSeconds(), 5, 300)
        .or(() -> within("Timeout", check.timeout().toSeconds(), 2, 60))
        .or(() -> within("UnhealthyThreshold", check.unhealthyThreshold(), 2, 10))
        .or(() -> within("HealthyThreshold", check.healthyThreshold(), 2, 10))
        .or(() -> tooSlow(check.timeout(), check.interval()));
  }

  private static Optional<Refusal> tooSlow(Duration timeout, Duration interval) {
    return timeout.compareTo(interval) < 0
        ? Optional.empty()
        : refused("HealthCheck timeout must be less than interval");
  }

  private static Optional<Refusal> within(String what, long value, int least, int most) {
    return value >= least && value <= most
        ? Optional.empty()
        : refused("HealthCheck " + what + " must be between " + least + " and " + most);
  }

  private static Optional<Refusal> refused(String message) {
    return Optional.of(ClassicRefusals.validation(message));
  }
}
