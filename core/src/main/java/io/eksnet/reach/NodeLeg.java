package io.eksnet.reach;

import io.eksnet.fabric.Fabric;
import io.eksnet.fabric.Holder;
import io.eksnet.fabric.Host;
import io.eksnet.kube.Pod;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Packet;
import io.eksnet.policy.Direction;
import io.eksnet.proxy.Backend;
import io.eksnet.proxy.Resolution;
import io.eksnet.vpc.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What happens inside a node: kube-proxy, the CNI's rules, SNAT (facts: vpc-cni 3). */
final class NodeLeg {
  private final Walk walk;
  private final Fabric fabric;
  private final Checks checks;
  private final Deliveries deliveries;
  private Optional<Call.Virtual> virtual;
  private final Optional<Backend> chosen;

  NodeLeg(Walk walk, Checks checks, Optional<Call.Virtual> virtual, Optional<Backend> chosen) {
    this.walk = walk;
    this.fabric = walk.fabric();
    this.checks = checks;
    this.deliveries = new Deliveries(walk, chosen, virtual);
    this.virtual = virtual;
    this.chosen = chosen;
  }

  /** A pod or a process of a node opens the connection. */
  End open(Source.OnHost source) {
    Host host = source.host();
    source.pod().ifPresent(pod -> policyOut(pod, host));
    walk.at(Place.Kind.NODE, host.name());
    return virtualHere(host) && !translated(host)
        ? new End.Nowhere("nothing arrives")
        : onward(host, source.eni());
  }

  /** Policies see the endpoint, not the virtual address that this node translates. */
  private void policyOut(Pod pod, Host host) {
    walk.at(Place.Kind.POD, pod.key());
    Packet seen =
        virtualHere(host)
            ? chosen
                .map(it -> walk.packet().withDestination(it.address(), it.port()))
                .orElse(walk.packet())
            : walk.packet();
    checks.policy(pod, Direction.EGRESS, seen);
  }

  /** A packet came to an interface of a node. */
  End arrive(Host host, NetworkInterface eni) {
    walk.at(Place.Kind.NODE, host.name());
    if (walk.isReply()) {
      walk.undo(host.name());
    } else if (virtualHere(host) && !translated(host)) {
      return new End.Nowhere("nothing arrives");
    }
    return onward(host, eni);
  }

  /** What took the packet on a node answers. */
  End answer(Host host, NetworkInterface eni) {
    walk.at(Place.Kind.NODE, host.name());
    walk.undo(host.name());
    return onward(host, eni);
  }

  private boolean virtualHere(Host host) {
    return virtual.map(it -> it.node().equals(host.name())).orElse(false);
  }

  /** Does what kube-proxy does; false when the packet ends here. */
  private boolean translated(Host host) {
    Call.Virtual call = virtual.orElseThrow();
    virtual = Optional.empty();
    if (!(call.resolution() instanceof Resolution.Balanced balanced) || chosen.isEmpty()) {
      ServiceSteps.refused(walk, fabric, call.resolution());
      return false;
    }
    Backend backend = chosen.get();
    walk.add(ServiceSteps.balance(walk.packet(), balanced));
    List<Origin> origins = List.of(ServiceSteps.origin(balanced.service()));
    IpAddress client = walk.packet().source();
    walk.translate(
        Step.Translator.KUBE_PROXY,
        host.name(),
        walk.packet().withDestination(backend.address(), backend.port()),
        walk.clientPorts(),
        "DNAT to the endpoint",
        origins);
    boolean hairpin = client.equals(backend.address());
    if ((balanced.masquerade() || hairpin) && !host.owns(client)) {
      walk.translate(
          Step.Translator.KUBE_PROXY,
          host.name(),
          walk.packet().withSource(host.address()),
          Walk.ANY_CLIENT,
          hairpin ? "the endpoint calls itself" : "so that replies come back through this node",
          origins);
    }
    return true;
  }

  /** Sends the packet on: to the node itself, to a pod of it, or out. */
  private End onward(Host host, NetworkInterface eni) {
    IpAddress destination = walk.destination();
    if (host.owns(destination)) {
      deliveries.toHost(host);
      return new End.OnHost(host, eni);
    }
    Holder holder = fabric.holder(host.vpc().id(), destination);
    if (holder instanceof Holder.OfPod(Pod pod, Host its, NetworkInterface at)
        && its.name().equals(host.name())) {
      return toPod(host, pod, at);
    }
    if (holder instanceof Holder.Unused(Host its, NetworkInterface _)
        && its.name().equals(host.name())) {
      walk.drop(
          "node",
          new Obstacle(
              Disposition.UNREACHABLE,
              destination + " is in the pool of " + host.name() + ", but no pod uses it",
              Fix.advice("call the address of a running pod: kubectl get pods -o wide")),
          List.of());
      return new End.Nowhere("nothing arrives");
    }
    return out(host, eni);
  }

  private End toPod(Host host, Pod pod, NetworkInterface eni) {
    addRoute(host, "to-pod rule 512", "main", pairOf(pod), Optional.empty());
    if (!walk.isReply()) {
      walk.at(Place.Kind.POD, pod.key());
      checks.policy(pod, Direction.INGRESS, walk.packet());
      deliveries.toPod(pod);
    }
    return new End.OnHost(host, eni);
  }

  private End out(Host host, NetworkInterface eni) {
    Packet packet = walk.packet();
    NetworkInterface primary = host.primary();
    boolean ofPod = !host.owns(packet.source());
    if (ofPod && !walk.isReply() && walk.snat().applies(host.vpc(), packet.destination())) {
      walk.translate(
          Step.Translator.NODE,
          host.name(),
          packet.withSource(host.address()),
          Walk.ANY_CLIENT,
          "outside the VPC, and AWS_VPC_K8S_CNI_EXTERNALSNAT is false",
          List.of(ServiceSteps.awsNode()));
      addRoute(host, "connmark rule 1024", "main", host.device(primary), Optional.of(primary));
      return new End.Leaves(primary);
    }
    if (!ofPod || eni.id().equals(primary.id())) {
      addRoute(host, "rule 32766", "main", host.device(primary), Optional.of(primary));
      return new End.Leaves(primary);
    }
    addRoute(host, "from-pod rule 1536", host.table(eni), host.device(eni), Optional.of(eni));
    return new End.Leaves(eni);
  }

  private void addRoute(
      Host host, String rule, String table, String device, Optional<NetworkInterface> eni) {
    walk.at(Place.Kind.NODE, host.name());
    walk.add(
        new Step.NodeRoute(
            host.name(),
            rule,
            table,
            device,
            eni.map(NetworkInterface::id),
            eni.map(it -> it.zone().name()),
            Optional.empty(),
            List.of()));
  }

  /** The node's end of the pod's pair: eni and eleven digits of a digest (facts: vpc-cni 3.1). */
  static String pairOf(Pod pod) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest(
                  (pod.meta().namespace() + "." + pod.meta().name())
                      .getBytes(StandardCharsets.UTF_8));
      return "eni" + HexFormat.of().formatHex(digest).substring(0, 11);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-1", missing);
    }
  }
}
