package io.eksnet.cloud;

import io.eksnet.elb.classic.ClassicHealthCheck;
import io.eksnet.elb.classic.ClassicLoadBalancer;
import io.eksnet.elb.classic.InstanceHealth;
import io.eksnet.elb.classic.InstanceHealth.Verdict;
import io.eksnet.id.InstanceId;
import io.eksnet.kube.KubeObject;
import io.eksnet.net.IpFamily;
import io.eksnet.table.Change;
import io.eksnet.vpc.Instance;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A Classic Load Balancer's view of its instances. An instance comes into service after as many
 * intervals of successful checks as its threshold says, and goes out of it likewise; the clock is
 * not hurried by the pace. An instance that is terminated is deregistered.
 *
 * <p>What answers is said by {@link NodeAnswers}.
 */
final class ClassicHealths implements Controller<InstanceHealth.Key> {
  @Override
  public String name() {
    return "classic-instance-health";
  }

  @Override
  public Collection<InstanceHealth.Key> affectedBy(Delta delta, World world) {
    Set<InstanceHealth.Key> keys = new TreeSet<>();
    delta
        .of(ClassicLoadBalancer.KIND)
        .forEach(
            row -> {
              world
                  .table(InstanceHealth.KIND)
                  .by(InstanceHealth.BY_BALANCER, row.key())
                  .forEach(it -> keys.add(it.key()));
              world.find(ClassicLoadBalancer.KIND, row.key()).ifPresent(it -> add(it, keys));
            });
    if (world.table(ClassicLoadBalancer.KIND).size() == 0) {
      return keys;
    }
    delta
        .of(Instance.KIND)
        .flatMap(
            row ->
                world
                    .table(ClassicLoadBalancer.KIND)
                    .by(ClassicLoadBalancer.BY_INSTANCE, row.key())
                    .stream()
                    .map(it -> new InstanceHealth.Key(it.key(), row.key())))
        .forEach(keys::add);
    if (concernsNodePorts(delta)) {
      world.table(ClassicLoadBalancer.KIND).stream().forEach(it -> add(it, keys));
    }
    return keys;
  }

  private static void add(ClassicLoadBalancer balancer, Set<InstanceHealth.Key> keys) {
    balancer
        .instances()
        .forEach(it -> keys.add(new InstanceHealth.Key(balancer.key(), it.instance())));
  }

  @Override
  public Outcome reconcile(World world, InstanceHealth.Key key, Moment moment) {
    Optional<ClassicLoadBalancer> balancer =
        world.find(ClassicLoadBalancer.KIND, key.balancer()).filter(it -> it.has(key.instance()));
    if (balancer.isEmpty()) {
      return world.find(InstanceHealth.KIND, key).isPresent()
          ? Outcome.state(Change.remove(InstanceHealth.KIND, key))
          : Outcome.done();
    }
    Optional<Instance> instance = world.find(Instance.KIND, key.instance());
    boolean gone = instance.filter(it -> it.state() != Instance.State.TERMINATED).isEmpty();
    return gone
        ? deregistered(balancer.get(), key.instance())
        : checked(world, balancer.get(), instance.get(), key, moment.now());
  }

  private static Outcome deregistered(ClassicLoadBalancer balancer, InstanceId instance) {
    return Outcome.state(
        Change.put(
            ClassicLoadBalancer.KIND,
            balancer.withInstances(
                balancer.instances().stream()
                    .filter(it -> !it.instance().equals(instance))
                    .toList())));
  }

  private static Outcome checked(
      World world,
      ClassicLoadBalancer balancer,
      Instance instance,
      InstanceHealth.Key key,
      Instant now) {
    boolean answers = answers(world, instance, balancer.healthCheck());
    InstanceHealth before =
        world
            .find(InstanceHealth.KIND, key)
            .orElse(new InstanceHealth(key, answers, now, Verdict.REGISTERING));
    Instant since = before.answers() == answers ? before.since() : now;
    Instant due = since.plus(lasts(balancer.healthCheck(), answers));
    Verdict reached = answers ? Verdict.IN_SERVICE : Verdict.OUT_OF_SERVICE;
    boolean over = !now.isBefore(due);
    InstanceHealth after =
        new InstanceHealth(key, answers, since, over ? reached : before.verdict());
    boolean same = world.find(InstanceHealth.KIND, key).filter(after::equals).isPresent();
    Outcome outcome = same ? Outcome.done() : Outcome.state(Change.put(InstanceHealth.KIND, after));
    return over || after.verdict() == reached ? outcome : outcome.andAgain(due);
  }

  private static Duration lasts(ClassicHealthCheck check, boolean answers) {
    return check
        .interval()
        .multipliedBy(answers ? check.healthyThreshold() : check.unhealthyThreshold());
  }

  /** What a check sees: over HTTP an answer other than 200 is a failure. */
  private static boolean answers(World world, Instance instance, ClassicHealthCheck check) {
    return switch (new NodeAnswers(world, IpFamily.IPV4).ofInstance(instance, check.port())) {
      case YES -> true;
      case NO_ENDPOINTS -> !check.target().startsWith("HTTP");
      case REFUSED, NOTHING -> false;
    };
  }

  private static boolean concernsNodePorts(Delta delta) {
    return Stream.of(KubeObject.NODES, KubeObject.SERVICES, KubeObject.ENDPOINT_SLICES)
        .anyMatch(kind -> delta.of(kind).findAny().isPresent());
  }
}
