package io.eksnet.policy;

import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.NetworkPolicy;
import io.eksnet.kube.NetworkPolicy.Peer;
import io.eksnet.kube.NetworkPolicy.Port;
import io.eksnet.kube.NetworkPolicy.Rule;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.Pod;
import io.eksnet.net.Cidr;
import io.eksnet.policy.Verdict.Blocker;
import io.eksnet.policy.Verdict.Miss;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A change to one policy that lets a denied connection pass. Policies only add, so one is enough.
 */
public sealed interface PolicyFix {

  /** The NetworkPolicy to change. */
  ObjectKey policy();

  /** That policy after the change. */
  NetworkPolicy applied(NetworkPolicy before);

  /** The change as a JSON patch (RFC 6902). */
  String patch();

  /** The peer joins those of a rule that has the port. */
  record AddPeer(RuleOrigin rule, Peer peer) implements PolicyFix {
    @Override
    public ObjectKey policy() {
      return rule.policy();
    }

    @Override
    public NetworkPolicy applied(NetworkPolicy before) {
      List<Rule> rules = new ArrayList<>(rule.direction().rulesOf(before));
      Rule old = rules.get(rule.index());
      rules.set(rule.index(), new Rule(plus(old.peers(), peer), old.ports()));
      return withRules(before, rule.direction(), rules);
    }

    @Override
    public String patch() {
      return PatchText.add(
          PatchText.path(rule) + "/" + rule.direction().peersField() + "/-", PatchText.peer(peer));
    }
  }

  /** The port joins those of a rule that has the peer. */
  record AddPort(RuleOrigin rule, Port.Range port) implements PolicyFix {
    @Override
    public ObjectKey policy() {
      return rule.policy();
    }

    @Override
    public NetworkPolicy applied(NetworkPolicy before) {
      List<Rule> rules = new ArrayList<>(rule.direction().rulesOf(before));
      Rule old = rules.get(rule.index());
      rules.set(rule.index(), new Rule(old.peers(), plus(old.ports(), port)));
      return withRules(before, rule.direction(), rules);
    }

    @Override
    public String patch() {
      return PatchText.add(PatchText.path(rule) + "/ports/-", PatchText.port(port));
    }
  }

  /**
   * The policy gets a rule for just this connection.
   *
   * @param peer the other end
   * @param port none for protocols without ports, which only a rule without ports allows
   * @param first whether the policy has no rule of the direction yet
   */
  record AddRule(
      ObjectKey policy, Direction direction, Peer peer, Optional<Port.Range> port, boolean first)
      implements PolicyFix {
    @Override
    public NetworkPolicy applied(NetworkPolicy before) {
      List<Port> ports = List.copyOf(port.stream().toList());
      Rule added = new Rule(List.of(peer), ports);
      return withRules(before, direction, plus(direction.rulesOf(before), added));
    }

    @Override
    public String patch() {
      String ports = port.map(p -> ",\"ports\":[" + PatchText.port(p) + "]").orElse("");
      String rule =
          "{\"" + direction.peersField() + "\":[" + PatchText.peer(peer) + "]" + ports + "}";
      String list = "/spec/" + direction.field();
      return first ? PatchText.add(list, "[" + rule + "]") : PatchText.add(list + "/-", rule);
    }
  }

  /** The command that makes the change. */
  default String command() {
    ObjectKey policy = policy();
    String namespace = policy.namespace().equals("default") ? "" : " -n " + policy.namespace();
    return "kubectl patch networkpolicy "
        + policy.name()
        + namespace
        + " --type=json -p '"
        + patch()
        + "'";
  }

  /**
   * Where a rule has the port, the peer joins it; where a rule has the peer, the port joins it;
   * else the first policy gets a rule of its own.
   */
  static PolicyFix of(Direction direction, List<Blocker> blockers, RuleMatch match) {
    Optional<Port.Range> port =
        match.protocol().hasPorts()
            ? Optional.of(new Port.Range(match.protocol(), match.port(), match.port()))
            : Optional.empty();
    Blocker firstBlocker = blockers.getFirst();
    Peer peer = peer(match.other(), firstBlocker.policy().namespace());
    return blockers.stream()
        .flatMap(blocker -> blocker.misses().stream())
        .filter(miss -> miss.portsMatch() || (miss.peersMatch() && port.isPresent()))
        .min(Comparator.comparing(Miss::peersMatch))
        .<PolicyFix>map(
            miss ->
                miss.portsMatch()
                    ? new AddPeer(miss.rule().origin(), peer)
                    : new AddPort(miss.rule().origin(), port.orElseThrow()))
        .orElseGet(
            () ->
                new AddRule(
                    firstBlocker.policy(), direction, peer, port, firstBlocker.misses().isEmpty()));
  }

  /** A pod by its lasting labels; an address, or a pod without such labels, by its address. */
  private static Peer peer(Endpoint other, String policyNamespace) {
    return other
        .selectable()
        .filter(pod -> !lastingLabels(pod).isEmpty())
        .map(pod -> podPeer(pod, policyNamespace))
        .orElseGet(() -> new Peer.IpBlock(Cidr.single(other.address()), List.of()));
  }

  private static Peer podPeer(Pod pod, String policyNamespace) {
    String namespace = pod.meta().namespace();
    Optional<LabelSelector> namespaces =
        namespace.equals(policyNamespace)
            ? Optional.empty()
            : Optional.of(LabelSelector.of(Map.of(RuleText.NAMESPACE_NAME, namespace)));
    return new Peer.Pods(namespaces, Optional.of(LabelSelector.of(lastingLabels(pod))));
  }

  /** Without the labels that a controller gives to each pod or each revision of its pods. */
  private static Map<String, String> lastingLabels(Pod pod) {
    Map<String, String> labels = new TreeMap<>(pod.meta().labels());
    List.of(
            "apps.kubernetes.io/pod-index",
            "batch.kubernetes.io/controller-uid",
            "batch.kubernetes.io/job-completion-index",
            "controller-revision-hash",
            "controller-uid",
            "pod-template-generation",
            "pod-template-hash",
            "statefulset.kubernetes.io/pod-name")
        .forEach(labels::remove);
    return labels;
  }

  private static <T> List<T> plus(List<T> list, T item) {
    List<T> longer = new ArrayList<>(list);
    longer.add(item);
    return longer;
  }

  private static NetworkPolicy withRules(
      NetworkPolicy policy, Direction direction, List<Rule> rules) {
    boolean ingress = direction == Direction.INGRESS;
    return new NetworkPolicy(
        policy.meta(),
        policy.podSelector(),
        policy.isolatesIngress(),
        policy.isolatesEgress(),
        ingress ? rules : policy.ingress(),
        ingress ? policy.egress() : rules);
  }
}
