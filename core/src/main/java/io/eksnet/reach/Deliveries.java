package io.eksnet.reach;

import io.eksnet.fabric.Fabric;
import io.eksnet.fabric.Host;
import io.eksnet.kube.Container;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodStatus;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.Service;
import io.eksnet.net.Packet;
import io.eksnet.net.PortRange;
import io.eksnet.net.Protocol;
import io.eksnet.proxy.Backend;
import io.eksnet.vpc.NetworkInterface;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The last step of a way: what takes the packet, and whether something listens. */
final class Deliveries {
  private static final PortRange NODE_PORTS = PortRange.of(30000, 32767);
  private static final int KUBELET = 10250;
  private static final int API_SERVER = 443;

  private final Walk walk;
  private final Fabric fabric;
  private final Optional<Backend> chosen;
  private final Optional<Call.Virtual> virtual;

  Deliveries(Walk walk, Optional<Backend> chosen, Optional<Call.Virtual> virtual) {
    this.walk = walk;
    this.fabric = walk.fabric();
    this.chosen = chosen;
    this.virtual = virtual;
  }

  /** The ports that a pod's containers declare for a protocol. */
  static List<Container.Port> declared(Pod pod, Protocol protocol) {
    return ports(pod).stream().filter(port -> port.protocol().equals(protocol)).toList();
  }

  /** All ports that a pod's containers declare. */
  static List<Container.Port> ports(Pod pod) {
    return pod.spec().containers().stream().flatMap(it -> it.ports().stream()).toList();
  }

  /** {@code 80/TCP, 53/UDP}. */
  static String text(List<Container.Port> ports) {
    return ports.stream()
        .map(
            port ->
                port.containerPort() + "/" + port.protocol().toString().toUpperCase(Locale.ROOT))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** A pod takes it. */
  void toPod(Pod pod) {
    Packet packet = walk.packet();
    List<Container.Port> ports = ports(pod);
    boolean declares =
        declared(pod, packet.protocol()).stream()
            .anyMatch(port -> port.containerPort() == packet.destinationPort());
    Step.Listening listening =
        declares
            ? Step.Listening.LISTENS
            : ports.isEmpty() ? Step.Listening.NOT_KNOWN : Step.Listening.REFUSES;
    if (ports.isEmpty()) {
      walk.note(
          "pod "
              + pod.key()
              + " declares no ports, so it is not known whether it listens on "
              + packet.destinationPort());
    }
    deliver(
        new Place(Place.Kind.POD, pod.key().toString()),
        listening,
        obstacle(pod, ports, listening),
        List.of(new Origin.Kubernetes(new ObjectRef(ResourceName.PODS, pod.key()))));
  }

  private Optional<Obstacle> obstacle(
      Pod pod, List<Container.Port> ports, Step.Listening listening) {
    if (pod.status().phase() != PodStatus.Phase.RUNNING) {
      return Optional.of(
          new Obstacle(
              Disposition.NOT_LISTENING,
              "pod " + pod.key() + " is " + pod.status().phase().text() + ": no container runs",
              Fix.command(
                  "see what it waits for",
                  "kubectl describe pod " + pod.meta().name() + " -n " + pod.meta().namespace())));
    }
    if (listening != Step.Listening.REFUSES) {
      return Optional.empty();
    }
    Packet packet = walk.packet();
    String why =
        "connection refused: pod "
            + pod.key()
            + " declares "
            + text(ports)
            + " and not "
            + packet.destinationPort()
            + "/"
            + packet.protocol().toString().toUpperCase(Locale.ROOT);
    return Optional.of(new Obstacle(Disposition.NOT_LISTENING, why, portFix(pod, ports)));
  }

  private Fix portFix(Pod pod, List<Container.Port> ports) {
    if (chosen.isPresent() && virtual.isPresent()) {
      Service service = virtual.get().resolution().service();
      int index = service.spec().ports().indexOf(virtual.get().resolution().port());
      return Fix.command(
          "point " + service.key() + " at a port that the pod declares",
          "kubectl patch service "
              + service.meta().name()
              + (service.meta().namespace().equals("default")
                  ? ""
                  : " -n " + service.meta().namespace())
              + " --type=json -p '[{\"op\":\"replace\",\"path\":\"/spec/ports/"
              + index
              + "/targetPort\",\"value\":"
              + ports.getFirst().containerPort()
              + "}]'");
    }
    return Fix.advice(
        "call " + text(ports) + ", or declare the port in the containers of pod " + pod.key());
  }

  /** A node takes it: the kubelet, a pod on its network, or nothing that is known. */
  void toHost(Host host) {
    if (walk.isReply()) {
      return;
    }
    Packet packet = walk.packet();
    int port = packet.destinationPort();
    Optional<Pod> pod =
        fabric.kube().podsOn(host.name()).stream()
            .filter(it -> it.spec().hostNetwork() && !it.status().ended())
            .filter(
                it ->
                    declared(it, packet.protocol()).stream()
                        .anyMatch(declared -> declared.containerPort() == port))
            .findFirst();
    if (pod.isPresent()) {
      toPod(pod.get());
      return;
    }
    boolean kubelet = port == KUBELET && packet.protocol().equals(Protocol.TCP);
    Optional<Obstacle> refused =
        NODE_PORTS.contains(port)
            ? Optional.of(
                new Obstacle(
                    Disposition.NOT_LISTENING,
                    "connection refused: no Service has node port " + port,
                    Fix.command("see which node ports there are", "kubectl get services -A")))
            : Optional.empty();
    deliver(
        new Place(Place.Kind.NODE, host.name()),
        kubelet
            ? Step.Listening.LISTENS
            : refused.isPresent() ? Step.Listening.REFUSES : Step.Listening.NOT_KNOWN,
        refused,
        List.of(
            new Origin.Kubernetes(
                new ObjectRef(ResourceName.NODES, io.eksnet.kube.ObjectKey.cluster(host.name())))));
  }

  /** Something that is no node takes it. */
  void toInterface(NetworkInterface eni) {
    boolean nat = eni.type() == NetworkInterface.Type.NAT_GATEWAY;
    boolean controlPlane =
        eni.type() == NetworkInterface.Type.EKS_CONTROL_PLANE
            && walk.packet().destinationPort() == API_SERVER
            && walk.packet().protocol().equals(Protocol.TCP);
    deliver(
        new Place(Place.Kind.INTERFACE, eni.id().value()),
        nat
            ? Step.Listening.REFUSES
            : controlPlane ? Step.Listening.LISTENS : Step.Listening.NOT_KNOWN,
        nat
            ? Optional.of(
                new Obstacle(
                    Disposition.UNREACHABLE,
                    walk.destination() + " is a NAT gateway's: it takes no connections",
                    Fix.advice("call what is behind it by its own address")))
            : Optional.empty(),
        List.of(Origin.aws("network-interface", eni.id())));
  }

  private void deliver(
      Place place, Step.Listening listening, Optional<Obstacle> obstacle, List<Origin> origins) {
    Packet packet = walk.packet();
    walk.add(
        new Step.Deliver(
            place,
            packet.source(),
            packet.protocol(),
            packet.destinationPort(),
            listening,
            obstacle,
            origins));
  }
}
