package io.eksnet.workloads;

import io.eksnet.kube.Container;
import io.eksnet.kube.EndpointSlice;
import io.eksnet.kube.EndpointSlice.Endpoint;
import io.eksnet.kube.Kube;
import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.Pod;
import io.eksnet.kube.Service;
import io.eksnet.net.IpAddress;
import io.eksnet.net.IpFamily;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The endpoints that a Service should have: the pods that its selector means, by address family and
 * by the ports that its port list comes to in them.
 *
 * @param family the addresses' family
 * @param byPorts endpoints in the order of their pods, by ports in the order of the Service's
 */
record ServiceEndpoints(IpFamily family, Map<List<EndpointSlice.Port>, List<Endpoint>> byPorts) {
  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final ObjectKey KUBERNETES = new ObjectKey("default", "kubernetes");

  /** The endpoints of each of the Service's families. */
  static List<ServiceEndpoints> of(Kube kube, Service service) {
    List<Pod> pods =
        kube.podsMatching(service.meta().namespace(), LabelSelector.of(service.spec().selector()));
    Map<String, Optional<String>> zones = new LinkedHashMap<>();
    List<ServiceEndpoints> all = new ArrayList<>();
    for (IpFamily family : families(kube, service)) {
      Map<List<EndpointSlice.Port>, List<Endpoint>> byPorts = new LinkedHashMap<>();
      for (Pod pod : pods) {
        List<IpAddress> addresses =
            pod.status().podIps().stream().filter(ip -> ip.family() == family).toList();
        if (addresses.isEmpty() || pod.status().ended()) {
          continue;
        }
        Optional<String> zone =
            pod.spec()
                .nodeName()
                .flatMap(node -> zones.computeIfAbsent(node, name -> zoneOf(kube, name)));
        byPorts
            .computeIfAbsent(portsOf(service, pod), _ -> new ArrayList<>())
            .add(endpoint(service, pod, addresses.getFirst(), zone));
      }
      all.add(new ServiceEndpoints(family, byPorts));
    }
    return all;
  }

  /** How EndpointSlices call the family. */
  String addressType() {
    return addressType(family);
  }

  private static String addressType(IpFamily family) {
    return switch (family) {
      case IPV4 -> "IPv4";
      case IPV6 -> "IPv6";
    };
  }

  /** The families of its cluster addresses; a headless Service has the cluster's own. */
  private static Set<IpFamily> families(Kube kube, Service service) {
    EnumSet<IpFamily> families = EnumSet.noneOf(IpFamily.class);
    service.spec().clusterIps().forEach(address -> families.add(address.family()));
    if (families.isEmpty()) {
      families.add(
          kube.service(KUBERNETES)
              .flatMap(own -> own.spec().clusterIps().stream().findFirst())
              .map(IpAddress::family)
              .orElse(IpFamily.IPV4));
    }
    return families;
  }

  private static Optional<String> zoneOf(Kube kube, String node) {
    return kube.node(node).flatMap(there -> Optional.ofNullable(there.meta().labels().get(ZONE)));
  }

  /**
   * Serving is the pod's readiness; ready is that too, but not while the pod terminates; a Service
   * may ask that all count as ready.
   */
  static Endpoint endpoint(Service service, Pod pod, IpAddress address, Optional<String> zone) {
    boolean serving = pod.status().ready();
    boolean terminating = pod.meta().deleting();
    boolean ready = service.spec().publishNotReadyAddresses() || (serving && !terminating);
    String hostname = pod.spec().hostname();
    boolean isNamed = !hostname.isEmpty() && pod.spec().subdomain().equals(service.meta().name());
    return new Endpoint(
        List.of(address),
        ready,
        serving,
        terminating,
        pod.spec().nodeName(),
        zone,
        Optional.of(pod.key()),
        Optional.of(pod.meta().uid()),
        isNamed ? Optional.of(hostname) : Optional.empty(),
        List.of());
  }

  /** The Service's ports as this pod has them; a named port that it lacks is left out. */
  static List<EndpointSlice.Port> portsOf(Service service, Pod pod) {
    List<EndpointSlice.Port> ports = new ArrayList<>();
    for (Service.Port port : service.spec().ports()) {
      OptionalInt number =
          switch (port.target()) {
            case Service.TargetPort.Number(int target) -> OptionalInt.of(target);
            case Service.TargetPort.Name(String name) -> named(pod, name, port);
          };
      number.ifPresent(
          target -> ports.add(new EndpointSlice.Port(port.name(), port.protocol(), target)));
    }
    return ports;
  }

  private static OptionalInt named(Pod pod, String name, Service.Port port) {
    return pod.spec().containers().stream()
        .map(Container::ports)
        .flatMap(List::stream)
        .filter(one -> one.name().equals(name) && one.protocol().equals(port.protocol()))
        .mapToInt(Container.Port::containerPort)
        .findFirst();
  }
}
