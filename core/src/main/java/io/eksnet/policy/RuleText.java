package io.eksnet.policy;

import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.NetworkPolicy.Peer;
import io.eksnet.kube.NetworkPolicy.Port;
import io.eksnet.net.Cidr;
import io.eksnet.net.PortRange;
import io.eksnet.net.Protocol;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a rule means, in words. */
final class RuleText {

  /** The label that the API server sets on every namespace. */
  static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  private RuleText() {}

  static String peers(List<Peer> peers) {
    return peers.isEmpty()
        ? "any peer"
        : peers.stream().map(RuleText::peer).collect(Collectors.joining(" or "));
  }

  private static String peer(Peer peer) {
    return switch (peer) {
      case Peer.Pods(Optional<LabelSelector> namespaces, Optional<LabelSelector> pods) -> {
        String who = pods.filter(s -> !s.isEmpty()).map(LabelSelector::toString).orElse("all pods");
        yield who + namespaces.map(RuleText::namespaces).orElse("");
      }
      case Peer.IpBlock(Cidr cidr, List<Cidr> except) when except.isEmpty() -> cidr.toString();
      case Peer.IpBlock(Cidr cidr, List<Cidr> except) ->
          cidr
              + " except "
              + except.stream().map(Cidr::toString).collect(Collectors.joining(" and "));
    };
  }

  private static String namespaces(LabelSelector selector) {
    if (selector.isEmpty()) {
      return " of any namespace";
    }
    boolean byName =
        selector.matchExpressions().isEmpty()
            && selector.matchLabels().keySet().equals(java.util.Set.of(NAMESPACE_NAME));
    return byName
        ? " of namespace " + selector.matchLabels().get(NAMESPACE_NAME)
        : " of namespaces with " + selector;
  }

  static String ports(List<Port> ports) {
    return ports.isEmpty()
        ? "any port"
        : ports.stream().map(RuleText::port).collect(Collectors.joining(" or "));
  }

  private static String port(Port port) {
    String protocol = protocol(port.protocol());
    return switch (port) {
      case Port.All _ -> "all " + protocol;
      case Port.Range(Protocol _, int from, int to) -> protocol + " " + PortRange.of(from, to);
      case Port.Named(Protocol _, String name) -> protocol + " " + name;
    };
  }

  /** Kubernetes' word: TCP, UDP or SCTP. */
  static String protocol(Protocol protocol) {
    return protocol.toString().toUpperCase(Locale.ROOT);
  }
}
