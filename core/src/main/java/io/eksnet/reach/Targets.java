package io.eksnet.reach;

import io.eksnet.fabric.Fabric;
import io.eksnet.fabric.Holder;
import io.eksnet.fabric.Host;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.Pod;
import io.eksnet.kube.Service;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import io.eksnet.net.Protocol;
import io.eksnet.proxy.Backend;
import io.eksnet.proxy.Entrance;
import io.eksnet.proxy.KubeProxy;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Vpc;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds what is to be called, as seen from a source. */
final class Targets {
  private final Fabric fabric;
  private final Ends ends;
  private final Source source;

  Targets(Fabric fabric, Ends ends, Source source) {
    this.fabric = fabric;
    this.ends = ends;
    this.source = source;
  }

  /** The end that is called. */
  Found<Target> target(Where to) {
    return switch (to) {
      case Where.PodEnd(ObjectKey key, var port) -> then(ends.pod(key), pod -> ofPod(pod, port));
      case Where.ServiceEnd(ObjectKey key, var port) ->
          then(ends.service(key), service -> ofService(service, port));
      case Where.NodeEnd(String name, var port) ->
          then(ends.host(name), host -> ofHost(host, port));
      case Where.AddressEnd(IpAddress address, var port) -> ofAddress(address, port);
      case Where.Internet(var port) -> ofInternet(port);
    };
  }

  private static <A, B> Found<B> then(Found<A> found, Function<A, Found<B>> next) {
    return switch (found) {
      case Found.Ok<A>(A value) -> next.apply(value);
      case Found.Not<A>(var answer) -> new Found.Not<>(answer);
      case Found.Stuck<A>(var party, var obstacle) -> new Found.Stuck<>(party, obstacle);
    };
  }

  private Found<Target> ofPod(Pod pod, Optional<Where.Port> asked) {
    Trace.Party party = Ends.party(pod);
    Optional<Obstacle> missing = Ends.withoutAddress(pod);
    if (missing.isPresent()) {
      return new Found.Stuck<>(party, missing.get());
    }
    IpAddress address = pod.status().podIp().orElseThrow();
    return then(
        Ports.ofPod(pod, asked), port -> direct(party, address, port.number(), port.protocol()));
  }

  private Found<Target> direct(Trace.Party party, IpAddress address, int port, Protocol protocol) {
    if (address.family() != source.address().family()) {
      return Ends.not(
          address + " and " + source.address() + " are of two families and cannot talk", List.of());
    }
    Call call = new Call(party, address, port, protocol, Optional.empty());
    return Ends.ok(new Target(party, protocol, port, List.of(call)));
  }

  private Found<Target> ofHost(Host host, Optional<Where.Port> asked) {
    boolean outside = source instanceof Source.Outside;
    IpAddress address =
        host.primary()
            .publicAddress()
            .filter(_ -> outside)
            .<IpAddress>map(NetworkInterface.PublicAddress::address)
            .orElse(host.address());
    return ofHost(host, address, asked);
  }

  private Found<Target> ofHost(Host host, IpAddress address, Optional<Where.Port> asked) {
    Trace.Party party =
        new Trace.Party(new Place(Place.Kind.NODE, host.name()), Optional.of(address));
    return then(
        Ports.byNumber("node " + host.name(), asked, Ports.nodePorts(fabric.kube().services())),
        port -> {
          Optional<Call.Virtual> virtual =
              fabric
                  .kubeProxy()
                  .nodePort(port.number(), port.protocol())
                  .map(it -> virtual(it.service(), it.port(), Entrance.NODE_PORT, host.name()));
          Call call = new Call(party, address, port.number(), port.protocol(), virtual);
          return Ends.ok(new Target(party, port.protocol(), port.number(), List.of(call)));
        });
  }

  private Call.Virtual virtual(Service service, Service.Port port, Entrance entrance, String node) {
    boolean itself =
        source instanceof Source.OnHost at && at.pod().isEmpty() && at.host().name().equals(node);
    return new Call.Virtual(
        node,
        fabric
            .kubeProxy()
            .resolve(
                service,
                port,
                entrance,
                source.address().family(),
                new KubeProxy.At(node, itself)));
  }

  private Found<Target> ofAddress(IpAddress address, Optional<Where.Port> asked) {
    Optional<Vpc> vpc = fabric.vpcWith(address);
    Optional<Service> service = vpc.isPresent() ? Optional.empty() : virtualAt(address);
    if (service.isPresent()) {
      return ofService(service.get(), asked);
    }
    if (vpc.isEmpty()) {
      return ofForeign(address, asked);
    }
    return switch (fabric.holder(vpc.get().id(), address)) {
      case Holder.OfPod(Pod pod, var _, var _) -> ofPod(pod, asked);
      case Holder.OfHost(Host host, var _) -> ofHost(host, address, asked);
      case Holder.OfInterface(var eni) ->
          numbered(new Trace.Party(Ends.place(eni), Optional.of(address)), address, asked);
      case Holder.Unused _, Holder.Nobody _ -> numbered(plain(address), address, asked);
    };
  }

  private Optional<Service> virtualAt(IpAddress address) {
    return fabric.kubeProxy().serviceAt(address);
  }

  private Found<Target> ofForeign(IpAddress address, Optional<Where.Port> asked) {
    Optional<NetworkInterface> behind =
        address instanceof Ipv4Address v4 ? fabric.vpcs().interfaceBehind(v4) : Optional.empty();
    Optional<Host> host = behind.flatMap(eni -> Ends.hostOf(fabric, eni));
    if (host.isPresent()) {
      return ofHost(host.get(), address, asked);
    }
    if (behind.isEmpty() && source instanceof Source.Outside) {
      return Ends.not("neither end is in this network", List.of());
    }
    return numbered(plain(address), address, asked);
  }

  private static Trace.Party plain(IpAddress address) {
    return new Trace.Party(new Place(Place.Kind.ADDRESS, address.toString()), Optional.of(address));
  }

  private Found<Target> numbered(Trace.Party party, IpAddress address, Optional<Where.Port> asked) {
    return then(
        Ports.byNumber(address.toString(), asked, List.of()),
        port -> direct(party, address, port.number(), port.protocol()));
  }

  private Found<Target> ofInternet(Optional<Where.Port> asked) {
    if (source instanceof Source.Outside) {
      return Ends.not("neither end is in this network", List.of());
    }
    Trace.Party party =
        new Trace.Party(new Place(Place.Kind.INTERNET, "internet"), Optional.empty());
    Optional<Where.Port> port =
        asked.or(() -> Optional.of(new Where.Port("443", Optional.empty())));
    return then(
        Ports.byNumber("the internet", port, List.of()),
        it -> direct(party, Ends.INTERNET, it.number(), it.protocol()));
  }

  private Found<Target> ofService(Service service, Optional<Where.Port> asked) {
    if (service.spec().type() == Service.Type.EXTERNAL_NAME) {
      return Ends.not(
          "Service "
              + service.key()
              + " is only a DNS name for "
              + service.spec().externalName()
              + ": trace to an address of that",
          List.of());
    }
    return then(
        Ports.ofService(service, asked),
        found -> {
          Service.Port port =
              service.spec().ports().stream()
                  .filter(
                      it -> it.port() == found.number() && it.protocol().equals(found.protocol()))
                  .findFirst()
                  .orElseThrow();
          return service.spec().headless() ? headless(service, port) : virtual(service, port);
        });
  }

  private static Place place(Service service) {
    return new Place(Place.Kind.SERVICE, service.key().toString());
  }

  /** DNS gives the endpoints' own addresses; nothing is translated. */
  private Found<Target> headless(Service service, Service.Port port) {
    Trace.Party party = new Trace.Party(place(service), Optional.empty());
    List<Backend> backends = fabric.kubeProxy().endpoints(service, port, source.address().family());
    if (backends.isEmpty()) {
      return new Found.Stuck<>(
          party,
          new Obstacle(
              Disposition.NO_ENDPOINT,
              service.key() + " is headless and has no ready endpoint, so its name has no address",
              Fix.command(
                  "see its endpoints",
                  "kubectl get endpointslices -n "
                      + service.meta().namespace()
                      + " -l kubernetes.io/service-name="
                      + service.meta().name())));
    }
    List<Call> calls =
        backends.stream()
            .map(
                it ->
                    new Call(
                        Endpoints.party(it),
                        it.address(),
                        it.port(),
                        port.protocol(),
                        Optional.empty()))
            .toList();
    return Ends.ok(new Target(party, port.protocol(), port.port(), calls));
  }

  private Found<Target> virtual(Service service, Service.Port port) {
    Optional<IpAddress> address =
        service.spec().clusterIps().stream()
            .filter(it -> it.family() == source.address().family())
            .findFirst();
    Trace.Party party = new Trace.Party(place(service), address);
    if (address.isEmpty()) {
      return Ends.not("Service " + service.key() + " has no ClusterIP yet", List.of());
    }
    if (!(source instanceof Source.OnHost at)) {
      return new Found.Stuck<>(party, onlyInside(service, address.get()));
    }
    Call call =
        new Call(
            party,
            address.get(),
            port.port(),
            port.protocol(),
            Optional.of(virtual(service, port, Entrance.CLUSTER_IP, at.host().name())));
    return Ends.ok(new Target(party, port.protocol(), port.port(), List.of(call)));
  }

  private static Obstacle onlyInside(Service service, IpAddress address) {
    String namespace =
        service.meta().namespace().equals("default") ? "" : " -n " + service.meta().namespace();
    return new Obstacle(
        Disposition.UNREACHABLE,
        address
            + " is the ClusterIP of "
            + service.key()
            + ": only kube-proxy on the cluster's nodes knows it, no route table does",
        Fix.command(
            "give the Service an address outside the cluster",
            "kubectl patch service "
                + service.meta().name()
                + namespace
                + " -p '{\"spec\":{\"type\":\"LoadBalancer\"}}'"));
  }
}
