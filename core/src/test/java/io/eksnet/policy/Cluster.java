package io.eksnet.policy;

import io.eksnet.kube.Container;
import io.eksnet.kube.Json;
import io.eksnet.kube.KubeFact;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.LabelSelector.Operator;
import io.eksnet.kube.LabelSelector.Requirement;
import io.eksnet.kube.Namespace;
import io.eksnet.kube.NetworkPolicy;
import io.eksnet.kube.NetworkPolicy.Peer;
import io.eksnet.kube.NetworkPolicy.Port;
import io.eksnet.kube.NetworkPolicy.Rule;
import io.eksnet.kube.Node;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodSpec;
import io.eksnet.kube.PodStatus;
import io.eksnet.kube.PodStatus.Phase;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.Resources;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Protocol;
import io.eksnet.table.Change;
import io.eksnet.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The facts that policies read, made by hand; the rest of each object is empty. */
final class Cluster {

  /** The node that pods run on unless a test says otherwise. */
  static final IpAddress NODE = IpAddress.parse("10.0.1.10");

  private final List<Change<?, ?>> changes = new ArrayList<>();

  Cluster with(KubeFact... facts) {
    for (KubeFact fact : facts) {
      KubeObject object =
          new KubeObject(
              resource(fact),
              fact.meta(),
              Json.EMPTY_OBJECT,
              Json.EMPTY_OBJECT,
              Json.of("[]"),
              Optional.of(fact));
      changes.add(Change.put(KubeObject.kind(object.resource()), object));
    }
    return this;
  }

  World world() {
    return World.EMPTY.with(changes);
  }

  Policies policies() {
    return Policies.of(world());
  }

  private static ResourceName resource(KubeFact fact) {
    return switch (fact) {
      case Pod _ -> ResourceName.PODS;
      case Namespace _ -> ResourceName.NAMESPACES;
      case NetworkPolicy _ -> ResourceName.NETWORK_POLICIES;
      case Node _ -> ResourceName.NODES;
      case KubeFact other -> throw new IllegalArgumentException("not needed here: " + other);
    };
  }

  static Namespace namespace(String name, Map<String, String> labels) {
    return new Namespace(meta("", name, labels), false);
  }

  static Node node(String name, IpAddress address) {
    return new Node(
        meta("", name, Map.of()),
        new Node.Spec("", false, List.of()),
        new Node.Status(
            Resources.NONE,
            Resources.NONE,
            List.of(new Node.Address("InternalIP", address.toString())),
            List.of(),
            new Node.SystemInfo("", "", "", "", "")));
  }

  /** A running pod of the default namespace. */
  static Pod pod(String name, String address, Map<String, String> labels, Container.Port... ports) {
    return pod("default", name, address, labels, ports);
  }

  static Pod pod(
      String namespace,
      String name,
      String address,
      Map<String, String> labels,
      Container.Port... ports) {
    return new Pod(
        meta(namespace, name, labels),
        spec("n1", false, List.of(ports)),
        status(Phase.RUNNING, List.of(IpAddress.parse(address))));
  }

  static Pod hostNetworkPod(String name, String node, String address, Map<String, String> labels) {
    return new Pod(
        meta("default", name, labels),
        spec(node, true, List.of()),
        status(Phase.RUNNING, List.of(IpAddress.parse(address))));
  }

  static Pod withPhase(Pod pod, Phase phase) {
    return pod.withStatus(status(phase, pod.status().podIps()));
  }

  static Pod withAddresses(Pod pod, String... addresses) {
    return pod.withStatus(
        status(pod.status().phase(), List.of(addresses).stream().map(IpAddress::parse).toList()));
  }

  static Container.Port port(String name, int number, Protocol protocol) {
    return new Container.Port(name, number, 0, protocol);
  }

  private static PodSpec spec(String node, boolean hostNetwork, List<Container.Port> ports) {
    return new PodSpec(
        Optional.of(node),
        hostNetwork,
        "default",
        "Always",
        "default-scheduler",
        0,
        List.of(new Container("main", "image", List.of(), Map.of(), ports, Resources.NONE)),
        List.of(
            new Container(
                "init",
                "image",
                List.of(),
                Map.of(),
                List.of(port("init-only", 9, Protocol.TCP)),
                Resources.NONE)),
        Map.of(),
        List.of(),
        List.of(),
        30,
        "",
        "",
        List.of());
  }

  private static PodStatus status(Phase phase, List<IpAddress> addresses) {
    return new PodStatus(
        phase,
        List.of(),
        addresses,
        Optional.of(NODE),
        Optional.empty(),
        List.of(),
        "BestEffort",
        "",
        "");
  }

  static NetworkPolicy ingress(String name, LabelSelector selector, Rule... rules) {
    return new NetworkPolicy(
        meta("default", name, Map.of()), selector, true, false, List.of(rules), List.of());
  }

  static NetworkPolicy egress(String name, LabelSelector selector, Rule... rules) {
    return new NetworkPolicy(
        meta("default", name, Map.of()), selector, false, true, List.of(), List.of(rules));
  }

  static Rule rule(List<Peer> peers, Port... ports) {
    return new Rule(peers, List.of(ports));
  }

  static Peer pods(LabelSelector selector) {
    return new Peer.Pods(Optional.empty(), Optional.of(selector));
  }

  static Peer namespaces(LabelSelector selector) {
    return new Peer.Pods(Optional.of(selector), Optional.empty());
  }

  static Peer podsOf(LabelSelector namespaces, LabelSelector pods) {
    return new Peer.Pods(Optional.of(namespaces), Optional.of(pods));
  }

  static Peer block(String cidr, String... except) {
    return new Peer.IpBlock(Cidr.parse(cidr), List.of(except).stream().map(Cidr::parse).toList());
  }

  static Port tcp(int port) {
    return new Port.Range(Protocol.TCP, port, port);
  }

  static LabelSelector labels(String key, String value) {
    return LabelSelector.of(Map.of(key, value));
  }

  static LabelSelector where(String key, Operator operator, String... values) {
    return new LabelSelector(
        new java.util.TreeMap<>(), List.of(new Requirement(key, operator, List.of(values))));
  }

  static ObjectMeta meta(String namespace, String name, Map<String, String> labels) {
    return new ObjectMeta(
        name,
        namespace,
        namespace + "/" + name,
        "",
        labels,
        Map.of(),
        Instant.EPOCH,
        1,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }
}
