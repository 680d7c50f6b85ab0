package io.eksnet.cloud;

import io.eksnet.elb.Listener;
import io.eksnet.elb.ListenerRule;
import io.eksnet.elb.LoadBalancer;
import io.eksnet.elb.Target;
import io.eksnet.elb.TargetGroup;
import io.eksnet.elb.TargetGroupUse;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.kube.EndpointSlice;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.Node;
import io.eksnet.kube.Pod;
import io.eksnet.kube.Service;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.table.Table;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.world.Delta;
import io.eksnet.world.World;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which targets a change may concern. In a world without targets this costs next to nothing. */
final class TargetsAffected {
  private final World world;
  private final Table<Target.Key, Target> targets;
  private final Set<Target.Key> keys = new TreeSet<>();

  private TargetsAffected(World world) {
    this.world = world;
    this.targets = world.table(Target.KIND);
  }

  /** The keys of the targets that a change may concern. */
  static Set<Target.Key> by(Delta delta, World world) {
    TargetsAffected affected = new TargetsAffected(world);
    delta.of(Target.KIND).forEach(row -> affected.keys.add(row.key()));
    if (affected.targets.size() > 0) {
      affected.addElb(delta);
      affected.addVpc(delta);
      affected.addKube(delta);
    }
    return affected.keys;
  }

  private void addElb(Delta delta) {
    delta
        .of(TargetGroup.KIND)
        .filter(row -> changed(row, it -> List.of(it.healthCheck(), it.attributes())))
        .forEach(row -> addGroup(row.key()));
    delta
        .of(Listener.KIND)
        .flatMap(row -> facts(row))
        .forEach(
            listener -> {
              listener.defaultActions().forEach(it -> it.targetGroups().forEach(this::addGroup));
              addId(listener.loadBalancer().value());
            });
    delta
        .of(ListenerRule.KIND)
        .flatMap(row -> facts(row))
        .forEach(rule -> rule.actions().forEach(it -> it.targetGroups().forEach(this::addGroup)));
    delta
        .of(LoadBalancer.KIND)
        .filter(row -> changed(row, it -> List.of(it.state(), it.nodes())))
        .forEach(
            row -> {
              TargetGroupUse.groups(world, row.key()).forEach(this::addGroup);
              addId(row.key().value());
            });
  }

  private void addVpc(Delta delta) {
    delta
        .of(Instance.KIND)
        .filter(row -> changed(row, Instance::state))
        .forEach(
            row -> {
              addId(row.key().value());
              world
                  .table(NetworkInterface.KIND)
                  .by(NetworkInterface.BY_INSTANCE, row.key())
                  .forEach(eni -> addresses(eni).forEach(this::addId));
            });
    delta
        .of(NetworkInterface.KIND)
        .filter(row -> changed(row, it -> List.of(it.held(), it.attachment())))
        .forEach(
            row -> {
              Set<String> before = row.before().map(TargetsAffected::addresses).orElse(Set.of());
              Set<String> after = row.after().map(TargetsAffected::addresses).orElse(Set.of());
              boolean moved = changed(row, NetworkInterface::attachment);
              Stream.concat(before.stream(), after.stream())
                  .filter(it -> moved || before.contains(it) != after.contains(it))
                  .forEach(this::addId);
            });
  }

  private void addKube(Delta delta) {
    delta.of(KubeObject.PODS).flatMap(row -> facts(row)).forEach(this::addPod);
    delta
        .of(KubeObject.NODES)
        .filter(row -> changed(row, it -> typed(it, Node.class).map(Node::ready)))
        .flatMap(row -> facts(row))
        .flatMap(it -> typed(it, Node.class).stream())
        .distinct()
        .forEach(this::addNode);
    delta
        .of(KubeObject.SERVICES)
        .flatMap(row -> facts(row))
        .flatMap(it -> typed(it, Service.class).stream())
        .forEach(service -> service.spec().nodePorts().forEach(this::addPort));
    delta.of(KubeObject.ENDPOINT_SLICES).forEach(this::addSlice);
  }

  private void addPod(KubeObject object) {
    Optional<Pod> pod = object.pod();
    if (pod.isEmpty()) {
      return;
    }
    pod.get().status().podIps().forEach(address -> addId(address.toString()));
    boolean onHost =
        pod.get().spec().hostNetwork()
            || pod.get().spec().containers().stream()
                .flatMap(it -> it.ports().stream())
                .anyMatch(port -> port.hostPort() != 0);
    if (onHost) {
      pod.get().spec().nodeName().flatMap(world.kube()::node).ifPresent(this::addNodeItself);
    }
  }

  private void addNode(Node node) {
    addNodeItself(node);
    world
        .kube()
        .podsOn(node.name())
        .forEach(pod -> pod.status().podIps().forEach(address -> addId(address.toString())));
  }

  private void addNodeItself(Node node) {
    node.instanceId().ifPresent(this::addId);
    node.status().addresses().forEach(address -> addId(address.address()));
  }

  /**
   * A node answers otherwise when endpoints come to it or leave it; all do with the first, last.
   */
  private void addSlice(Delta.Row<?, KubeObject> row) {
    Optional<Service> service =
        typed(row.fact(), EndpointSlice.class)
            .flatMap(EndpointSlice::service)
            .flatMap(world.kube()::service);
    if (service.isEmpty() || service.get().spec().nodePorts().isEmpty()) {
      return;
    }
    Set<String> before = row.before().map(TargetsAffected::hosts).orElse(Set.of());
    Set<String> after = row.after().map(TargetsAffected::hosts).orElse(Set.of());
    if (before.isEmpty() != after.isEmpty()) {
      service.get().spec().nodePorts().forEach(this::addPort);
    }
    Stream.concat(before.stream(), after.stream())
        .filter(host -> before.contains(host) != after.contains(host))
        .forEach(host -> world.kube().node(host).ifPresent(this::addNodeItself));
  }

  /** Where a slice has endpoints that take traffic; the empty name stands for elsewhere. */
  private static Set<String> hosts(KubeObject object) {
    Set<String> hosts = new HashSet<>();
    typed(object, EndpointSlice.class).stream()
        .flatMap(slice -> slice.endpoints().stream())
        .forEach(
            it -> {
              if (it.ready()) {
                hosts.add(it.nodeName().orElse(""));
              } else if (it.serving() && it.terminating()) {
                hosts.add(it.nodeName().orElse("") + " terminating");
              }
            });
    return hosts;
  }

  private void addGroup(TargetGroupArn group) {
    keys.addAll(targets.keysBy(Target.BY_GROUP, group));
  }

  private void addId(String id) {
    keys.addAll(targets.keysBy(Target.BY_ID, id));
  }

  private void addPort(int port) {
    keys.addAll(targets.keysBy(Target.BY_PORT, port));
    world
        .table(TargetGroup.KIND)
        .keysBy(TargetGroup.BY_HEALTH_CHECK_PORT, port)
        .forEach(this::addGroup);
  }

  private static Set<String> addresses(NetworkInterface eni) {
    Set<String> all = new HashSet<>();
    all.add(eni.primary().toString());
    eni.secondary().forEach(it -> all.add(it.toString()));
    eni.held().ipv6().forEach(it -> all.add(it.toString()));
    eni.held().prefixes().forEach(block -> each(block).forEach(it -> all.add(it.toString())));
    return all;
  }

  private static List<IpAddress> each(Cidr block) {
    return Stream.iterate(block.first(), it -> it.plus(1)).limit(block.addressCount()).toList();
  }

  private static <V> Stream<V> facts(Delta.Row<?, V> row) {
    return Stream.concat(row.before().stream(), row.after().stream());
  }

  private static <T> Optional<T> typed(KubeObject object, Class<T> type) {
    return object.fact().filter(type::isInstance).map(type::cast);
  }

  private static <V> boolean changed(Delta.Row<?, V> row, Function<V, ?> part) {
    return !row.before().<Object>map(part).equals(row.after().<Object>map(part));
  }
}
