package io.eksnet.policy;

import io.eksnet.kube.Kube;
import io.eksnet.kube.Namespace;
import io.eksnet.kube.NetworkPolicy;
import io.eksnet.kube.Node;
import io.eksnet.kube.Pod;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Packet;
import io.eksnet.net.Protocol;
import io.eksnet.policy.Verdict.Exemption;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The NetworkPolicies of one moment. A connection between two pods passes when {@link #egress} of
 * its source and {@link #ingress} of its destination both pass; an end that is no pod of the
 * cluster asks nothing. Replies of a connection that passed always pass and are not asked about.
 *
 * <p>It is a view: making one costs nothing, an answer costs a look at the policies of the pod's
 * namespace.
 *
 * @param kube the facts that it reads
 */
public record Policies(Kube kube) {

  /** The policies of a world or a draft of one. */
  public static Policies of(Facts facts) {
    return new Policies(new Kube(facts));
  }

  /** Whether a pod's policies let a packet out that opens a connection. */
  public Verdict egress(Pod source, Packet packet) {
    return egress(
        source, endpoint(packet.destination()), packet.protocol(), packet.destinationPort());
  }

  /** Whether a pod's policies let a packet in that opens a connection. */
  public Verdict ingress(Pod destination, Packet packet) {
    return ingress(
        destination, endpoint(packet.source()), packet.protocol(), packet.destinationPort());
  }

  /**
   * Whether a pod's policies let a connection out.
   *
   * @param port the port at the destination: a pod's own, not that of a Service in front of it; any
   *     number for protocols without ports
   */
  public Verdict egress(Pod source, Endpoint destination, Protocol protocol, int port) {
    return judge(Direction.EGRESS, source, destination, protocol, port);
  }

  /**
   * Whether a pod's policies let a connection in.
   *
   * @param port the port at the pod; any number for protocols without ports
   */
  public Verdict ingress(Pod destination, Endpoint source, Protocol protocol, int port) {
    return judge(Direction.INGRESS, destination, source, protocol, port);
  }

  /** The end with an address: the pod that holds it as its own, or the bare address. */
  public Endpoint endpoint(IpAddress address) {
    return kube.podsWith(address).stream()
        .filter(Endpoint::ownsAddress)
        .findFirst()
        .<Endpoint>map(pod -> new Endpoint.OfPod(pod, address))
        .orElseGet(() -> Endpoint.of(address));
  }

  /** The policies that isolate a pod in a direction, by name; none when everything passes. */
  public List<NetworkPolicy> isolating(Pod pod, Direction direction) {
    if (pod.spec().hostNetwork()) {
      return List.of();
    }
    return kube.networkPoliciesIn(pod.meta().namespace()).stream()
        .filter(direction::isolatedBy)
        .filter(policy -> policy.podSelector().matches(pod.meta().labels()))
        .toList();
  }

  /** The rules that may allow connections of a pod in a direction, by policy name and place. */
  public List<PolicyRule> rules(Pod pod, Direction direction) {
    return isolating(pod, direction).stream()
        .flatMap(policy -> rules(policy, direction).stream())
        .toList();
  }

  private static List<PolicyRule> rules(NetworkPolicy policy, Direction direction) {
    List<NetworkPolicy.Rule> rules = direction.rulesOf(policy);
    List<PolicyRule> placed = new ArrayList<>(rules.size());
    for (int i = 0; i < rules.size(); i++) {
      placed.add(new PolicyRule(new RuleOrigin(policy.meta().key(), direction, i), rules.get(i)));
    }
    return placed;
  }

  private Verdict judge(
      Direction direction, Pod subject, Endpoint other, Protocol protocol, int port) {
    if (subject.spec().hostNetwork()) {
      return new Verdict.Exempt(direction, Exemption.HOST_NETWORK);
    }
    List<NetworkPolicy> isolating = isolating(subject, direction);
    if (isolating.isEmpty()) {
      return new Verdict.NotIsolated(direction);
    }
    Optional<Exemption> exemption = exemption(subject, other);
    if (exemption.isPresent()) {
      return new Verdict.Exempt(direction, exemption.get());
    }
    Optional<Pod> destination =
        switch (direction) {
          case INGRESS -> Optional.of(subject);
          case EGRESS -> other.selectable();
        };
    RuleMatch match = new RuleMatch(other, destination, protocol, port, this::labelsOf);
    String namespace = subject.meta().namespace();
    List<RuleOrigin> allowing =
        isolating.stream()
            .flatMap(policy -> rules(policy, direction).stream())
            .filter(rule -> match.allows(rule.rule(), namespace))
            .map(PolicyRule::origin)
            .toList();
    return allowing.isEmpty()
        ? denied(direction, isolating, match)
        : new Verdict.Allowed(direction, allowing);
  }

  private static Verdict denied(
      Direction direction, List<NetworkPolicy> isolating, RuleMatch match) {
    List<Verdict.Blocker> blockers =
        isolating.stream()
            .map(
                policy ->
                    new Verdict.Blocker(
                        policy.meta().key(),
                        direction,
                        rules(policy, direction).stream().map(match::miss).toList()))
            .toList();
    return new Verdict.Denied(direction, blockers, PolicyFix.of(direction, blockers, match));
  }

  /**
   * A pod's own node always reaches it, so that probes work, and is always reached: Kubernetes
   * documents both, and AWS's agent does both. A pod always reaches itself by its own address.
   */
  private Optional<Exemption> exemption(Pod subject, Endpoint other) {
    if (subject.status().podIps().contains(other.address())) {
      return Optional.of(Exemption.ITSELF);
    }
    boolean ownNode =
        other.selectable().isEmpty()
            && (subject.status().hostIp().equals(Optional.of(other.address()))
                || nodeOf(subject).flatMap(Node::internalIp).equals(Optional.of(other.address())));
    return ownNode ? Optional.of(Exemption.OWN_NODE) : Optional.empty();
  }

  private Optional<Node> nodeOf(Pod pod) {
    return pod.spec().nodeName().flatMap(kube::node);
  }

  /**
   * The API server puts a namespace's name into its labels and lets nobody change it; facts that
   * come from files may lack the label or the whole namespace.
   */
  private Map<String, String> labelsOf(String namespace) {
    Map<String, String> labels =
        kube.namespace(namespace).map(Namespace::meta).map(meta -> meta.labels()).orElse(Map.of());
    if (namespace.equals(labels.get(RuleText.NAMESPACE_NAME))) {
      return labels;
    }
    Map<String, String> named = new HashMap<>(labels);
    named.put(RuleText.NAMESPACE_NAME, namespace);
    return named;
  }
}
