package io.eksnet.policy;

import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.NetworkPolicy.Peer;
import io.eksnet.kube.NetworkPolicy.Port;
import io.eksnet.net.Cidr;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JSON of the peers and ports that a {@link PolicyFix} adds: selectors of labels alone, blocks
 * without excepts. Label keys and values have no character that JSON or a shell's quotes mind.
 */
final class PatchText {

  private PatchText() {}

  static String add(String path, String value) {
    return "[{\"op\":\"add\",\"path\":\"" + path + "\",\"value\":" + value + "}]";
  }

  static String path(RuleOrigin rule) {
    return "/spec/" + rule.direction().field() + "/" + rule.index();
  }

  static String port(Port.Range port) {
    return "{\"protocol\":\""
        + RuleText.protocol(port.protocol())
        + "\",\"port\":"
        + port.from()
        + "}";
  }

  static String peer(Peer peer) {
    return switch (peer) {
      case Peer.IpBlock(Cidr cidr, List<Cidr> _) -> "{\"ipBlock\":{\"cidr\":\"" + cidr + "\"}}";
      case Peer.Pods(Optional<LabelSelector> namespaces, Optional<LabelSelector> pods) ->
          Stream.concat(
                  namespaces.stream().map(s -> "\"namespaceSelector\":" + selector(s)),
                  pods.stream().map(s -> "\"podSelector\":" + selector(s)))
              .collect(Collectors.joining(",", "{", "}"));
    };
  }

  private static String selector(LabelSelector selector) {
    return selector.matchLabels().entrySet().stream()
        .map(PatchText::label)
        .collect(Collectors.joining(",", "{\"matchLabels\":{", "}}"));
  }

  private static String label(Map.Entry<String, String> label) {
    return "\"" + label.getKey() + "\":\"" + label.getValue() + "\"";
  }
}
