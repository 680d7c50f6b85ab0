package io.eksnet.policy;

import io.eksnet.kube.Container;
import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.NetworkPolicy.Peer;
import io.eksnet.kube.NetworkPolicy.Port;
import io.eksnet.kube.NetworkPolicy.Rule;
import io.eksnet.kube.Pod;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One connection against the rules of policies.
 *
 * @param other the end that peers are compared with
 * @param destination the pod whose port names count: the selected pod for ingress, the other end
 *     for egress; none outside the cluster
 * @param namespaceLabels the labels of a namespace by its name
 */
record RuleMatch(
    Endpoint other,
    Optional<Pod> destination,
    Protocol protocol,
    int port,
    Function<String, Map<String, String>> namespaceLabels) {

  /** Whether a rule of a policy in that namespace allows the connection. */
  boolean allows(Rule rule, String namespace) {
    return ports(rule) && peers(rule, namespace);
  }

  /** Why a rule that does not allow it does not. */
  Verdict.Miss miss(PolicyRule rule) {
    String namespace = rule.origin().policy().namespace();
    boolean peers = peers(rule.rule(), namespace);
    boolean ports = ports(rule.rule());
    List<String> remarks = new ArrayList<>();
    if (!peers) {
      rule.rule().peers().forEach(peer -> remark(peer, namespace).forEach(remarks::add));
    }
    if (!ports) {
      rule.rule().ports().forEach(wanted -> remark(wanted).ifPresent(remarks::add));
    }
    return new Verdict.Miss(rule, peers, ports, remarks.stream().distinct().toList());
  }

  /** No peers at all means any other end. */
  private boolean peers(Rule rule, String namespace) {
    return rule.peers().isEmpty() || rule.peers().stream().anyMatch(p -> isPeer(p, namespace));
  }

  private boolean isPeer(Peer peer, String namespace) {
    return switch (peer) {
      case Peer.IpBlock(Cidr cidr, List<Cidr> except) ->
          cidr.contains(other.address())
              && except.stream().noneMatch(e -> e.contains(other.address()));
      case Peer.Pods pods ->
          other
              .selectable()
              .filter(pod -> inNamespace(pods, pod, namespace) && hasLabels(pods, pod))
              .isPresent();
    };
  }

  /** Without a namespaceSelector the policy's own namespace is meant. */
  private boolean inNamespace(Peer.Pods peer, Pod pod, String namespace) {
    String its = pod.meta().namespace();
    return peer.namespaceSelector()
        .map(selector -> selector.matches(namespaceLabels.apply(its)))
        .orElse(its.equals(namespace));
  }

  private static boolean hasLabels(Peer.Pods peer, Pod pod) {
    return peer.podSelector().map(s -> s.matches(pod.meta().labels())).orElse(true);
  }

  /** No ports at all means every port of every protocol, also of those that have no ports. */
  private boolean ports(Rule rule) {
    return rule.ports().isEmpty() || rule.ports().stream().anyMatch(this::isPort);
  }

  private boolean isPort(Port wanted) {
    if (!wanted.protocol().equals(protocol)) {
      return false;
    }
    return switch (wanted) {
      case Port.All _ -> true;
      case Port.Range(Protocol _, int from, int to) -> from <= port && port <= to;
      case Port.Named named -> numbers(named).anyMatch(number -> number == port);
    };
  }

  /**
   * What a name stands for at the destination. Only its containers count, not its init containers,
   * as in the controllers of AWS and in kube's own practice.
   */
  private Stream<Integer> numbers(Port.Named named) {
    return destination.stream()
        .flatMap(pod -> pod.spec().containers().stream())
        .flatMap(container -> container.ports().stream())
        .filter(p -> p.name().equals(named.name()) && p.protocol().equals(named.protocol()))
        .map(Container.Port::containerPort);
  }

  private Stream<String> remark(Peer peer, String namespace) {
    return switch (peer) {
      case Peer.IpBlock(Cidr cidr, List<Cidr> except) ->
          cidr.contains(other.address())
              ? except.stream()
                  .filter(e -> e.contains(other.address()))
                  .map(e -> other.address() + " lies in its except " + e)
              : Stream.empty();
      case Peer.Pods pods ->
          switch (other) {
            case Endpoint.OfAddress _ -> Stream.empty();
            case Endpoint.OfPod(Pod pod, IpAddress _) -> remark(pods, pod, namespace).stream();
          };
    };
  }

  private Optional<String> remark(Peer.Pods peer, Pod pod, String namespace) {
    String its = pod.meta().namespace();
    if (!hasLabels(peer, pod)) {
      return Optional.empty();
    }
    if (pod.status().ended()) {
      return Optional.of(pod.key() + " has ended, so no selector means it");
    }
    if (pod.spec().hostNetwork()) {
      return Optional.of(
          pod.key()
              + " is on the host network: it counts as its node's address, selectors do not mean it");
    }
    return Optional.of(
        peer.namespaceSelector()
            .map(LabelSelector::toString)
            .map(labels -> "namespace " + its + " is not one with " + labels)
            .orElse(
                pod.key()
                    + " has these labels, but without a namespaceSelector only namespace "
                    + namespace
                    + " is meant"));
  }

  private Optional<String> remark(Port wanted) {
    return switch (wanted) {
      case Port.All _, Port.Range _ -> Optional.empty();
      case Port.Named named -> Optional.of(remark(named));
    };
  }

  private String remark(Port.Named named) {
    String what = RuleText.protocol(named.protocol()) + " port named " + named.name();
    if (destination.isEmpty()) {
      return other + " is no pod, so it has no " + what;
    }
    String pod = destination.get().key().toString();
    String numbers =
        String.join(" and ", numbers(named).map(number -> Integer.toString(number)).toList());
    return numbers.isEmpty()
        ? pod + " has no " + what
        : "the " + what + " of " + pod + " is " + numbers;
  }
}
