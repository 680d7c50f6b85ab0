package io.eksnet.reach;

import io.eksnet.fabric.Fabric;
import io.eksnet.kube.Container;
import io.eksnet.kube.Pod;
import io.eksnet.proxy.Backend;
import io.eksnet.vpc.NetworkInterface;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Groups a Service's endpoints, so that a large Service is not walked pod by pod. */
final class Endpoints {
  /** Up to so many endpoints are walked one by one. */
  private static final int EACH = 8;

  private Endpoints() {}

  /** An endpoint that stands for some. */
  record Kind(Backend one, int alike) {}

  /** What filters and routes can tell endpoints apart by. */
  private record Look(
      int port,
      Optional<io.eksnet.id.SubnetId> subnet,
      List<io.eksnet.id.SecurityGroupId> groups,
      boolean withSource,
      String namespace,
      Map<String, String> labels,
      List<Container.Port> ports) {}

  /**
   * The endpoints, one of each kind. Those of one kind differ only by address; rules that name
   * single addresses of a subnet are the exception that is not seen.
   */
  static List<Kind> kinds(Fabric fabric, Source source, List<Backend> backends) {
    if (backends.size() <= EACH) {
      return backends.stream().map(it -> new Kind(it, 1)).toList();
    }
    Map<Look, List<Backend>> byLook = new LinkedHashMap<>();
    for (Backend backend : backends) {
      byLook.computeIfAbsent(look(fabric, source, backend), _ -> new ArrayList<>()).add(backend);
    }
    return byLook.values().stream().map(alike -> new Kind(alike.getFirst(), alike.size())).toList();
  }

  private static Look look(Fabric fabric, Source source, Backend backend) {
    Optional<NetworkInterface> eni =
        vpcOf(fabric, source).flatMap(vpc -> fabric.vpcs().interfaceWith(vpc, backend.address()));
    Optional<Pod> pod = backend.pod().flatMap(fabric.kube()::pod);
    boolean withSource =
        source instanceof Source.OnHost at && backend.node().equals(Optional.of(at.host().name()));
    return new Look(
        backend.port(),
        eni.map(NetworkInterface::subnet),
        eni.map(NetworkInterface::groups).orElse(List.of()),
        withSource,
        pod.map(it -> it.meta().namespace()).orElse(""),
        pod.map(it -> it.meta().labels()).orElse(Map.of()),
        pod.map(Deliveries::ports).orElse(List.of()));
  }

  private static Optional<io.eksnet.id.VpcId> vpcOf(Fabric fabric, Source source) {
    return switch (source) {
      case Source.OnHost at -> Optional.of(at.host().vpc().id());
      case Source.InVpc at -> Optional.of(at.eni().vpc());
      case Source.Outside _ ->
          fabric.world().table(io.eksnet.vpc.Vpc.KIND).stream()
              .map(io.eksnet.vpc.Vpc::id)
              .findFirst();
    };
  }

  static Trace.Party party(Backend backend) {
    Place place =
        backend
            .pod()
            .map(pod -> new Place(Place.Kind.POD, pod.toString()))
            .orElseGet(() -> new Place(Place.Kind.ADDRESS, backend.address().toString()));
    return new Trace.Party(place, Optional.of(backend.address()));
  }
}
