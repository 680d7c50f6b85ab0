package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Fields.at;
import static io.eksnet.kubernetes.admission.Fields.number;
import static io.eksnet.kubernetes.admission.Fields.objects;
import static io.eksnet.kubernetes.admission.Fields.text;

import io.eksnet.kubernetes.status.FieldError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Defaults and validation of Endpoints and EndpointSlices. */
final class EndpointRules {
  private static final int ENDPOINTS = 1000;
  private static final int ADDRESSES = 100;
  private static final int PORTS = 20_000;

  private EndpointRules() {}

  static void fillInEndpoints(ObjectNode endpoints) {
    for (ObjectNode subset : objects(endpoints, "subsets")) {
      objects(subset, "ports").forEach(port -> Fields.fill(port, "protocol", "TCP"));
    }
  }

  static void endpoints(JsonNode endpoints, Problems problems) {
    JsonNode subsets = endpoints.path("subsets");
    for (int i = 0; i < subsets.size(); i++) {
      JsonNode subset = subsets.path(i);
      String path = at("subsets", i);
      if (subset.path("addresses").isEmpty() && subset.path("notReadyAddresses").isEmpty()) {
        problems.required(path, "must specify `addresses` or `notReadyAddresses`");
      }
      for (String list : List.of("addresses", "notReadyAddresses")) {
        JsonNode addresses = subset.path(list);
        for (int j = 0; j < addresses.size(); j++) {
          address(addresses.path(j), at(path + "." + list, j), problems);
        }
      }
      JsonNode ports = subset.path("ports");
      for (int j = 0; j < ports.size(); j++) {
        port(ports.path(j), ports.size() > 1, at(path + ".ports", j), problems);
      }
    }
  }

  private static void address(JsonNode address, String path, Problems problems) {
    AddressRules.usable(text(address, "ip"), path + ".ip", problems);
    String host = text(address, "hostname");
    if (!host.isEmpty()) {
      problems.invalid(path + ".hostname", host, Formats.label(host));
    }
    String node = text(address, "nodeName");
    if (!node.isEmpty()) {
      problems.invalid(path + ".nodeName", node, Formats.subdomain(node));
    }
  }

  private static void port(JsonNode port, boolean needsName, String path, Problems problems) {
    String name = text(port, "name");
    if (!name.isEmpty()) {
      problems.invalid(path + ".name", name, Formats.label(name));
    } else if (needsName) {
      problems.required(path + ".name");
    }
    problems.invalid(
        path + ".port", number(port, "port"), Formats.portNumber(number(port, "port")));
    problems.oneOf(path + ".protocol", text(port, "protocol"), "SCTP", "TCP", "UDP");
  }

  static void fillInSlice(ObjectNode slice) {
    for (ObjectNode port : objects(slice, "ports")) {
      if (!port.has("name")) {
        port.put("name", "");
      }
      Fields.fill(port, "protocol", "TCP");
    }
    if (!slice.has("endpoints")) {
      slice.set("endpoints", JsonNodeFactory.instance.arrayNode());
    }
  }

  static void slice(JsonNode slice, Problems problems) {
    String type = text(slice, "addressType");
    problems.oneOf("addressType", type, "FQDN", "IPv4", "IPv6");
    JsonNode endpoints = slice.path("endpoints");
    if (endpoints.size() > ENDPOINTS) {
      problems.add(FieldError.tooMany("endpoints", endpoints.size(), ENDPOINTS));
    } else {
      for (int i = 0; i < endpoints.size(); i++) {
        endpoint(endpoints.path(i), type, at("endpoints", i), problems);
      }
    }
    JsonNode ports = slice.path("ports");
    if (ports.size() > PORTS) {
      problems.add(FieldError.tooMany("ports", ports.size(), PORTS));
      return;
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      String name = text(ports.path(i), "name");
      String path = at("ports", i);
      if (!name.isEmpty()) {
        problems.invalid(path + ".name", name, Formats.label(name));
      }
      if (!names.add(name)) {
        problems.add(FieldError.duplicate(path + ".name", name));
      }
      problems.oneOf(path + ".protocol", text(ports.path(i), "protocol"), "SCTP", "TCP", "UDP");
    }
  }

  private static void endpoint(JsonNode endpoint, String type, String path, Problems problems) {
    JsonNode addresses = endpoint.path("addresses");
    if (addresses.isEmpty()) {
      problems.required(path + ".addresses", "must contain at least 1 address");
    } else if (addresses.size() > ADDRESSES) {
      problems.add(FieldError.tooMany(path + ".addresses", addresses.size(), ADDRESSES));
    }
    for (int i = 0; i < addresses.size(); i++) {
      sliceAddress(addresses.path(i).asString(""), type, at(path + ".addresses", i), problems);
    }
    String node = text(endpoint, "nodeName");
    if (endpoint.has("nodeName")) {
      problems.invalid(path + ".nodeName", node, Formats.subdomain(node));
    }
    String host = text(endpoint, "hostname");
    if (endpoint.has("hostname")) {
      problems.invalid(path + ".hostname", host, Formats.label(host));
    }
  }

  private static void sliceAddress(String address, String type, String path, Problems problems) {
    switch (type) {
      case "IPv4" -> {
        if (!Formats.isIpv4(address)) {
          problems.invalid(path, address, "must be an IPv4 address");
        } else {
          AddressRules.usable(address, path, problems);
        }
      }
      case "IPv6" -> {
        if (!Formats.isIpv6(address)) {
          problems.invalid(path, address, "must be an IPv6 address");
        } else {
          AddressRules.usable(address, path, problems);
        }
      }
      default -> problems.invalid(path, address, Formats.subdomain(address));
    }
  }

  static void updateSlice(JsonNode stored, JsonNode slice, Problems problems) {
    if (!stored.path("addressType").equals(slice.path("addressType"))) {
      problems.invalid("addressType", text(slice, "addressType"), Problems.IMMUTABLE);
    }
  }
}
