package io.eksnet.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.eks.Cluster;
import io.eksnet.eks.NodeGroup;
import io.eksnet.iam.Policy;
import io.eksnet.iam.Role;
import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.id.Refusal;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.ZoneName;
import io.eksnet.kube.Condition;
import io.eksnet.kube.Node;
import io.eksnet.kube.PlainDocuments;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import io.eksnet.table.Kind;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.Vpcs;
import io.eksnet.world.Loop;
import io.eksnet.world.Pace;
import io.eksnet.world.Store;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** AWS in a test: a network, a cluster in it, and the loop over what AWS does by itself. */
final class Aws {
  static final Scope SCOPE = new Scope(new AccountId("123456789012"), new Region("us-west-2"));
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final String CLUSTER = "demo";

  /** The role of the nodes. */
  static final Role ROLE =
      new Role(
          SCOPE.account(),
          "/",
          "nodes",
          "AROA000000000000NODES",
          Policy.trustingWithTags(List.of("ec2.amazonaws.com")),
          "",
          Duration.ofHours(1),
          START,
          Tags.NONE,
          new TreeMap<>(),
          List.of(),
          Optional.empty());

  private final Store store = new Store(World.EMPTY);
  private final IdSource ids = IdSource.seeded(7);
  private final Loop loop;
  final NetworkLayout network;
  Instant now = START;

  Aws(Pace pace, NetworkPlan plan) {
    this.loop = new Loop(store, new PlainDocuments(), ids, pace, Cloud.controllers());
    this.network = NetworkLayout.of(plan, ids);
    done(network.commands());
    state(Role.KIND, ROLE);
    state(
        Cluster.KIND,
        new Cluster(
            CLUSTER,
            SCOPE,
            network.vpc(),
            network.subnets(),
            "1.34",
            Cidr.parse("172.20.0.0/16"),
            network.clusterSecurityGroup(),
            "https://127.0.0.1",
            "",
            Cluster.Status.ACTIVE,
            START,
            Tags.NONE));
  }

  /** The default network: a public and a private subnet in each of three zones. */
  static Aws fast() {
    return new Aws(Pace.FAST, plan(NetworkPlan.Nat.SINGLE, 19));
  }

  static NetworkPlan plan(NetworkPlan.Nat nat, int length) {
    List<NetworkPlan.PlannedSubnet> subnets = new ArrayList<>();
    List<Cidr> blocks = Cidr.parse("10.0.0.0/16").blocks(length).limit(6).toList();
    for (int i = 0; i < 6; i++) {
      ZoneName zone = new ZoneName("us-west-2" + "abc".charAt(i % 3));
      subnets.add(
          new NetworkPlan.PlannedSubnet(
              Optional.empty(), Optional.empty(), blocks.get(i), zone, i < 3));
    }
    return new NetworkPlan(
        CLUSTER, SCOPE, Cidr.parse("10.0.0.0/16"), subnets, nat, Tags.NONE, NetworkPlan.Pins.NONE);
  }

  World world() {
    return store.applied();
  }

  Vpcs vpcs() {
    return world().vpcs();
  }

  <T> T done(Command<T> command) {
    return switch (command.decide(store.applied(), new Context(now, ids))) {
      case Decision.Accepted<T>(T value, List<Change<?, ?>> changes) -> {
        loop.changed(store.commit(changes));
        yield value;
      }
      case Decision.Refused<T>(Refusal refusal) ->
          throw new AssertionError(command.action() + " was refused: " + refusal);
    };
  }

  /** What a command is refused with, as {@code Code: message}. */
  String refused(Command<?> command) {
    return switch (command.decide(store.applied(), new Context(now, ids))) {
      case Decision.Refused<?>(Refusal refusal) -> refusal.toString();
      case Decision.Accepted<?> accepted ->
          throw new AssertionError(command.action() + " was accepted: " + accepted);
    };
  }

  /** Makes every node ready, and those that come by that, until nothing more happens. */
  Aws allReady() {
    settled();
    for (int i = 0; i < 1_000; i++) {
      List<Node> unready = nodes().stream().filter(node -> !node.ready()).toList();
      if (unready.isEmpty()) {
        return this;
      }
      unready.forEach(this::ready);
      settled();
    }
    throw new AssertionError("nodes come without end at " + now);
  }

  /** Makes a node ready, as its kubelet does when the CNI is. */
  void ready(Node node) {
    Node.Status status = node.status();
    change(
        PlainDocuments.put(
            new Node(
                node.meta(),
                node.spec(),
                new Node.Status(
                    status.capacity(),
                    status.allocatable(),
                    status.addresses(),
                    List.of(Condition.of("Ready", true, now)),
                    status.info()))));
  }

  <K extends Comparable<? super K>, V> void state(Kind<K, V> kind, V fact) {
    change(Change.put(kind, fact));
  }

  void change(Change<?, ?> change) {
    loop.changed(store.commit(List.of(change)));
  }

  /** Lets everything happen that is due now. */
  Aws settled() {
    for (int i = 0; i < 1_000; i++) {
      if (loop.step(now) instanceof Loop.Step.Quiet(Optional<Instant> next)
          && next.filter(at -> !at.isAfter(now)).isEmpty()) {
        return this;
      }
    }
    throw new AssertionError("the loop does not come to rest at " + now);
  }

  /** Lets time pass and everything happen that is due then. */
  Aws after(Duration time) {
    Instant until = now.plus(time);
    while (true) {
      settled();
      Optional<Instant> next = ((Loop.Step.Quiet) loop.step(now)).nextDue();
      if (next.filter(at -> !at.isAfter(until)).isEmpty()) {
        now = until;
        return settled();
      }
      now = next.get();
    }
  }

  /** The private subnets, by zone. */
  List<SubnetId> privateSubnets() {
    return network.subnets().subList(3, 6);
  }

  NodeGroup nodeGroup(String name, int desired, List<SubnetId> subnets) {
    return nodeGroup(name, "m5.large", desired, subnets);
  }

  NodeGroup nodeGroup(String name, String type, int desired, List<SubnetId> subnets) {
    NodeGroup group =
        new NodeGroup(
            CLUSTER,
            name,
            "00000000-0000-4000-a000-000000000000",
            new NodeGroup.Scaling(0, 450, desired),
            subnets,
            NodeGroup.Nodes.of(type, "1.34", ROLE.arn(), Optional.empty()),
            Map.of("team", "blue"),
            List.of(),
            NodeGroup.UpdateConfig.STANDARD,
            false,
            NodeGroup.Status.CREATING,
            now,
            now,
            Tags.NONE);
    state(NodeGroup.KIND, group);
    return group;
  }

  void scale(NodeGroup group, int desired) {
    NodeGroup present = world().find(NodeGroup.KIND, group.key()).orElseThrow();
    state(NodeGroup.KIND, present.withScaling(new NodeGroup.Scaling(0, 450, desired), now));
  }

  NodeGroup group(NodeGroup group) {
    return world().find(NodeGroup.KIND, group.key()).orElseThrow();
  }

  List<Instance> alive() {
    return world().table(Instance.KIND).stream()
        .filter(Instance::alive)
        .sorted(Comparator.comparing((Instance it) -> it.zone().name()).thenComparing(Instance::id))
        .toList();
  }

  List<String> zonesOfInstances() {
    return alive().stream().map(it -> it.zone().name().value()).toList();
  }

  List<Node> nodes() {
    return world().kube().nodes().toList();
  }

  Node onlyNode() {
    assertThat(nodes()).hasSize(1);
    return nodes().getFirst();
  }
}
