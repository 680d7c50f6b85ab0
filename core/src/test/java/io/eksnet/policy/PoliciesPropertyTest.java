package io.eksnet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.Container;
import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.LabelSelector.Operator;
import io.eksnet.kube.LabelSelector.Requirement;
import io.eksnet.kube.NetworkPolicy;
import io.eksnet.kube.NetworkPolicy.Peer;
import io.eksnet.kube.NetworkPolicy.Port;
import io.eksnet.kube.NetworkPolicy.Rule;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodStatus.Phase;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The view against the formula, written out in the plainest way, on random small clusters. */
class PoliciesPropertyTest {

  private static final List<Protocol> PROTOCOLS =
      List.of(Protocol.TCP, Protocol.UDP, Protocol.SCTP, Protocol.ICMP);
  private static final List<Operator> OPERATORS =
      List.of(Operator.IN, Operator.NOT_IN, Operator.EXISTS, Operator.DOES_NOT_EXIST);
  private static final List<String> NAMESPACES = List.of("default", "b", "c");

  @Test
  void verdicts_are_those_of_the_formula_and_a_fix_fixes() {
    for (long seed = 0; seed < 400; seed++) {
      try {
        Case drawn = new Case(new SplittableRandom(seed));
        Policies policies = drawn.cluster().policies();
        for (int i = 0; i < 40; i++) {
          drawn.ask(policies);
        }
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  /** One random cluster. */
  private static final class Case {
    private final SplittableRandom random;
    private final Map<String, Map<String, String>> namespaces = new HashMap<>();
    private final List<Pod> pods = new ArrayList<>();
    private final List<NetworkPolicy> policies = new ArrayList<>();

    Case(SplittableRandom random) {
      this.random = random;
      for (String name : NAMESPACES) {
        Map<String, String> labels = labels();
        labels.put("kubernetes.io/metadata.name", name);
        namespaces.put(name, labels);
      }
      for (int i = 1; i <= 8; i++) {
        pods.add(pod(i));
      }
      for (int i = random.nextInt(6); i > 0; i--) {
        policies.add(policy("p" + i));
      }
    }

    Cluster cluster() {
      Cluster cluster = new Cluster();
      namespaces.forEach((name, labels) -> cluster.with(Cluster.namespace(name, labels)));
      return cluster.with(pods.toArray(Pod[]::new)).with(policies.toArray(NetworkPolicy[]::new));
    }

    void ask(Policies view) {
      Pod subject = pick(pods);
      Direction direction = random.nextBoolean() ? Direction.INGRESS : Direction.EGRESS;
      Pod peer = pick(pods);
      Optional<Pod> otherPod = random.nextInt(4) > 0 ? Optional.of(peer) : Optional.empty();
      IpAddress address =
          otherPod
              .flatMap(pod -> pod.status().podIp())
              .orElseGet(() -> IpAddress.parse("10.0." + random.nextInt(3) + ".99"));
      Protocol protocol = pick(PROTOCOLS);
      int port = protocol.hasPorts() ? random.nextInt(80, 84) : 0;
      Endpoint other = view.endpoint(address);
      Verdict verdict = judge(view, direction, subject, other, protocol, port);
      boolean expected = formula(policies, direction, subject, otherPod, address, protocol, port);
      assertThat(verdict.passes())
          .as("%s of %s, %s, %s %d: %s", direction, subject.key(), other, protocol, port, verdict)
          .isEqualTo(expected);
      if (verdict instanceof Verdict.Denied denied) {
        assertThat(denied.reasons()).isNotEmpty();
        assertFixes(denied, subject, other, protocol, port);
      }
    }

    private void assertFixes(
        Verdict.Denied denied, Pod subject, Endpoint other, Protocol protocol, int port) {
      Cluster changed = cluster();
      policies.stream()
          .filter(policy -> policy.meta().key().equals(denied.fix().policy()))
          .forEach(policy -> changed.with(denied.fix().applied(policy)));
      Verdict after = judge(changed.policies(), denied.direction(), subject, other, protocol, port);
      assertThat(after.passes()).as("after %s: %s", denied.fix().command(), after).isTrue();
    }

    private static Verdict judge(
        Policies view, Direction direction, Pod subject, Endpoint other, Protocol p, int port) {
      return switch (direction) {
        case INGRESS -> view.ingress(subject, other, p, port);
        case EGRESS -> view.egress(subject, other, p, port);
      };
    }

    private boolean formula(
        List<NetworkPolicy> all,
        Direction direction,
        Pod subject,
        Optional<Pod> other,
        IpAddress address,
        Protocol protocol,
        int port) {
      boolean ingress = direction == Direction.INGRESS;
      if (subject.spec().hostNetwork()
          || address.equals(Cluster.NODE)
          || subject.status().podIps().contains(address)) {
        return true;
      }
      boolean isolated = false;
      for (NetworkPolicy policy : all) {
        String namespace = policy.meta().namespace();
        boolean applies = ingress ? policy.isolatesIngress() : policy.isolatesEgress();
        if (!applies
            || !namespace.equals(subject.meta().namespace())
            || !selects(policy.podSelector(), subject.meta().labels())) {
          continue;
        }
        isolated = true;
        for (Rule rule : ingress ? policy.ingress() : policy.egress()) {
          Optional<Pod> named = ingress ? Optional.of(subject) : other.filter(Case::isPeer);
          if (anyPeer(rule, namespace, other, address) && anyPort(rule, named, protocol, port)) {
            return true;
          }
        }
      }
      return !isolated;
    }

    private static boolean isPeer(Pod pod) {
      return !pod.spec().hostNetwork()
          && pod.status().phase() != Phase.FAILED
          && pod.status().phase() != Phase.SUCCEEDED;
    }

    private boolean anyPeer(Rule rule, String namespace, Optional<Pod> other, IpAddress address) {
      if (rule.peers().isEmpty()) {
        return true;
      }
      for (Peer peer : rule.peers()) {
        if (peer instanceof Peer.IpBlock block) {
          boolean in = inside(block.cidr(), address);
          for (Cidr except : block.except()) {
            in = in && !inside(except, address);
          }
          if (in) {
            return true;
          }
        }
        if (peer instanceof Peer.Pods chosen && other.filter(Case::isPeer).isPresent()) {
          Pod pod = other.get();
          boolean there =
              chosen.namespaceSelector().isEmpty()
                  ? pod.meta().namespace().equals(namespace)
                  : selects(
                      chosen.namespaceSelector().get(),
                      namespaces.getOrDefault(pod.meta().namespace(), Map.of()));
          if (there
              && (chosen.podSelector().isEmpty()
                  || selects(chosen.podSelector().get(), pod.meta().labels()))) {
            return true;
          }
        }
      }
      return false;
    }

    private static boolean inside(Cidr block, IpAddress address) {
      return block.first().toBigInteger().compareTo(address.toBigInteger()) <= 0
          && block.last().toBigInteger().compareTo(address.toBigInteger()) >= 0;
    }

    private static boolean anyPort(Rule rule, Optional<Pod> named, Protocol protocol, int port) {
      if (rule.ports().isEmpty()) {
        return true;
      }
      for (Port wanted : rule.ports()) {
        if (wanted.protocol().number() != protocol.number()) {
          continue;
        }
        if (wanted instanceof Port.All) {
          return true;
        }
        if (wanted instanceof Port.Range range && port >= range.from() && port <= range.to()) {
          return true;
        }
        if (wanted instanceof Port.Named name && named.isPresent()) {
          for (Container.Port its : named.get().spec().containers().getFirst().ports()) {
            if (its.name().equals(name.name())
                && its.protocol().number() == protocol.number()
                && its.containerPort() == port) {
              return true;
            }
          }
        }
      }
      return false;
    }

    private static boolean selects(LabelSelector selector, Map<String, String> labels) {
      for (Map.Entry<String, String> wanted : selector.matchLabels().entrySet()) {
        if (!labels.containsKey(wanted.getKey())
            || !labels.get(wanted.getKey()).equals(wanted.getValue())) {
          return false;
        }
      }
      for (Requirement requirement : selector.matchExpressions()) {
        boolean has = labels.containsKey(requirement.key());
        boolean in = has && requirement.values().contains(labels.get(requirement.key()));
        boolean holds =
            switch (requirement.operator()) {
              case IN -> in;
              case NOT_IN -> !in;
              case EXISTS -> has;
              case DOES_NOT_EXIST -> !has;
              case GREATER_THAN, LESS_THAN -> throw new IllegalArgumentException();
            };
        if (!holds) {
          return false;
        }
      }
      return true;
    }

    // Drawing

    private Pod pod(int i) {
      String address = "10.0." + random.nextInt(3) + "." + i;
      if (random.nextInt(8) == 0) {
        return Cluster.hostNetworkPod("host" + i, "n" + i, "10.0.9." + i, labels());
      }
      Container.Port[] ports =
          times(
                  random.nextInt(3),
                  () -> Cluster.port(name(), random.nextInt(80, 84), pick(PROTOCOLS)))
              .toArray(Container.Port[]::new);
      Pod pod = Cluster.pod(pick(NAMESPACES), "pod" + i, address, labels(), ports);
      return random.nextInt(8) == 0
          ? Cluster.withPhase(pod, random.nextBoolean() ? Phase.FAILED : Phase.SUCCEEDED)
          : pod;
    }

    private NetworkPolicy policy(String name) {
      boolean ingress = random.nextInt(3) > 0;
      return new NetworkPolicy(
          Cluster.meta(pick(NAMESPACES), name, Map.of()),
          selector(),
          ingress,
          !ingress || random.nextBoolean(),
          times(random.nextInt(3), this::rule),
          times(random.nextInt(3), this::rule));
    }

    private Rule rule() {
      return new Rule(times(random.nextInt(3), this::peer), times(random.nextInt(3), this::port));
    }

    private Peer peer() {
      if (random.nextInt(3) == 0) {
        Cidr cidr = Cidr.parse("10.0." + random.nextInt(3) + ".0/" + random.nextInt(22, 25));
        return new Peer.IpBlock(
            cidr, times(random.nextInt(2), () -> cidr.block(29, random.nextInt(2))));
      }
      Optional<LabelSelector> namespace =
          random.nextBoolean() ? Optional.of(selector()) : Optional.empty();
      Optional<LabelSelector> chosen =
          namespace.isEmpty() || random.nextBoolean() ? Optional.of(selector()) : Optional.empty();
      return new Peer.Pods(namespace, chosen);
    }

    private Port port() {
      Protocol protocol = PROTOCOLS.get(random.nextInt(3));
      int from = random.nextInt(80, 84);
      return switch (random.nextInt(3)) {
        case 0 -> new Port.All(protocol);
        case 1 -> new Port.Range(protocol, from, random.nextInt(from, 84));
        default -> new Port.Named(protocol, name());
      };
    }

    private LabelSelector selector() {
      TreeMap<String, String> labels = new TreeMap<>();
      if (random.nextInt(3) == 0) {
        labels.put(key(), value());
      }
      List<Requirement> expressions =
          times(
              random.nextInt(3) == 0 ? 1 : 0,
              () -> {
                Operator operator = pick(OPERATORS);
                boolean valued = operator == Operator.IN || operator == Operator.NOT_IN;
                return new Requirement(key(), operator, times(valued ? 2 : 0, this::value));
              });
      return new LabelSelector(labels, expressions);
    }

    private Map<String, String> labels() {
      Map<String, String> labels = new HashMap<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        labels.put(key(), value());
      }
      return labels;
    }

    private String key() {
      return pick(List.of("a", "b"));
    }

    private String value() {
      return pick(List.of("", "1", "2"));
    }

    private String name() {
      return pick(List.of("http", "sql"));
    }

    private <T> T pick(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }
  }

  private static <T> List<T> times(int count, Supplier<T> supplier) {
    List<T> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(supplier.get());
    }
    return list;
  }
}
