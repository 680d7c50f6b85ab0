package io.eksnet.proxy;

import io.eksnet.kube.EndpointSlice;
import io.eksnet.kube.Kube;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.Service;
import io.eksnet.net.IpAddress;
import io.eksnet.net.IpFamily;
import io.eksnet.net.Protocol;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * kube-proxy of every node at one moment. A view: making one costs nothing.
 *
 * <p>Sources: Kubernetes, "Virtual IPs and Service Proxies", and kube-proxy's endpoint selection
 * (ready endpoints; if there are none, those that serve while they terminate).
 *
 * @param kube the facts that it reads
 */
public record KubeProxy(Kube kube) {
  private static final String LOCAL = "Local";
  private static final String ZONE_LABEL = "topology.kubernetes.io/zone";

  /** A Service and one of its ports. */
  public record ServicePort(Service service, Service.Port port) {}

  /**
   * Where a connection meets kube-proxy.
   *
   * @param node the node whose kube-proxy it is
   * @param fromNodeItself whether a process of that node opened it, not a pod and not a packet from
   *     outside
   */
  public record At(String node, boolean fromNodeItself) {}

  /** kube-proxy in a world or a draft of one. */
  public static KubeProxy of(Facts facts) {
    return new KubeProxy(new Kube(facts));
  }

  /** The Service that owns a virtual address, and by which of its addresses. */
  public Optional<Entrance> entranceAt(IpAddress address) {
    return kube.serviceAt(address).isPresent()
        ? Optional.of(Entrance.CLUSTER_IP)
        : externalAt(address).map(_ -> Entrance.EXTERNAL_IP);
  }

  /** The Service with a virtual address: a ClusterIP, else an external IP. */
  public Optional<Service> serviceAt(IpAddress address) {
    return kube.serviceAt(address).or(() -> externalAt(address));
  }

  private Optional<Service> externalAt(IpAddress address) {
    return kube.services().filter(it -> it.spec().externalIps().contains(address)).findFirst();
  }

  /** The Service port that a node port belongs to. */
  public Optional<ServicePort> nodePort(int number, Protocol protocol) {
    return kube.servicesAtNodePort(number).stream()
        .flatMap(
            service ->
                service.spec().ports().stream()
                    .filter(port -> port.nodePort() == number && port.protocol().equals(protocol))
                    .map(port -> new ServicePort(service, port)))
        .findFirst();
  }

  /** What a connection to a port of a Service becomes. */
  public Resolution resolve(
      Service service, Service.Port port, Entrance entrance, IpFamily family, At at) {
    List<Candidate> all = candidates(service, port, family);
    List<Candidate> usable = usable(all);
    if (usable.isEmpty()) {
      return new Resolution.Rejected(service, port, entrance);
    }
    boolean external = entrance != Entrance.CLUSTER_IP;
    // A node's own processes reach external addresses as if the policy were Cluster.
    boolean local =
        external
            ? service.spec().externalTrafficPolicy().equals(LOCAL) && !at.fromNodeItself()
            : service.spec().internalTrafficPolicy().equals(LOCAL);
    if (local) {
      Optional<String> node = Optional.of(at.node());
      usable = usable(all.stream().filter(it -> it.backend().node().equals(node)).toList());
      if (usable.isEmpty()) {
        return new Resolution.Dropped(service, port, entrance, at.node());
      }
    } else {
      usable = inZone(usable, at.node());
    }
    return new Resolution.Balanced(
        service,
        port,
        entrance,
        usable.stream().map(Candidate::backend).toList(),
        external && !local,
        usable.stream().noneMatch(Candidate::ready));
  }

  /**
   * The endpoints whose addresses DNS gives for a Service without a virtual address.
   *
   * @param port the port by which they are called; headless Services are not translated, so callers
   *     use the endpoints' own port
   */
  public List<Backend> endpoints(Service service, Service.Port port, IpFamily family) {
    return candidates(service, port, family).stream()
        .filter(it -> it.ready() || service.spec().publishNotReadyAddresses())
        .map(Candidate::backend)
        .toList();
  }

  private static List<Candidate> usable(List<Candidate> candidates) {
    List<Candidate> ready = only(candidates, Candidate::ready);
    return ready.isEmpty() ? only(candidates, it -> it.serving() && it.terminating()) : ready;
  }

  /** Hints count only when every endpoint has some and one of them is for the node's zone. */
  private List<Candidate> inZone(List<Candidate> candidates, String node) {
    if (candidates.getFirst().hintZones().isEmpty()
        || candidates.stream().anyMatch(it -> it.hintZones().isEmpty())) {
      return candidates;
    }
    String zone = kube.node(node).map(it -> it.meta().labels().get(ZONE_LABEL)).orElse("");
    List<Candidate> near = only(candidates, it -> it.hintZones().contains(zone));
    return near.isEmpty() ? candidates : near;
  }

  private static List<Candidate> only(List<Candidate> all, Predicate<Candidate> wanted) {
    return all.stream().filter(wanted).toList();
  }

  private record Candidate(
      Backend backend,
      boolean ready,
      boolean serving,
      boolean terminating,
      List<String> hintZones) {}

  private List<Candidate> candidates(Service service, Service.Port port, IpFamily family) {
    String type = family == IpFamily.IPV4 ? "IPv4" : "IPv6";
    List<Candidate> found = new ArrayList<>();
    ObjectKey key = service.key();
    for (EndpointSlice slice : kube.slicesOf(key)) {
      if (!slice.addressType().equals(type)) {
        continue;
      }
      for (EndpointSlice.Port at : slice.ports()) {
        if (at.name().equals(port.name()) && at.protocol().equals(port.protocol())) {
          slice.endpoints().forEach(endpoint -> found.add(candidate(endpoint, at.port())));
        }
      }
    }
    return found;
  }

  private static Candidate candidate(EndpointSlice.Endpoint endpoint, int port) {
    return new Candidate(
        new Backend(endpoint.addresses().getFirst(), port, endpoint.pod(), endpoint.nodeName()),
        endpoint.ready(),
        endpoint.serving(),
        endpoint.terminating(),
        endpoint.hintZones());
  }
}
