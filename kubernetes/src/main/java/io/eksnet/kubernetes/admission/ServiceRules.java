package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Fields.at;
import static io.eksnet.kubernetes.admission.Fields.number;
import static io.eksnet.kubernetes.admission.Fields.text;

import io.eksnet.kubernetes.status.FieldError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Validation of Services (pkg/apis/core/validation), but for what the allocators refuse. */
final class ServiceRules {
  private static final int KUBELET_PORT = 10250;
  private static final String SOURCE_RANGES =
      "service.beta.kubernetes.io/load-balancer-source-ranges";
  private static final String ONLY_BALANCED = "may only be used when `type` is 'LoadBalancer'";
  private static final String MAY_NOT_CHANGE = "may not change once set";

  private final JsonNode service;
  private final JsonNode spec;
  private final String type;
  private final Problems problems;

  private ServiceRules(JsonNode service, Problems problems) {
    this.service = service;
    this.spec = service.path("spec");
    this.type = text(spec, "type");
    this.problems = problems;
  }

  static void check(JsonNode service, Problems problems) {
    new ServiceRules(service, problems).check();
  }

  private void check() {
    JsonNode ports = spec.path("ports");
    if (ports.isEmpty() && !headless(spec) && !type.equals("ExternalName")) {
      problems.required("spec.ports");
    }
    ofType(ports);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      port(ports.path(i), ports.size() > 1, names, at("spec.ports", i));
    }
    Labels.labels(spec.path("selector"), "spec.selector", problems);
    affinity();
    addresses();
    JsonNode external = spec.path("externalIPs");
    for (int i = 0; i < external.size(); i++) {
      String address = external.path(i).asString("");
      AddressRules.usable(address, at("spec.externalIPs", i), problems);
    }
    problems.oneOf("spec.type", type, "ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
    numbers(ports);
    sourceRanges();
    balancer();
    traffic();
  }

  private void ofType(JsonNode ports) {
    switch (type) {
      case "LoadBalancer" -> {
        for (int i = 0; i < ports.size(); i++) {
          if (number(ports.path(i), "port") == KUBELET_PORT) {
            problems.invalid(
                at("spec.ports", i),
                KUBELET_PORT,
                "may not expose port 10250 externally since it is used by kubelet");
          }
        }
        notHeadless();
      }
      case "NodePort" -> notHeadless();
      case "ExternalName" -> {
        for (String field : List.of("clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
          if (spec.has(field)) {
            problems.forbidden("spec." + field, "may not be set for ExternalName services");
          }
        }
        String name = text(spec, "externalName").replaceFirst("\\.$", "");
        if (name.isEmpty()) {
          problems.required("spec.externalName");
        } else {
          problems.invalid("spec.externalName", name, Formats.subdomain(name));
        }
      }
      default -> {}
    }
  }

  private void notHeadless() {
    if (headless(spec)) {
      problems.invalid(
          "spec.clusterIPs[0]", "None", "may not be set to 'None' for " + type + " services");
    }
  }

  static boolean headless(JsonNode spec) {
    JsonNode addresses = spec.path("clusterIPs");
    return addresses.size() == 1 && addresses.path(0).asString("").equals("None");
  }

  private void port(JsonNode port, boolean needsName, Set<String> names, String path) {
    String name = text(port, "name");
    if (!name.isEmpty()) {
      problems.invalid(path + ".name", name, Formats.label(name));
      if (!names.add(name)) {
        problems.add(FieldError.duplicate(path + ".name", name));
      }
    } else if (needsName) {
      problems.required(path + ".name");
    }
    long number = number(port, "port");
    problems.invalid(path + ".port", number, Formats.portNumber(number));
    problems.oneOf(path + ".protocol", text(port, "protocol"), "SCTP", "TCP", "UDP");
    PortRules.numberOrName(port.path("targetPort"), path + ".targetPort", problems);
    if (port.has("appProtocol")) {
      String protocol = text(port, "appProtocol");
      problems.invalid(path + ".appProtocol", protocol, Formats.qualifiedName(protocol));
    }
  }

  private void affinity() {
    String affinity = text(spec, "sessionAffinity");
    problems.oneOf("spec.sessionAffinity", affinity, "ClientIP", "None");
    if (affinity.equals("ClientIP")) {
      long seconds = spec.at("/sessionAffinityConfig/clientIP/timeoutSeconds").asLong(0);
      if (seconds <= 0 || seconds > 86400) {
        problems.invalid(
            "spec.sessionAffinityConfig.clientIP.timeoutSeconds",
            seconds,
            "must be greater than 0 and less than 86400");
      }
    } else if (affinity.equals("None") && spec.has("sessionAffinityConfig")) {
      problems.forbidden(
          "spec.sessionAffinityConfig", "must not be set when session affinity is None");
    }
  }

  private void addresses() {
    if (type.equals("ExternalName")) {
      return;
    }
    JsonNode addresses = spec.path("clusterIPs");
    String first = text(spec, "clusterIP");
    if (!first.isEmpty()) {
      if (addresses.isEmpty()) {
        problems.required("spec.clusterIPs");
      } else if (!addresses.path(0).asString("").equals(first)) {
        problems.invalid("spec.clusterIPs", addresses, "first value must match `clusterIP`");
      }
    } else if (!addresses.isEmpty()) {
      problems.invalid(
          "spec.clusterIPs", addresses, "must be empty when `clusterIP` is not specified");
    }
    JsonNode families = spec.path("ipFamilies");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < families.size(); i++) {
      String family = families.path(i).asString("");
      problems.known(at("spec.ipFamilies", i), family, List.of("IPv4", "IPv6"));
      if (!seen.add(family)) {
        problems.add(FieldError.duplicate(at("spec.ipFamilies", i), family));
      }
    }
    if (spec.has("ipFamilyPolicy")) {
      problems.known(
          "spec.ipFamilyPolicy",
          text(spec, "ipFamilyPolicy"),
          List.of("PreferDualStack", "RequireDualStack", "SingleStack"));
    }
    if (clusterAddresses(addresses)) {
      families(addresses, families);
    }
  }

  private boolean clusterAddresses(JsonNode addresses) {
    boolean valid = true;
    for (int i = 0; i < addresses.size(); i++) {
      String address = addresses.path(i).asString("");
      if (i == 0 && address.equals("None")) {
        if (addresses.size() > 1) {
          valid = false;
          problems.invalid("spec.clusterIPs", addresses, "'None' must be the first and only value");
        }
      } else {
        List<String> reasons = Formats.address(address);
        valid &= reasons.isEmpty();
        problems.invalid(at("spec.clusterIPs", i), address, reasons);
      }
    }
    if (addresses.size() > 2) {
      problems.invalid("spec.clusterIPs", addresses, "may only hold up to 2 values");
    }
    return valid;
  }

  private void families(JsonNode addresses, JsonNode families) {
    boolean both =
        addresses.valueStream().map(it -> Formats.isIpv6(it.asString(""))).distinct().count() == 2;
    if (addresses.size() > 1 && !both) {
      problems.invalid(
          "spec.clusterIPs", addresses, "may specify no more than one IP for each IP family");
    }
    if (headless(spec)) {
      return;
    }
    for (int i = 0; i < Math.min(addresses.size(), families.size()); i++) {
      String address = addresses.path(i).asString("");
      String family = families.path(i).asString("");
      if (!family.equals(Formats.isIpv6(address) ? "IPv6" : "IPv4")) {
        problems.invalid(
            at("spec.clusterIPs", i),
            address,
            "expected an %s value as indicated by `ipFamilies[%d]`".formatted(family, i));
      }
    }
  }

  private void numbers(JsonNode ports) {
    Set<String> nodePorts = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      JsonNode port = ports.path(i);
      String place = at("spec.ports", i);
      long nodePort = number(port, "nodePort");
      if (nodePort != 0 && type.equals("ClusterIP")) {
        problems.forbidden(place + ".nodePort", "may not be used when `type` is 'ClusterIP'");
      }
      String protocol = text(port, "protocol");
      if (nodePort != 0 && !nodePorts.add(protocol + nodePort)) {
        problems.add(FieldError.duplicate(place + ".nodePort", port.path("nodePort")));
      }
      if (!numbers.add(protocol + number(port, "port"))) {
        ObjectNode key = JsonNodeFactory.instance.objectNode();
        key.set("protocol", port.path("protocol"));
        key.set("port", port.path("port"));
        problems.add(FieldError.duplicate(place, key));
      }
    }
  }

  private void sourceRanges() {
    JsonNode ranges = spec.path("loadBalancerSourceRanges");
    JsonNode annotation = service.at("/metadata/annotations").path(SOURCE_RANGES);
    if (ranges.isEmpty() && annotation.isMissingNode()) {
      return;
    }
    boolean field = !ranges.isEmpty();
    String path =
        field ? "spec.LoadBalancerSourceRanges" : at("metadata.annotations", SOURCE_RANGES);
    if (!type.equals("LoadBalancer")) {
      problems.forbidden(path, ONLY_BALANCED);
    }
    List<String> texts =
        field
            ? ranges.valueStream().map(it -> it.asString("")).toList()
            : List.of(annotation.asString("").split(",", -1));
    boolean bad = texts.stream().anyMatch(it -> !Formats.range(it.strip()).isEmpty());
    if (bad && !(texts.size() == 1 && texts.getFirst().isBlank())) {
      problems.invalid(
          path,
          field ? "[" + String.join(" ", texts) + "]" : annotation.asString(""),
          "must be a list of IP ranges. For example, 10.240.0.0/24,10.250.0.0/24 ");
    }
  }

  private void balancer() {
    boolean balanced = type.equals("LoadBalancer");
    if (spec.has("allocateLoadBalancerNodePorts") && !balanced) {
      problems.forbidden("spec.allocateLoadBalancerNodePorts", ONLY_BALANCED);
    }
    if (spec.has("loadBalancerClass")) {
      if (balanced) {
        String name = text(spec, "loadBalancerClass");
        problems.invalid("spec.loadBalancerClass", name, Formats.qualifiedName(name));
      } else {
        problems.forbidden("spec.loadBalancerClass", ONLY_BALANCED);
      }
    }
  }

  private void traffic() {
    String external = text(spec, "externalTrafficPolicy");
    if (!ServiceDefaults.externallyAccessible(spec)) {
      if (!external.isEmpty()) {
        problems.invalid(
            "spec.externalTrafficPolicy",
            external,
            "may only be set for externally-accessible services");
      }
    } else {
      problems.oneOf("spec.externalTrafficPolicy", external, "Cluster", "Local");
    }
    long health = number(spec, "healthCheckNodePort");
    if (!ServiceDefaults.needsHealthCheck(spec)) {
      if (health != 0) {
        problems.invalid(
            "spec.healthCheckNodePort",
            health,
            "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
      }
    } else if (health != 0) {
      problems.invalid("spec.healthCheckNodePort", health, Formats.portNumber(health));
    }
    if (spec.has("internalTrafficPolicy")) {
      problems.known(
          "spec.internalTrafficPolicy",
          text(spec, "internalTrafficPolicy"),
          List.of("Cluster", "Local"));
    }
    if (spec.has("trafficDistribution")) {
      problems.known(
          "spec.trafficDistribution",
          text(spec, "trafficDistribution"),
          List.of("PreferClose", "PreferSameNode", "PreferSameZone"));
    }
  }

  /** What may not change in a stored Service. */
  static void update(JsonNode stored, JsonNode service, Problems problems) {
    JsonNode before = stored.path("spec");
    JsonNode after = service.path("spec");
    boolean name =
        text(before, "type").equals("ExternalName") || text(after, "type").equals("ExternalName");
    boolean bothHeadless = headless(before) && headless(after);
    if (!name && !bothHeadless) {
      unchanged(before, after, "clusterIPs", "primary clusterIP can not be unset", problems);
    }
    if (!name && !headless(before) && !headless(after)) {
      unchanged(before, after, "ipFamilies", "primary ipFamily can not be unset", problems);
    }
    boolean balanced =
        text(before, "type").equals("LoadBalancer") && text(after, "type").equals("LoadBalancer");
    if (balanced && !before.path("loadBalancerClass").equals(after.path("loadBalancerClass"))) {
      problems.invalid(
          "spec.loadBalancerClass",
          after.has("loadBalancerClass")
              ? after.path("loadBalancerClass")
              : JsonNodeFactory.instance.nullNode(),
          MAY_NOT_CHANGE);
    }
    boolean healthChecked =
        ServiceDefaults.needsHealthCheck(before) && ServiceDefaults.needsHealthCheck(after);
    if (healthChecked
        && number(before, "healthCheckNodePort") != number(after, "healthCheckNodePort")) {
      problems.forbidden("spec.healthCheckNodePort", Problems.IMMUTABLE);
    }
  }

  private static void unchanged(
      JsonNode before, JsonNode after, String field, String unset, Problems problems) {
    JsonNode old = before.path(field);
    JsonNode now = after.path(field);
    String path = "spec." + field;
    if (old.size() == now.size()) {
      for (int i = 0; i < old.size(); i++) {
        if (!old.path(i).equals(now.path(i))) {
          problems.invalid(at(path, field.equals("ipFamilies") ? 0 : i), now, MAY_NOT_CHANGE);
        }
      }
    } else if (now.isEmpty()) {
      problems.invalid(path + "[0]", JsonNodeFactory.instance.nullNode(), unset);
    } else if (!old.isEmpty() && !old.path(0).equals(now.path(0))) {
      problems.invalid(path + "[0]", now, MAY_NOT_CHANGE);
    } else if (old.size() > now.size() && !text(after, "ipFamilyPolicy").equals("SingleStack")) {
      String what = field.equals("ipFamilies") ? "ipFamily" : "clusterIP";
      problems.invalid(
          "spec.ipFamilyPolicy",
          text(after, "ipFamilyPolicy"),
          "must be set to 'SingleStack' when releasing the secondary " + what);
    }
  }
}
