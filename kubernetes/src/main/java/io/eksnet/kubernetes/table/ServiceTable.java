package io.eksnet.kubernetes.table;

import static io.eksnet.kubernetes.table.Cells.textOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What {@code kubectl get} says of Services, Endpoints and EndpointSlices. */
final class ServiceTable {
  static final List<Column> SERVICE =
      List.of(
          Column.text("Name", "Name must be unique within a namespace."),
          Column.text("Type", "How the Service is exposed."),
          Column.text("Cluster-IP", "Its address inside of the cluster."),
          Column.text("External-IP", "Where clients outside of the cluster find it."),
          Column.text("Port(s)", "Its ports, each with the node port if it has one."),
          Column.text("Age", "How long ago it was created."),
          Column.wideText("Selector", "Which pods it leads to."));
  static final List<Column> ENDPOINTS =
      List.of(
          Column.text("Name", "Name must be unique within a namespace."),
          Column.text("Endpoints", "Addresses with ports, ready ones only."),
          Column.text("Age", "How long ago it was created."));
  static final List<Column> SLICE =
      List.of(
          Column.text("Name", "Name must be unique within a namespace."),
          Column.text("AddressType", "What its addresses are: IPv4, IPv6 or FQDN."),
          Column.text("Ports", "Ports of every endpoint in it."),
          Column.text("Endpoints", "Addresses of its endpoints."),
          Column.text("Age", "How long ago it was created."));

  private ServiceTable() {}

  static void service(Cells cells) {
    JsonNode spec = cells.object().path("spec");
    String first = spec.path("clusterIPs").path(0).asString(textOf(spec, "clusterIP"));
    cells
        .name()
        .text(spec, "type")
        .textOr(first, Cells.NONE)
        .text(external(cells.object()))
        .textOr(ports(spec.path("ports")), Cells.NONE)
        .age()
        .text(Cells.labels(spec.path("selector")));
  }

  private static String external(JsonNode service) {
    JsonNode spec = service.path("spec");
    List<String> own = texts(spec.path("externalIPs"));
    return switch (textOf(spec, "type")) {
      case "ClusterIP", "NodePort" -> own.isEmpty() ? Cells.NONE : String.join(",", own);
      case "LoadBalancer" -> {
        List<String> all = new ArrayList<>(balanced(service.at("/status/loadBalancer/ingress")));
        all.addAll(own);
        yield all.isEmpty() ? "<pending>" : String.join(",", all);
      }
      case "ExternalName" -> textOf(spec, "externalName");
      default -> "<unknown>";
    };
  }

  private static Set<String> balanced(JsonNode ingress) {
    TreeSet<String> out = new TreeSet<>();
    for (JsonNode one : ingress) {
      String address = textOf(one, "ip");
      out.add(address.isEmpty() ? textOf(one, "hostname") : address);
    }
    out.remove("");
    return out;
  }

  private static String ports(JsonNode ports) {
    return ports
        .valueStream()
        .map(
            it -> {
              long nodePort = it.path("nodePort").asLong(0);
              String port = it.path("port").asString("");
              return (nodePort > 0 ? port + ":" + nodePort : port) + "/" + textOf(it, "protocol");
            })
        .collect(Collectors.joining(","));
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(it -> it.asString("")).toList();
  }

  static void endpoints(Cells cells) {
    List<String> all = new ArrayList<>();
    for (JsonNode subset : cells.object().path("subsets")) {
      JsonNode ports = subset.path("ports");
      for (JsonNode port : ports) {
        for (JsonNode address : subset.path("addresses")) {
          all.add(joined(textOf(address, "ip"), port.path("port").asString("")));
        }
      }
      if (ports.isEmpty()) {
        subset.path("addresses").forEach(it -> all.add(textOf(it, "ip")));
      }
    }
    cells.name().text(Cells.firstThree(all, Cells.NONE)).age();
  }

  private static String joined(String address, String port) {
    return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
  }

  static void slice(Cells cells) {
    List<String> ports =
        cells
            .object()
            .path("ports")
            .valueStream()
            .map(it -> it.path("port").asString("*"))
            .toList();
    List<String> addresses =
        cells
            .object()
            .path("endpoints")
            .valueStream()
            .flatMap(it -> texts(it.path("addresses")).stream())
            .toList();
    cells
        .name()
        .text(cells.object(), "addressType")
        .text(Cells.firstThree(ports, "<unset>"))
        .text(Cells.firstThree(addresses, "<unset>"))
        .age();
  }
}
