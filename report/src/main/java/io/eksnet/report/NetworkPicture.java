package io.eksnet.report;

import io.eksnet.eks.Addon;
import io.eksnet.eks.Cluster;
import io.eksnet.id.InstanceId;
import io.eksnet.id.VpcId;
import io.eksnet.kube.Node;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.InstanceTypes;
import io.eksnet.vpc.NatGateway;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpc;
import io.eksnet.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A running network as a drawing: VPC, zones, subnets, gateways, nodes and add-ons. */
public final class NetworkPicture {
  /** Nodes beyond this many per zone are only counted. */
  private static final int NODES_PER_ZONE = 4;

  private static final InstanceTypes TYPES = InstanceTypes.standard();

  private final World world;
  private final Style style;
  private final List<String> lines = new ArrayList<>();

  private NetworkPicture(World world, Style style) {
    this.world = world;
    this.style = style;
  }

  /** Draws every VPC of a world. */
  public static String of(World world, Style style) {
    NetworkPicture picture = new NetworkPicture(world, style);
    world.table(Vpc.KIND).stream().forEach(picture::vpc);
    picture.addons();
    return picture.lines.stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
  }

  private void vpc(Vpc vpc) {
    String cidrs = vpc.blocks().stream().map(Object::toString).collect(Collectors.joining(", "));
    String head = "VPC " + cidrs + " (" + vpc.scope().region() + ")";
    String gateway =
        world
            .vpcs()
            .internetGatewayOf(vpc.id())
            .map(igw -> shortened(igw.id().value()) + " " + style.sign("──", "--") + " internet")
            .orElse("no internet gateway");
    lines.add(padded(head, 56) + gateway);
    Map<String, List<Subnet>> zones = new TreeMap<>();
    for (Subnet subnet : world.vpcs().subnetsOf(vpc.id())) {
      zones.computeIfAbsent(subnet.zone().name().value(), _ -> new ArrayList<>()).add(subnet);
    }
    int left = zones.size();
    for (var zone : zones.entrySet()) {
      left--;
      zone(vpc.id(), zone.getKey(), zone.getValue(), left == 0);
    }
  }

  private void zone(VpcId vpc, String zone, List<Subnet> subnets, boolean last) {
    String branch = last ? style.sign("└─ ", "`- ") : style.sign("├─ ", "|- ");
    String trunk = last ? "   " : style.sign("│  ", "|  ");
    List<String> parts = new ArrayList<>();
    for (boolean isPublic : List.of(true, false)) {
      String ranges =
          subnets.stream()
              .filter(subnet -> world.vpcs().isPublic(subnet) == isPublic)
              .sorted(Comparator.comparing(Subnet::cidr))
              .map(subnet -> subnet.cidr().toString())
              .collect(Collectors.joining(", "));
      if (!ranges.isEmpty()) {
        parts.add(padded((isPublic ? "public " : "private ") + ranges, isPublic ? 22 : 24));
      }
    }
    natGateways(vpc, zone).forEach(parts::add);
    lines.add(branch + padded(zone, 12) + String.join(" ", parts).stripTrailing());
    List<Node> nodes = nodesIn(zone);
    nodes.stream().limit(NODES_PER_ZONE).forEach(node -> lines.add(trunk + "  " + node(node)));
    if (nodes.size() > NODES_PER_ZONE) {
      lines.add(trunk + "  and " + (nodes.size() - NODES_PER_ZONE) + " more nodes");
    }
  }

  private List<String> natGateways(VpcId vpc, String zone) {
    return world.table(NatGateway.KIND).by(NatGateway.BY_VPC, vpc).stream()
        .filter(NatGateway::isAlive)
        .filter(
            nat ->
                nat.subnet()
                    .flatMap(world.vpcs()::subnet)
                    .map(subnet -> subnet.zone().name().value().equals(zone))
                    .orElse(false))
        .map(nat -> shortened(nat.id().value()))
        .toList();
  }

  private List<Node> nodesIn(String zone) {
    return world
        .kube()
        .nodes()
        .filter(node -> zone.equals(node.meta().labels().get("topology.kubernetes.io/zone")))
        .toList();
  }

  private String node(Node node) {
    Optional<Instance> instance =
        node.instanceId().flatMap(id -> world.vpcs().instance(new InstanceId(id)));
    String type = instance.map(Instance::type).orElse("");
    List<NetworkInterface> enis =
        instance.map(it -> world.vpcs().interfacesOf(it.id())).orElse(List.of());
    String limit = TYPES.find(type).map(it -> Integer.toString(it.maxEnis())).orElse("?");
    int pods = world.kube().podsOn(node.name()).size();
    String host =
        node.name().contains(".")
            ? node.name().substring(0, node.name().indexOf('.'))
            : node.name();
    return "node "
        + padded(host, 18)
        + padded(type, 12)
        + padded("ENI " + enis.size() + "/" + limit, 9)
        + padded("pods " + pods + "/" + node.status().allocatable().pods(), 12)
        + (node.ready() ? "Ready" : "NotReady");
  }

  private void addons() {
    if (Cluster.only(world).isEmpty()) {
      lines.add("no cluster: aws eks create-cluster makes one");
    }
    for (Cluster cluster : world.table(Cluster.KIND).stream().toList()) {
      String names =
          world.table(Addon.KIND).by(Addon.BY_CLUSTER, cluster.name()).stream()
              .map(addon -> addon.name() + " " + addon.version().replaceFirst("-eksbuild.*", ""))
              .collect(Collectors.joining(style.sign(" · ", ", ")));
      String status =
          cluster.status() == Cluster.Status.ACTIVE ? "" : ", " + cluster.status().name();
      lines.add(
          "cluster "
              + cluster.name()
              + " (Kubernetes "
              + cluster.version()
              + status
              + ")   add-ons: "
              + (names.isEmpty() ? "none" : names));
    }
  }

  private static String padded(String text, int width) {
    return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
  }

  /** Enough of an id to tell it apart on the screen. */
  private static String shortened(String id) {
    int hyphen = id.lastIndexOf('-');
    return id.length() - hyphen > 9 ? id.substring(0, hyphen + 6) : id;
  }
}
