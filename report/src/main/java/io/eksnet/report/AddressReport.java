package io.eksnet.report;

import io.eksnet.cni.NodeAddresses;
import io.eksnet.cni.SubnetUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code get ips}: addresses per node and per subnet. */
public final class AddressReport {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private AddressReport() {}

  /** Two tables, as people read them. */
  public static String text(List<NodeAddresses> nodes, List<SubnetUse> subnets) {
    Columns byNode =
        new Columns(
            "NODE", "TYPE", "ENI", "ADDRESSES", "USED", "COOLING", "FREE", "PODS", "NEXT POD");
    for (NodeAddresses node : nodes) {
      byNode.row(
          shortName(node.node()),
          node.instanceType(),
          node.enis() + "/" + node.maxEnis(),
          Integer.toString(node.addresses()),
          Integer.toString(node.used()),
          Integer.toString(node.cooling()),
          Integer.toString(node.free()),
          node.pods() + "/" + node.maxPods(),
          node.nextEvent());
    }
    Columns bySubnet = new Columns("SUBNET", "NAME", "ZONE", "CIDR", "USED", "FREE", "/28 FREE");
    for (SubnetUse subnet : subnets) {
      bySubnet.row(
          subnet.id().value(),
          subnet.name(),
          subnet.zone(),
          subnet.cidr().toString(),
          Long.toString(subnet.used()),
          Long.toString(subnet.free()),
          Long.toString(subnet.freeBlocks()));
    }
    return byNode.text() + "\n" + bySubnet.text();
  }

  /** The same as one document. */
  public static String json(List<NodeAddresses> nodes, List<SubnetUse> subnets) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("apiVersion", "eksnet.io/v1");
    document.put("kind", "Addresses");
    document.put("nodes", nodes.stream().map(AddressReport::node).toList());
    document.put("subnets", subnets.stream().map(AddressReport::subnet).toList());
    return JSON.writeValueAsString(document) + "\n";
  }

  private static Map<String, Object> node(NodeAddresses node) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("node", node.node());
    values.put("instanceType", node.instanceType());
    values.put("zone", node.zone());
    values.put("enis", node.enis());
    values.put("maxEnis", node.maxEnis());
    values.put("addresses", node.addresses());
    values.put("used", node.used());
    values.put("cooling", node.cooling());
    values.put("free", node.free());
    values.put("pods", node.pods());
    values.put("maxPods", node.maxPods());
    values.put("nextPod", node.nextEvent());
    return values;
  }

  private static Map<String, Object> subnet(SubnetUse subnet) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("subnet", subnet.id().value());
    values.put("name", subnet.name());
    values.put("zone", subnet.zone());
    values.put("cidr", subnet.cidr().toString());
    values.put("used", subnet.used());
    values.put("free", subnet.free());
    values.put("freeBlocks28", subnet.freeBlocks());
    return values;
  }

  private static String shortName(String node) {
    int dot = node.indexOf('.');
    return dot < 0 ? node : node.substring(0, dot);
  }

  /** Text in columns as wide as their widest cell, two spaces between them. */
  private static final class Columns {
    private final List<List<String>> rows = new ArrayList<>();

    Columns(String... titles) {
      rows.add(List.of(titles));
    }

    void row(String... cells) {
      rows.add(List.of(cells));
    }

    String text() {
      int[] widths =
          java.util.stream.IntStream.range(0, rows.getFirst().size()).map(this::width).toArray();
      StringBuilder text = new StringBuilder();
      for (List<String> row : rows) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
          line.append(row.get(i)).append(" ".repeat(widths[i] + 2 - row.get(i).length()));
        }
        text.append(line.toString().stripTrailing()).append('\n');
      }
      return text.toString();
    }

    private int width(int column) {
      return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
  }
}
