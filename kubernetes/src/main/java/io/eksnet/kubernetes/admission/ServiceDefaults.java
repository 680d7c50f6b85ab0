package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Fields.fill;
import static io.eksnet.kubernetes.admission.Fields.given;
import static io.eksnet.kubernetes.admission.Fields.object;
import static io.eksnet.kubernetes.admission.Fields.objects;
import static io.eksnet.kubernetes.admission.Fields.text;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Defaults of Services (pkg/apis/core/v1/defaults.go), and how their address fields are kept in
 * step (pkg/registry/core/service). Addresses and node ports themselves are given by the server.
 */
final class ServiceDefaults {
  /** Three hours. */
  private static final int AFFINITY_SECONDS = 10800;

  private ServiceDefaults() {}

  static void service(ObjectNode service) {
    ObjectNode spec = object(service, "spec");
    fill(spec, "sessionAffinity", "None");
    switch (text(spec, "sessionAffinity")) {
      case "None" -> spec.remove("sessionAffinityConfig");
      case "ClientIP" ->
          fill(
              object(object(spec, "sessionAffinityConfig"), "clientIP"),
              "timeoutSeconds",
              AFFINITY_SECONDS);
      default -> {}
    }
    fill(spec, "type", "ClusterIP");
    for (ObjectNode port : objects(spec, "ports")) {
      fill(port, "protocol", "TCP");
      JsonNode target = port.path("targetPort");
      boolean none = target.isNumber() ? target.asInt() == 0 : !given(port, "targetPort");
      if (none && port.has("port")) {
        port.set("targetPort", port.get("port"));
      }
    }
    String type = text(spec, "type");
    if (externallyAccessible(spec)) {
      fill(spec, "externalTrafficPolicy", "Cluster");
    }
    if (type.equals("ClusterIP") || type.equals("NodePort") || type.equals("LoadBalancer")) {
      fill(spec, "internalTrafficPolicy", "Cluster");
    }
    if (type.equals("LoadBalancer") && !spec.has("allocateLoadBalancerNodePorts")) {
      spec.put("allocateLoadBalancerNodePorts", true);
    }
  }

  /** Keeps {@code clusterIP} and {@code clusterIPs} in step on a create. */
  static void alignAddresses(ObjectNode spec) {
    String address = text(spec, "clusterIP");
    if (!address.isEmpty() && spec.path("clusterIPs").isEmpty()) {
      spec.putArray("clusterIPs").add(address);
    }
  }

  /**
   * The same on an update, where one of both may have been changed: what was not given stays as it
   * was, and a change of {@code clusterIP} alone is one of both.
   */
  static void alignAddresses(JsonNode stored, ObjectNode spec) {
    JsonNode before = stored.path("spec");
    boolean external = text(spec, "type").equals("ExternalName");
    if (external || text(before, "type").equals("ExternalName")) {
      leaveExternalName(before, spec, external);
      return;
    }
    if (!given(spec, "clusterIP") && spec.path("clusterIPs").isEmpty() && before.has("clusterIP")) {
      spec.set("clusterIP", before.get("clusterIP"));
      spec.set("clusterIPs", before.path("clusterIPs").deepCopy());
    }
    boolean changed = !text(spec, "clusterIP").equals(text(before, "clusterIP"));
    boolean sameList = spec.path("clusterIPs").equals(before.path("clusterIPs"));
    if (changed && (sameList || spec.path("clusterIPs").isEmpty())) {
      spec.remove("clusterIPs");
      alignAddresses(spec);
    }
    alignAddresses(spec);
    if (spec.path("ipFamilies").isEmpty() && before.has("ipFamilies")) {
      spec.set("ipFamilies", before.path("ipFamilies").deepCopy());
    }
    if (!given(spec, "ipFamilyPolicy") && before.has("ipFamilyPolicy")) {
      spec.set("ipFamilyPolicy", before.get("ipFamilyPolicy"));
    }
    keepPorts(before, spec);
  }

  private static void leaveExternalName(JsonNode before, ObjectNode spec, boolean external) {
    if (external) {
      if (spec.path("clusterIP").equals(before.path("clusterIP"))) {
        spec.remove("clusterIP");
        spec.remove("clusterIPs");
      }
      if (spec.path("ipFamilies").equals(before.path("ipFamilies"))) {
        spec.remove("ipFamilies");
        spec.remove("ipFamilyPolicy");
      }
    } else {
      alignAddresses(spec);
    }
  }

  /** Node ports that are not given stay those of the stored Service, by port and protocol. */
  private static void keepPorts(JsonNode before, ObjectNode spec) {
    String type = text(spec, "type");
    boolean nodePorts =
        type.equals("NodePort")
            || (type.equals("LoadBalancer")
                && spec.path("allocateLoadBalancerNodePorts").asBoolean(true));
    if (!nodePorts) {
      dropUnchangedNodePorts(before, spec);
      return;
    }
    for (ObjectNode port : objects(spec, "ports")) {
      if (Fields.number(port, "nodePort") == 0) {
        before
            .path("ports")
            .valueStream()
            .filter(it -> samePort(it, port) && it.has("nodePort"))
            .findFirst()
            .ifPresent(it -> port.set("nodePort", it.get("nodePort")));
      }
    }
    boolean local = text(spec, "externalTrafficPolicy").equals("Local");
    if (type.equals("LoadBalancer")
        && local
        && Fields.number(spec, "healthCheckNodePort") == 0
        && before.has("healthCheckNodePort")) {
      spec.set("healthCheckNodePort", before.get("healthCheckNodePort"));
    }
  }

  /** A Service that becomes a ClusterIP one gives up what only other types may have. */
  private static void dropUnchangedNodePorts(JsonNode before, ObjectNode spec) {
    for (ObjectNode port : objects(spec, "ports")) {
      boolean unchanged =
          before
              .path("ports")
              .valueStream()
              .anyMatch(
                  it -> samePort(it, port) && it.path("nodePort").equals(port.path("nodePort")));
      if (unchanged && text(spec, "type").equals("ClusterIP")) {
        port.remove("nodePort");
      }
    }
  }

  private static boolean samePort(JsonNode a, JsonNode b) {
    return a.path("port").equals(b.path("port")) && a.path("protocol").equals(b.path("protocol"));
  }

  /**
   * Fields that only externally accessible or LoadBalancer Services may have, left over unchanged.
   */
  static void dropLeftOvers(JsonNode stored, ObjectNode spec) {
    JsonNode before = stored.path("spec");
    if (!externallyAccessible(spec)) {
      removeUnchanged(before, spec, "externalTrafficPolicy");
    }
    boolean balanced = text(spec, "type").equals("LoadBalancer");
    if (!balanced) {
      removeUnchanged(before, spec, "allocateLoadBalancerNodePorts");
      removeUnchanged(before, spec, "loadBalancerClass");
    }
    if (!balanced || !text(spec, "externalTrafficPolicy").equals("Local")) {
      removeUnchanged(before, spec, "healthCheckNodePort");
    }
  }

  private static void removeUnchanged(JsonNode before, ObjectNode spec, String field) {
    if (spec.has(field) && spec.path(field).equals(before.path(field))) {
      spec.remove(field);
    }
  }

  /** Families of a new Service, unless it is only a name. */
  static void families(ObjectNode spec, String clusterFamily) {
    if (text(spec, "type").equals("ExternalName")) {
      return;
    }
    boolean headless = text(spec, "clusterIP").equals("None");
    if (headless && spec.path("selector").isEmpty()) {
      // It may point anywhere, so both families are allowed even where the cluster has one.
      fill(spec, "ipFamilyPolicy", "RequireDualStack");
    }
    fill(spec, "ipFamilyPolicy", "SingleStack");
    if (spec.path("ipFamilies").isEmpty()) {
      ArrayNode families = spec.putArray("ipFamilies");
      String address = text(spec, "clusterIP");
      String first =
          Formats.isIpv6(address) ? "IPv6" : Formats.isIpv4(address) ? "IPv4" : clusterFamily;
      families.add(first);
      if (headless && text(spec, "ipFamilyPolicy").equals("RequireDualStack")) {
        families.add(first.equals("IPv4") ? "IPv6" : "IPv4");
      }
    }
  }

  /** Whether clients outside of the cluster reach it through its own fields. */
  static boolean externallyAccessible(JsonNode spec) {
    String type = text(spec, "type");
    return type.equals("LoadBalancer")
        || type.equals("NodePort")
        || (type.equals("ClusterIP") && !spec.path("externalIPs").isEmpty());
  }

  /** Whether the server must give it a health check port. */
  static boolean needsHealthCheck(JsonNode spec) {
    return text(spec, "type").equals("LoadBalancer")
        && text(spec, "externalTrafficPolicy").equals("Local");
  }
}
