package io.eksnet.kubernetes.server;

import io.eksnet.id.Context;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.status.FieldError;
import io.eksnet.kubernetes.status.Status;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv6Address;
import io.eksnet.world.World;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives Services their cluster addresses and node ports. Source: kubernetes,
 * pkg/registry/core/service (ipallocator, portallocator, storage/alloc.go); facts/kube-api, chapter
 * 3.
 *
 * @param range the cluster's service CIDR
 */
record ServiceNetwork(Cidr range) {
  static final int FIRST_NODE_PORT = 30_000;
  static final int LAST_NODE_PORT = 32_767;

  /** The lower ports are left for requests by number as long as there are others. */
  private static final int FIRST_DYNAMIC_NODE_PORT = FIRST_NODE_PORT + 86;

  private static final GroupVersionKind SERVICE = new GroupVersionKind("", "v1", "Service");
  private static final String NONE = "None";

  /**
   * A Service document with addresses and ports, or why it gets none. The document given is filled
   * in.
   */
  Attempt<ObjectNode> allocate(World world, ObjectKey key, ObjectNode document, Context context) {
    ObjectNode spec = document.withObject("/spec");
    if (spec.path("type").asString("").equals("ExternalName")) {
      return Attempt.of(document);
    }
    return clusterIps(world, key, spec, context)
        .then(_ -> nodePorts(world, key, spec, context))
        .map(_ -> document);
  }

  private Attempt<ObjectNode> clusterIps(
      World world, ObjectKey key, ObjectNode spec, Context context) {
    String wanted = spec.path("clusterIP").asString("");
    if (wanted.isEmpty()) {
      wanted = spec.path("clusterIPs").path(0).asString("");
    }
    if (wanted.equals(NONE)) {
      return Attempt.of(putClusterIp(spec, NONE));
    }
    if (wanted.isEmpty()) {
      return freeAddress(world, context)
          .map(it -> Attempt.of(putClusterIp(spec, it.toString())))
          .orElseGet(() -> Attempt.refuse(exhausted(key)));
    }
    String address = wanted;
    Optional<String> problem = problem(world, key, address);
    if (problem.isPresent()) {
      ArrayNode value = JsonNodeFactory.instance.arrayNode().add(address);
      String detail = "failed to allocate IP %s: %s".formatted(address, problem.get());
      return Attempt.refuse(
          Status.invalid(
              SERVICE, key.name(), List.of(FieldError.invalid("spec.clusterIPs", value, detail))));
    }
    return Attempt.of(putClusterIp(spec, address));
  }

  private static ObjectNode putClusterIp(ObjectNode spec, String address) {
    spec.put("clusterIP", address);
    spec.putArray("clusterIPs").add(address);
    return spec;
  }

  /** IPv4 or IPv6: what Services get by default. */
  String ipFamily() {
    return range.base() instanceof Ipv6Address ? "IPv6" : "IPv4";
  }

  private Optional<String> problem(World world, ObjectKey key, String text) {
    Optional<IpAddress> address = IpAddress.tryParse(text);
    if (address.isEmpty() || !range.contains(address.get()) || reserved(address.get())) {
      return Optional.of(
          "the provided IP (%s) is not in the valid range. The range of valid IPs is %s"
              .formatted(text, range));
    }
    return world.kube().serviceAt(address.get()).filter(it -> !it.key().equals(key)).isPresent()
        ? Optional.of("provided IP is already allocated")
        : Optional.empty();
  }

  /** The network's own address, and in IPv4 the broadcast address. */
  private boolean reserved(IpAddress address) {
    boolean last = !(range.base() instanceof Ipv6Address) && address.equals(last());
    return address.equals(range.base()) || last;
  }

  private IpAddress last() {
    return range.base().last(range.length());
  }

  /** Addresses from the upper band first: the lower one is left for requests by address. */
  private Optional<IpAddress> freeAddress(World world, Context context) {
    long size = last().minus(range.base()).min(BigInteger.valueOf(1L << 20)).longValue();
    long band = Math.min(Math.max(16, size / 16), 256);
    long upper = size - band;
    long offset = upper <= 0 ? 0 : Long.parseLong(context.ids().hex(8), 16) % upper;
    for (long i = 0; i < upper; i++) {
      IpAddress candidate = range.base().plus(band + (offset + i) % upper);
      if (free(world, candidate)) {
        return Optional.of(candidate);
      }
    }
    for (long i = 1; i < Math.min(band, size); i++) {
      IpAddress candidate = range.base().plus(i);
      if (free(world, candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private boolean free(World world, IpAddress candidate) {
    return !reserved(candidate) && world.kube().serviceAt(candidate).isEmpty();
  }

  private static Status exhausted(ObjectKey key) {
    return Status.invalid(
        SERVICE,
        key.name(),
        List.of(
            FieldError.invalid(
                "spec.clusterIPs",
                JsonNodeFactory.instance.arrayNode(),
                "failed to allocate a serviceIP: range is full")));
  }

  private Attempt<ObjectNode> nodePorts(
      World world, ObjectKey key, ObjectNode spec, Context context) {
    boolean balancer = spec.path("type").asString("").equals("LoadBalancer");
    boolean wanted =
        spec.path("type").asString("").equals("NodePort")
            || (balancer && spec.path("allocateLoadBalancerNodePorts").asBoolean(true));
    Set<Taken> taken = taken(world, key);
    List<FieldError> errors = new ArrayList<>();
    Set<Integer> own = new HashSet<>();
    int index = 0;
    for (JsonNode it : spec.path("ports")) {
      int asked = it.path("nodePort").asInt(0);
      if (asked != 0) {
        String protocol = protocol(it);
        String field = "spec.ports[%d].nodePort".formatted(index);
        problem(asked, taken.contains(new Taken(protocol, asked)))
            .ifPresent(detail -> errors.add(FieldError.invalid(field, asked, detail)));
        own.add(asked);
      }
      index++;
    }
    if (!errors.isEmpty()) {
      return Attempt.refuse(Status.invalid(SERVICE, key.name(), errors));
    }
    if (wanted) {
      for (JsonNode it : spec.path("ports")) {
        if (it.path("nodePort").asInt(0) == 0) {
          int port = freePort(taken, own, context);
          own.add(port);
          ((ObjectNode) it).put("nodePort", port);
        }
      }
    }
    if (balancer
        && spec.path("externalTrafficPolicy").asString("").equals("Local")
        && spec.path("healthCheckNodePort").asInt(0) == 0) {
      spec.put("healthCheckNodePort", freePort(taken, own, context));
    }
    return Attempt.of(spec);
  }

  private record Taken(String protocol, int port) {}

  private static String protocol(JsonNode port) {
    return port.path("protocol").asString("TCP").toLowerCase(Locale.ROOT);
  }

  private static Optional<String> problem(int port, boolean taken) {
    if (port < FIRST_NODE_PORT || port > LAST_NODE_PORT) {
      return Optional.of(
          "provided port is not in the valid range. The range of valid ports is %d-%d"
              .formatted(FIRST_NODE_PORT, LAST_NODE_PORT));
    }
    return taken ? Optional.of("provided port is already allocated") : Optional.empty();
  }

  private static Set<Taken> taken(World world, ObjectKey except) {
    Set<Taken> taken = new HashSet<>();
    world
        .kube()
        .services()
        .filter(it -> !it.key().equals(except))
        .flatMap(it -> it.spec().ports().stream())
        .filter(it -> it.nodePort() != 0)
        .forEach(it -> taken.add(new Taken(it.protocol().toString(), it.nodePort())));
    return taken;
  }

  /** A port that nobody has for any protocol. */
  private static int freePort(Set<Taken> taken, Set<Integer> own, Context context) {
    Set<Integer> ports = new HashSet<>(own);
    taken.forEach(it -> ports.add(it.port()));
    int span = LAST_NODE_PORT - FIRST_DYNAMIC_NODE_PORT + 1;
    int offset = Integer.parseInt(context.ids().hex(6), 16) % span;
    for (int i = 0; i < span; i++) {
      int candidate = FIRST_DYNAMIC_NODE_PORT + (offset + i) % span;
      if (!ports.contains(candidate)) {
        return candidate;
      }
    }
    for (int port = FIRST_NODE_PORT; port < FIRST_DYNAMIC_NODE_PORT; port++) {
      if (!ports.contains(port)) {
        return port;
      }
    }
    return 0;
  }
}
