package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Fields.at;
import static io.eksnet.kubernetes.admission.Fields.fill;
import static io.eksnet.kubernetes.admission.Fields.number;
import static io.eksnet.kubernetes.admission.Fields.object;
import static io.eksnet.kubernetes.admission.Fields.objects;
import static io.eksnet.kubernetes.admission.Fields.text;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Defaults and validation of NetworkPolicies (pkg/apis/networking). */
final class NetworkPolicyRules {
  private static final List<String> POLICY_TYPES = List.of("Egress", "Ingress");

  private NetworkPolicyRules() {}

  static void fillIn(ObjectNode policy) {
    ObjectNode spec = object(policy, "spec");
    object(spec, "podSelector");
    for (String direction : List.of("ingress", "egress")) {
      for (ObjectNode rule : objects(spec, direction)) {
        objects(rule, "ports").forEach(port -> fill(port, "protocol", "TCP"));
      }
    }
    if (spec.path("policyTypes").isEmpty()) {
      ArrayNode types = spec.putArray("policyTypes").add("Ingress");
      if (!spec.path("egress").isEmpty()) {
        types.add("Egress");
      }
    }
  }

  static void check(JsonNode policy, Problems problems) {
    JsonNode spec = policy.path("spec");
    Labels.selector(spec.path("podSelector"), "spec.podSelector", problems);
    rules(spec.path("ingress"), "from", "spec.ingress", problems);
    rules(spec.path("egress"), "to", "spec.egress", problems);
    JsonNode types = spec.path("policyTypes");
    if (types.size() > POLICY_TYPES.size()) {
      problems.invalid("spec.policyTypes", types, "may not specify more than two policyTypes");
      return;
    }
    for (JsonNode type : types) {
      problems.known("spec.policyTypes", type.asString(""), POLICY_TYPES);
    }
  }

  private static void rules(JsonNode rules, String side, String path, Problems problems) {
    for (int i = 0; i < rules.size(); i++) {
      JsonNode ports = rules.path(i).path("ports");
      for (int j = 0; j < ports.size(); j++) {
        port(ports.path(j), at(at(path, i) + ".ports", j), problems);
      }
      JsonNode peers = rules.path(i).path(side);
      for (int j = 0; j < peers.size(); j++) {
        peer(peers.path(j), at(at(path, i) + "." + side, j), problems);
      }
    }
  }

  private static void port(JsonNode port, String path, Problems problems) {
    String protocol = text(port, "protocol");
    if (!protocol.isEmpty()) {
      problems.known(path + ".protocol", protocol, PortRules.PROTOCOLS);
    }
    JsonNode start = port.path("port");
    boolean ranged = port.has("endPort");
    long end = number(port, "endPort");
    if (start.isMissingNode()) {
      if (ranged) {
        problems.invalid(
            path + ".endPort", end, "may not be specified when `port` is not specified");
      }
    } else if (start.isString()) {
      if (ranged) {
        problems.invalid(path + ".endPort", end, "may not be specified when `port` is non-numeric");
      }
      problems.invalid(path + ".port", start.asString(), Formats.portName(start.asString()));
    } else {
      problems.invalid(path + ".port", start.asLong(), Formats.portNumber(start.asLong()));
      if (ranged) {
        if (end < start.asLong()) {
          problems.invalid(
              path + ".endPort", start.asLong(), "must be greater than or equal to `port`");
        }
        problems.invalid(path + ".endPort", end, Formats.portNumber(end));
      }
    }
  }

  private static void peer(JsonNode peer, String path, Problems problems) {
    int found = 0;
    for (String selector : List.of("podSelector", "namespaceSelector")) {
      if (peer.has(selector)) {
        found++;
        Labels.selector(peer.path(selector), path + "." + selector, problems);
      }
    }
    if (peer.has("ipBlock")) {
      found++;
      block(peer.path("ipBlock"), path + ".ipBlock", problems);
    }
    if (found == 0) {
      problems.required(path, "must specify a peer");
    } else if (found > 1 && peer.has("ipBlock")) {
      problems.forbidden(path, "may not specify both ipBlock and another peer");
    }
  }

  private static void block(JsonNode block, String path, Problems problems) {
    String range = text(block, "cidr");
    if (range.isEmpty()) {
      problems.required(path + ".cidr");
      return;
    }
    List<String> reasons = Formats.range(range);
    problems.invalid(path + ".cidr", range, reasons);
    if (!reasons.isEmpty()) {
      return;
    }
    JsonNode except = block.path("except");
    for (int i = 0; i < except.size(); i++) {
      String inner = except.path(i).asString("");
      String place = at(path + ".except", i);
      List<String> wrong = Formats.range(inner);
      problems.invalid(place, inner, wrong);
      if (wrong.isEmpty() && !isStrictlyWithin(inner, range)) {
        problems.invalid(place, inner, "must be a strict subset of `cidr`");
      }
    }
  }

  /** Whether the first range is inside the second, and smaller. */
  private static boolean isStrictlyWithin(String inner, String outer) {
    int outerLength = length(outer);
    InetAddress innerAddress = address(inner);
    InetAddress outerAddress = address(outer);
    int bits = innerAddress.getAddress().length * Byte.SIZE;
    return bits == outerAddress.getAddress().length * Byte.SIZE
        && length(inner) > outerLength
        && bits(innerAddress).xor(bits(outerAddress)).shiftRight(bits - outerLength).signum() == 0;
  }

  private static int length(String range) {
    return Integer.parseInt(range.substring(range.indexOf('/') + 1));
  }

  private static InetAddress address(String range) {
    String text = range.substring(0, range.indexOf('/'));
    return Formats.isIpv6(text) ? Inet6Address.ofLiteral(text) : Inet4Address.ofLiteral(text);
  }

  private static BigInteger bits(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }
}
