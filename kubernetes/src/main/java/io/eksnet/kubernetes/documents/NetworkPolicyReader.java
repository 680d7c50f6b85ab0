package io.eksnet.kubernetes.documents;

import io.eksnet.kube.NetworkPolicy;
import io.eksnet.kube.NetworkPolicy.Peer;
import io.eksnet.kube.NetworkPolicy.Port;
import io.eksnet.kube.NetworkPolicy.Rule;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.net.Cidr;
import io.eksnet.net.Protocol;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** NetworkPolicies of networking.k8s.io/v1; facts/netpol 1.1. */
final class NetworkPolicyReader {
  private NetworkPolicyReader() {}

  static NetworkPolicy read(ObjectMeta meta, JsonNode document) {
    JsonNode spec = document.path("spec");
    List<String> types = Fields.texts(spec, "policyTypes");
    return new NetworkPolicy(
        meta,
        SelectorReader.read(spec.path("podSelector")),
        // Without policyTypes a policy isolates ingress always, and egress where it has egress
        // rules.
        types.isEmpty() || types.contains("Ingress"),
        types.contains("Egress") || (types.isEmpty() && !spec.path("egress").isEmpty()),
        Fields.list(spec, "ingress", it -> rule(it, "from")),
        Fields.list(spec, "egress", it -> rule(it, "to")));
  }

  private static Rule rule(JsonNode rule, String peers) {
    return new Rule(
        Fields.list(rule, peers, NetworkPolicyReader::peer),
        Fields.list(rule, "ports", NetworkPolicyReader::port));
  }

  private static Peer peer(JsonNode peer) {
    JsonNode block = peer.path("ipBlock");
    if (!block.isObject()) {
      return new Peer.Pods(
          SelectorReader.optional(peer, "namespaceSelector"),
          SelectorReader.optional(peer, "podSelector"));
    }
    String text = Fields.text(block, "cidr");
    Cidr cidr =
        Cidr.tryParse(text)
            .orElseThrow(() -> new IllegalStateException("admission let the CIDR pass: " + text));
    List<Cidr> except =
        Fields.texts(block, "except").stream()
            .map(Cidr::tryParse)
            .flatMap(Optional::stream)
            .toList();
    return new Peer.IpBlock(cidr, except);
  }

  private static Port port(JsonNode it) {
    Protocol protocol = PodReader.protocol(it, "protocol");
    JsonNode port = it.path("port");
    if (port.isString()) {
      return new Port.Named(protocol, port.asString());
    }
    if (!port.isNumber()) {
      return new Port.All(protocol);
    }
    return new Port.Range(protocol, port.asInt(), Fields.integer(it, "endPort", port.asInt()));
  }
}
