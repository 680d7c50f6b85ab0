package io.eksnet.elb;

import static io.eksnet.elb.BalancerLab.A;
import static io.eksnet.elb.BalancerLab.B;
import static io.eksnet.elb.BalancerLab.C;
import static io.eksnet.elb.BalancerLab.OLD;
import static io.eksnet.elb.BalancerLab.SCOPE;
import static io.eksnet.elb.BalancerLab.TINY;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.Command;
import io.eksnet.id.Decision;
import io.eksnet.id.ListenerArn;
import io.eksnet.id.ListenerRuleArn;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.net.IpAddress;
import io.eksnet.table.Kind;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Quota;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random commands; what must hold is looked at after each. */
class RandomBalancersTest {
  private static final int STEPS = 400;
  private static final List<SubnetId> SUBNETS = List.of(A, B, C, OLD, TINY);
  private static final List<SubnetId> DUAL = List.of(A, B, C);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverIsAskedNodesListenersAndRulesFitTogether(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BalancerLab lab = new BalancerLab(seed);
    List<TargetGroupArn> groups = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      groups.add(lab.targetGroup("t" + i, i < 4 ? ElbProtocol.HTTP : ElbProtocol.TCP));
    }
    lab.lowered(Quota.APPLICATION_LOAD_BALANCERS_PER_REGION, 4);
    lab.lowered(Quota.RULES_PER_LOAD_BALANCER, 5);
    int accepted = 0;
    for (int step = 0; step < STEPS; step++) {
      Command<?> command = command(lab, random, groups);
      if (command.decide(lab.world, lab.context)
          instanceof Decision.Accepted<?>(var _, var changes)) {
        lab.world = lab.world.with(changes);
        accepted++;
      }
      String at = "seed " + seed + ", step " + step + ": " + command;
      nodesAreInterfaces(lab, at);
      nothingHangsInTheAir(lab, at);
      targetGroupsHaveOneLoadBalancer(lab, at);
    }
    assertThat(accepted).as("seed %d", seed).isGreaterThan(STEPS / 10);
  }

  private static void nodesAreInterfaces(BalancerLab lab, String at) {
    Set<IpAddress> nodes = new HashSet<>();
    int count = 0;
    for (LoadBalancer balancer : lab.world.table(LoadBalancer.KIND).stream().toList()) {
      for (LoadBalancer.Node node : balancer.nodes()) {
        NetworkInterface eni = lab.world.find(NetworkInterface.KIND, node.eni()).orElseThrow();
        assertThat(eni.groups()).as(at).isEqualTo(balancer.groups());
        assertThat(eni.primary()).as(at).isEqualTo(node.privateAddress());
        assertThat(eni.held().ipv6().stream().findFirst()).as(at).isEqualTo(node.ipv6Address());
        assertThat(eni.publicAddress().map(NetworkInterface.PublicAddress::address))
            .as(at)
            .isEqualTo(node.publicAddress());
        assertThat(eni.secondary())
            .as(at)
            .hasSize(LoadBalancerAttributes.secondaryAddresses(balancer));
        assertThat(nodes.add(node.privateAddress())).as(at).isTrue();
        count++;
      }
      assertThat(balancer.nodes().size())
          .as(at)
          .isGreaterThanOrEqualTo(balancer.type() == LoadBalancerType.APPLICATION ? 2 : 1);
      assertThat(balancer.nodes()).extracting(LoadBalancer.Node::zone).doesNotHaveDuplicates();
    }
    assertThat(lab.world.table(NetworkInterface.KIND).size()).as(at).isEqualTo(count);
  }

  private static void nothingHangsInTheAir(BalancerLab lab, String at) {
    for (Listener listener : lab.world.table(Listener.KIND).stream().toList()) {
      assertThat(lab.world.find(LoadBalancer.KIND, listener.loadBalancer())).as(at).isPresent();
      List<ListenerRule> rules =
          lab.world.table(ListenerRule.KIND).by(ListenerRule.BY_LISTENER, listener.arn());
      assertThat(rules).extracting(ListenerRule::priority).as(at).doesNotHaveDuplicates();
      assertThat(rules).as(at).hasSizeLessThanOrEqualTo(5);
    }
    assertThat(lab.world.table(ListenerRule.KIND).stream())
        .as(at)
        .allMatch(rule -> lab.world.find(Listener.KIND, rule.listener()).isPresent());
    for (LoadBalancer balancer : lab.world.table(LoadBalancer.KIND).stream().toList()) {
      assertThat(lab.world.table(Listener.KIND).by(Listener.BY_LOAD_BALANCER, balancer.arn()))
          .extracting(Listener::port)
          .as(at)
          .doesNotHaveDuplicates();
    }
  }

  private static void targetGroupsHaveOneLoadBalancer(BalancerLab lab, String at) {
    Map<TargetGroupArn, LoadBalancerArn> owners = new HashMap<>();
    lab.world.table(Listener.KIND).stream()
        .forEach(
            it ->
                it.defaultActions().forEach(action -> own(owners, action, it.loadBalancer(), at)));
    lab.world.table(ListenerRule.KIND).stream()
        .forEach(it -> it.actions().forEach(action -> own(owners, action, it.loadBalancer(), at)));
  }

  private static void own(
      Map<TargetGroupArn, LoadBalancerArn> owners,
      ListenerAction action,
      LoadBalancerArn balancer,
      String at) {
    for (TargetGroupArn group : action.targetGroups()) {
      LoadBalancerArn other = owners.putIfAbsent(group, balancer);
      assertThat(Optional.ofNullable(other).orElse(balancer)).as(at).isEqualTo(balancer);
    }
  }

  private static Command<?> command(
      BalancerLab lab, SplittableRandom random, List<TargetGroupArn> groups) {
    LoadBalancerArn balancer = some(lab, random, LoadBalancer.KIND, new LoadBalancerArn("arn:x"));
    ListenerArn listener = some(lab, random, Listener.KIND, new ListenerArn("arn:x"));
    ListenerRuleArn rule = some(lab, random, ListenerRule.KIND, new ListenerRuleArn("arn:x"));
    return switch (random.nextInt(16)) {
      case 0, 1 ->
          BalancerLab.anyBalancer(
              random.nextBoolean() ? LoadBalancerType.APPLICATION : LoadBalancerType.NETWORK,
              "lb-" + random.nextInt(8),
              family(random),
              subnets(random).toArray(SubnetId[]::new));
      case 2 ->
          random.nextInt(3) == 0 ? new DeleteLoadBalancer(SCOPE, balancer) : set(balancer, random);
      case 3 ->
          new SetSubnets(
              SCOPE,
              balancer,
              subnets(random).stream().map(CreateLoadBalancer.Mapping::in).toList(),
              random.nextBoolean() ? Optional.empty() : Optional.of(family(random)));
      case 4 -> new SetIpAddressType(SCOPE, balancer, family(random));
      case 5, 6, 7, 8 ->
          new CreateListener(
              SCOPE,
              balancer,
              Optional.of(protocol(random)),
              Optional.of(80 + random.nextInt(4)),
              random.nextBoolean()
                  ? CreateListener.TlsRequest.NONE
                  : BalancerLab.tls(BalancerLab.CERTIFICATE),
              List.of(action(random, groups)),
              Tags.NONE);
      case 9 ->
          new ModifyListener(
              SCOPE,
              listener,
              Optional.of(protocol(random)),
              Optional.of(80 + random.nextInt(4)),
              CreateListener.TlsRequest.NONE,
              List.of(action(random, groups)));
      case 10 ->
          random.nextInt(4) == 0
              ? new DeleteListener(SCOPE, listener)
              : new DeleteRule(SCOPE, rule);
      case 11, 12, 13 -> BalancerLab.rule(listener, 1 + random.nextInt(8), action(random, groups));
      case 14 ->
          new ModifyRule(
              SCOPE,
              rule,
              Optional.empty(),
              Optional.of(List.of(action(random, groups))),
              Optional.empty());
      default ->
          new SetRulePriorities(
              SCOPE,
              priorities(
                  rule,
                  some(lab, random, ListenerRule.KIND, new ListenerRuleArn("arn:y")),
                  random));
    };
  }

  private static Command<?> set(LoadBalancerArn balancer, SplittableRandom random) {
    return new ModifyLoadBalancerAttributes(
        SCOPE,
        balancer,
        Map.of("secondary_ips.auto_assigned.per_subnet", Integer.toString(random.nextInt(3))));
  }

  private static Map<ListenerRuleArn, Integer> priorities(
      ListenerRuleArn one, ListenerRuleArn other, SplittableRandom random) {
    Map<ListenerRuleArn, Integer> priorities = new HashMap<>();
    priorities.put(one, 1 + random.nextInt(8));
    priorities.put(other, 1 + random.nextInt(8));
    return priorities;
  }

  private static IpAddressType family(SplittableRandom random) {
    return List.of(
            IpAddressType.IPV4,
            IpAddressType.DUALSTACK,
            IpAddressType.DUALSTACK_WITHOUT_PUBLIC_IPV4)
        .get(random.nextInt(3));
  }

  private static ElbProtocol protocol(SplittableRandom random) {
    return List.of(ElbProtocol.HTTP, ElbProtocol.HTTPS, ElbProtocol.TCP, ElbProtocol.UDP)
        .get(random.nextInt(4));
  }

  private static List<SubnetId> subnets(SplittableRandom random) {
    return SUBNETS.stream().filter(it -> random.nextInt(10) < (DUAL.contains(it) ? 6 : 1)).toList();
  }

  private static ListenerAction action(SplittableRandom random, List<TargetGroupArn> groups) {
    return random.nextInt(3) == 0
        ? BalancerLab.HELLO
        : BalancerLab.forward(groups.get(random.nextInt(groups.size())));
  }

  private static <K extends Comparable<? super K>, V> K some(
      BalancerLab lab, SplittableRandom random, Kind<K, V> kind, K none) {
    List<K> keys = List.copyOf(lab.world.table(kind).rows().keySet());
    return keys.isEmpty() ? none : keys.get(random.nextInt(keys.size()));
  }
}
