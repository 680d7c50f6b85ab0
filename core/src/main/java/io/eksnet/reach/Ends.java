package io.eksnet.reach;

import io.eksnet.fabric.Fabric;
import io.eksnet.fabric.Holder;
import io.eksnet.fabric.Host;
import io.eksnet.kube.Node;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.Pod;
import io.eksnet.kube.Service;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Vpc;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds what a {@link Where} means in a world. */
final class Ends {
  /**
   * The address that stands for an ordinary one of the internet: of a block that RFC 7526 took out
   * of use, so that no rule and no network names it.
   */
  static final IpAddress INTERNET = IpAddress.parse("192.88.99.1");

  private final Fabric fabric;

  Ends(Fabric fabric) {
    this.fabric = fabric;
  }

  /** The end that opens the connection. */
  Found<Source> source(Where from) {
    if (from.port().isPresent()) {
      return not("FROM takes no port, as clients choose theirs: write " + bare(from), List.of());
    }
    return switch (from) {
      case Where.PodEnd(ObjectKey key, var _) ->
          switch (pod(key)) {
            case Found.Ok<Pod>(Pod pod) -> ofPod(pod);
            case Found.Not<Pod>(var answer) -> new Found.Not<>(answer);
            case Found.Stuck<Pod>(var party, var obstacle) -> new Found.Stuck<>(party, obstacle);
          };
      case Where.NodeEnd(String name, var _) ->
          switch (host(name)) {
            case Found.Ok<Host>(Host host) -> ok(ofHost(host));
            case Found.Not<Host>(var answer) -> new Found.Not<>(answer);
            case Found.Stuck<Host>(var party, var obstacle) -> new Found.Stuck<>(party, obstacle);
          };
      case Where.ServiceEnd(ObjectKey key, var _) ->
          not(
              "a Service opens no connections: trace from one of the pods behind " + key,
              podsOf(key));
      case Where.AddressEnd(IpAddress address, var _) -> ofAddress(address);
      case Where.Internet _ -> ok(outside(INTERNET));
    };
  }

  private List<String> podsOf(ObjectKey service) {
    return fabric.kube().slicesOf(service).stream()
        .flatMap(slice -> slice.endpoints().stream())
        .flatMap(endpoint -> endpoint.pod().stream())
        .map(pod -> "pod/" + pod.name())
        .limit(5)
        .toList();
  }

  private static String bare(Where from) {
    String text = from.toString();
    int colon = text.lastIndexOf(':');
    return colon < 0 ? text : text.substring(0, colon);
  }

  private Source ofHost(Host host) {
    return new Source.OnHost(party(host), Optional.empty(), host, host.primary(), host.address());
  }

  private Found<Source> ofPod(Pod pod) {
    Trace.Party party = party(pod);
    Optional<Obstacle> missing = withoutAddress(pod);
    if (missing.isPresent()) {
      return new Found.Stuck<>(party, missing.get());
    }
    Optional<Host> host = pod.spec().nodeName().flatMap(fabric::host);
    if (host.isEmpty()) {
      return new Found.Stuck<>(
          party,
          unknown(
              "the instance below node " + pod.spec().nodeName().orElse("?") + " is not known"));
    }
    if (pod.spec().hostNetwork()) {
      return ok(
          new Source.OnHost(
              party, Optional.empty(), host.get(), host.get().primary(), host.get().address()));
    }
    IpAddress address = pod.status().podIp().orElseThrow();
    return fabric
        .vpcs()
        .interfaceWith(host.get().vpc().id(), address)
        .<Found<Source>>map(
            eni -> ok(new Source.OnHost(party, Optional.of(pod), host.get(), eni, address)))
        .orElseGet(
            () -> new Found.Stuck<>(party, unknown("no interface of the VPC has " + address)));
  }

  static Obstacle unknown(String why) {
    return new Obstacle(
        Disposition.UNKNOWN, why, Fix.advice("wait until EC2 and Kubernetes agree"));
  }

  /** Why a pod cannot be in the network; none when it has an address. */
  static Optional<Obstacle> withoutAddress(Pod pod) {
    if (!pod.status().ended() && pod.status().podIp().isPresent()) {
      return Optional.empty();
    }
    String state = pod.status().phase().text();
    String where = pod.spec().nodeName().map(node -> "on " + node).orElse("and bound to no node");
    return Optional.of(
        new Obstacle(
            Disposition.UNREACHABLE,
            pod.status().ended()
                ? "pod " + pod.key() + " has ended (" + state + ") and holds no address"
                : "pod " + pod.key() + " has no address: it is " + state + " " + where,
            Fix.command(
                "see what it waits for",
                "kubectl describe pod " + pod.meta().name() + " -n " + pod.meta().namespace())));
  }

  private Found<Source> ofAddress(IpAddress address) {
    Optional<NetworkInterface> behind =
        address instanceof Ipv4Address v4 ? fabric.vpcs().interfaceBehind(v4) : Optional.empty();
    if (behind.isPresent()) {
      return ofAddress(behind.get().primary());
    }
    Optional<Vpc> vpc = fabric.vpcWith(address);
    if (vpc.isEmpty()) {
      return fabric.kubeProxy().serviceAt(address).isPresent()
          ? not(address + " is a virtual address, which opens no connections", List.of())
          : ok(outside(address));
    }
    return switch (fabric.holder(vpc.get().id(), address)) {
      case Holder.OfPod(Pod pod, var _, var _) -> ofPod(pod);
      case Holder.OfHost(Host host, var _) -> ok(ofHost(host));
      case Holder.OfInterface(var eni) ->
          ok(new Source.InVpc(new Trace.Party(place(eni), Optional.of(address)), eni, address));
      case Holder.Unused(Host host, var _) ->
          not(
              address + " is in the pool of node " + host.name() + ", but no pod uses it",
              List.of());
      case Holder.Nobody _ -> not("no interface of the VPC has " + address, List.of());
    };
  }

  private static Source outside(IpAddress address) {
    boolean any = address.equals(INTERNET);
    Place place =
        any
            ? new Place(Place.Kind.INTERNET, "internet")
            : new Place(Place.Kind.ADDRESS, address.toString());
    return new Source.Outside(
        new Trace.Party(place, any ? Optional.empty() : Optional.of(address)), address);
  }

  /** A pod, or the nearest names. */
  Found<Pod> pod(ObjectKey key) {
    Optional<Pod> pod = fabric.kube().pod(key);
    if (pod.isPresent()) {
      return ok(pod.get());
    }
    List<String> here =
        fabric.kube().podsIn(key.namespace()).stream().map(it -> it.meta().name()).toList();
    List<String> nearest = Nearest.to(key.name(), here);
    List<String> elsewhere =
        nearest.isEmpty()
            ? fabric
                .kube()
                .pods()
                .filter(it -> it.meta().name().equals(key.name()))
                .map(it -> "pod/" + it.meta().namespace() + "/" + it.meta().name())
                .toList()
            : List.of();
    return missing("pod", key, prefixed("pod/", nearest), elsewhere);
  }

  /** A Service, or the nearest names. */
  Found<Service> service(ObjectKey key) {
    Optional<Service> service = fabric.kube().service(key);
    if (service.isPresent()) {
      return ok(service.get());
    }
    List<String> here =
        fabric.kube().servicesIn(key.namespace()).stream().map(it -> it.meta().name()).toList();
    List<String> nearest = Nearest.to(key.name(), here);
    List<String> elsewhere =
        nearest.isEmpty()
            ? fabric
                .kube()
                .services()
                .filter(it -> it.meta().name().equals(key.name()))
                .map(it -> "svc/" + it.meta().namespace() + "/" + it.meta().name())
                .toList()
            : List.of();
    return missing("Service", key, prefixed("svc/", nearest), elsewhere);
  }

  private static <T> Found<T> missing(
      String kind, ObjectKey key, List<String> nearest, List<String> elsewhere) {
    return not(
        "there is no " + kind + " " + key.name() + " in namespace " + key.namespace(),
        nearest.isEmpty() ? elsewhere : nearest);
  }

  private static List<String> prefixed(String prefix, List<String> names) {
    return names.stream().map(name -> prefix + name).toList();
  }

  /** A node; its first label is enough where only one node has it. */
  Found<Host> host(String name) {
    List<String> names = fabric.kube().nodes().map(Node::name).toList();
    List<String> matching =
        names.contains(name)
            ? List.of(name)
            : names.stream().filter(it -> it.startsWith(name + ".")).toList();
    if (matching.size() != 1) {
      return not(
          "there is no node " + name,
          prefixed("node/", matching.isEmpty() ? Nearest.to(name, names) : matching));
    }
    String node = matching.getFirst();
    return fabric
        .host(node)
        .<Found<Host>>map(Ends::ok)
        .orElseGet(
            () ->
                new Found.Stuck<>(
                    new Trace.Party(new Place(Place.Kind.NODE, node), Optional.empty()),
                    unknown("the instance below node " + node + " is not known")));
  }

  /** The node that an interface belongs to. */
  static Optional<Host> hostOf(Fabric fabric, NetworkInterface eni) {
    Optional<Instance> instance =
        eni.attachment().flatMap(at -> fabric.vpcs().instance(at.instance()));
    return instance.flatMap(fabric::hostOf);
  }

  static Trace.Party party(Pod pod) {
    return new Trace.Party(new Place(Place.Kind.POD, pod.key().toString()), pod.status().podIp());
  }

  static Trace.Party party(Host host) {
    return new Trace.Party(new Place(Place.Kind.NODE, host.name()), Optional.of(host.address()));
  }

  static Place place(NetworkInterface eni) {
    return new Place(Place.Kind.INTERFACE, eni.id().value());
  }

  static <T> Found<T> ok(T value) {
    return new Found.Ok<>(value);
  }

  static <T> Found<T> not(String message, Collection<String> choices) {
    return new Found.Not<>(new TraceAnswer.Unclear(message, List.copyOf(choices)));
  }
}
