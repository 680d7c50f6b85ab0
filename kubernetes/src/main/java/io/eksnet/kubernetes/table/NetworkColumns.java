package io.eksnet.kubernetes.table;

import static io.eksnet.kubernetes.table.Column.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Columns of services, their endpoints, and network policies. Source: kubernetes,
 * pkg/printers/internalversion.
 */
final class NetworkColumns {
  private NetworkColumns() {}

  static final KindColumns<?> SERVICE =
      KindColumns.of(
          Column.ofName(),
          text("Type", "How the service is exposed.", it -> it.text("spec", "type")),
          text(
              "Cluster-IP",
              "Address of the service inside the cluster.",
              it -> Text.orNone(it.at("spec", "clusterIPs").path(0).asString(""))),
          text(
              "External-IP",
              "Addresses under which the service is reached from outside.",
              NetworkColumns::externalAddress),
          text("Port(s)", "Ports that the service exposes.", NetworkColumns::servicePorts),
          Column.ofAge(),
          Column.<Item>text(
                  "Selector",
                  "Labels of the pods to which traffic goes.",
                  it -> Text.labels(it.at("spec", "selector")))
              .wide());

  static final KindColumns<?> ENDPOINTS =
      KindColumns.of(
          Column.ofName(),
          text("Endpoints", "Ready addresses and ports.", NetworkColumns::subsets),
          Column.ofAge());

  static final KindColumns<?> ENDPOINT_SLICE =
      KindColumns.of(
          Column.ofName(),
          text("AddressType", "Family of the addresses.", it -> it.text("addressType")),
          text("Ports", "Ports of each endpoint.", it -> orUnset(slicePorts(it.at("ports")))),
          text(
              "Endpoints",
              "Addresses of the endpoints.",
              it -> orUnset(sliceAddresses(it.at("endpoints")))),
          Column.ofAge());

  static final KindColumns<?> NETWORK_POLICY =
      KindColumns.of(
          Column.ofName(),
          text(
              "Pod-Selector",
              "Pods to which the policy applies.",
              it -> SelectorText.of(it.at("spec", "podSelector"))),
          Column.ofAge());

  private static String externalAddress(Item service) {
    List<String> external = Text.strings(service.at("spec", "externalIPs"));
    return switch (service.text("spec", "type")) {
      case "ClusterIP", "NodePort" -> Text.orNone(String.join(",", external));
      case "LoadBalancer" -> {
        List<String> all =
            new ArrayList<>(loadBalancers(service.at("status", "loadBalancer", "ingress")));
        all.addAll(external);
        yield all.isEmpty() ? Text.PENDING : String.join(",", all);
      }
      case "ExternalName" -> service.text("spec", "externalName");
      default -> Text.UNKNOWN;
    };
  }

  private static Set<String> loadBalancers(JsonNode ingress) {
    Set<String> names = new TreeSet<>();
    for (JsonNode point : ingress) {
      String ip = point.path("ip").asString("");
      names.add(ip.isEmpty() ? point.path("hostname").asString("") : ip);
    }
    names.remove("");
    return names;
  }

  private static String servicePorts(Item service) {
    List<String> ports = new ArrayList<>();
    for (JsonNode port : service.at("spec", "ports")) {
      long nodePort = port.path("nodePort").asLong(0);
      String protocol = port.path("protocol").asString("TCP");
      ports.add(
          port.path("port").asLong(0) + (nodePort > 0 ? ":" + nodePort : "") + "/" + protocol);
    }
    return Text.orNone(String.join(",", ports));
  }

  /** {@code <none>} without subsets; empty when all addresses of them are unready, as kubectl. */
  private static String subsets(Item endpoints) {
    JsonNode subsets = endpoints.at("subsets");
    if (subsets.isEmpty()) {
      return Text.NONE;
    }
    List<String> all = new ArrayList<>();
    for (JsonNode subset : subsets) {
      List<String> addresses = Text.fields(subset.path("addresses"), "ip");
      if (subset.path("ports").isEmpty()) {
        all.addAll(addresses);
      }
      for (JsonNode port : subset.path("ports")) {
        long number = port.path("port").asLong(0);
        addresses.forEach(it -> all.add(bracketed(it) + ":" + number));
      }
    }
    return Text.firstThree(all);
  }

  private static String bracketed(String address) {
    return address.contains(":") ? "[" + address + "]" : address;
  }

  private static List<String> slicePorts(JsonNode ports) {
    List<String> all = new ArrayList<>();
    for (JsonNode port : ports) {
      JsonNode name = port.path("name");
      // A port without number stands for all; named, it is shown by its name even when that is "".
      String unnumbered = name.isString() ? name.asString("") : "*";
      JsonNode number = port.path("port");
      all.add(number.isNumber() ? Long.toString(number.asLong(0)) : unnumbered);
    }
    return all;
  }

  private static List<String> sliceAddresses(JsonNode endpoints) {
    List<String> all = new ArrayList<>();
    endpoints.forEach(it -> all.addAll(Text.strings(it.path("addresses"))));
    return all;
  }

  private static String orUnset(List<String> values) {
    String text = Text.firstThree(values);
    return text.isEmpty() ? Text.UNSET : text;
  }
}
