package io.eksnet.cloud;

import io.eksnet.cloud.NetworkPlan.PlannedSubnet;
import io.eksnet.eks.ClusterNetwork;
import io.eksnet.id.AllocationId;
import io.eksnet.id.Command;
import io.eksnet.id.IdSource;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Cidr;
import io.eksnet.vpc.AllocateAddress;
import io.eksnet.vpc.AssociateRouteTable;
import io.eksnet.vpc.AttachInternetGateway;
import io.eksnet.vpc.CreateInternetGateway;
import io.eksnet.vpc.CreateNatGateway;
import io.eksnet.vpc.CreateRoute;
import io.eksnet.vpc.CreateRouteTable;
import io.eksnet.vpc.CreateSubnet;
import io.eksnet.vpc.CreateVpc;
import io.eksnet.vpc.ModifySubnetAttribute;
import io.eksnet.vpc.ModifyVpcAttribute;
import io.eksnet.vpc.RouteTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The commands that make a planned network as eksctl's stack does, and then what EKS makes for a
 * cluster in it: its security group and the control plane's interfaces.
 *
 * @param commands to be carried out in order, all or none
 * @param subnets the subnets' ids in the order of the plan
 * @param natGateways in the order in which they are made
 * @param clusterGroup the cluster's security group; none in a network without a cluster
 */
public record NetworkLayout(
    CommandSequence commands,
    VpcId vpc,
    List<SubnetId> subnets,
    List<NatGatewayId> natGateways,
    Optional<SecurityGroupId> clusterGroup) {

  private static final int NAME_DIGITS = 10;

  public NetworkLayout {
    subnets = List.copyOf(subnets);
    natGateways = List.copyOf(natGateways);
  }

  /** The cluster's security group, in a network with a cluster. */
  public SecurityGroupId clusterSecurityGroup() {
    return clusterGroup.orElseThrow();
  }

  /** Lays a planned network out. Ids that are not pinned come from the source. */
  public static NetworkLayout of(NetworkPlan plan, IdSource ids) {
    return new Drawing(plan, ids).layout();
  }

  /** A layout while it is drawn. */
  private static final class Drawing {
    private final NetworkPlan plan;
    private final IdSource ids;
    private final List<Command<?>> commands = new ArrayList<>();
    private final VpcId vpc;
    private final Map<PlannedSubnet, SubnetId> subnets = new LinkedHashMap<>();
    private final Map<ZoneName, NatGatewayId> nats = new LinkedHashMap<>();

    Drawing(NetworkPlan plan, IdSource ids) {
      this.plan = plan;
      this.ids = ids;
      this.vpc = plan.pins().vpc().orElseGet(() -> new VpcId(ids.next("vpc")));
    }

    NetworkLayout layout() {
      drawVpc();
      drawSubnets();
      Optional<InternetGatewayId> internet = drawInternetGateway();
      internet.ifPresent(this::drawPublicRoutes);
      internet.ifPresent(_ -> drawNatGateways());
      drawPrivateRoutes();
      Optional<SecurityGroupId> group =
          plan.hasCluster() ? Optional.of(drawClusterSecurityGroup()) : Optional.empty();
      group.ifPresent(this::drawControlPlane);
      return new NetworkLayout(
          new CommandSequence(commands),
          vpc,
          List.copyOf(subnets.values()),
          List.copyOf(nats.values()),
          group);
    }

    private void drawVpc() {
      commands.add(
          new CreateVpc(
              plan.scope(),
              plan.cidr(),
              named("VPC"),
              Optional.of(vpc),
              plan.pins().mainRouteTable()));
      commands.add(
          new ModifyVpcAttribute(vpc, new ModifyVpcAttribute.Attribute.EnableDnsHostnames(true)));
    }

    private void drawSubnets() {
      for (PlannedSubnet subnet : plan.subnets()) {
        SubnetId id = subnet.id().orElseGet(() -> new SubnetId(ids.next("subnet")));
        subnets.put(subnet, id);
        String kind = subnet.isPublic() ? "SubnetPublic" : "SubnetPrivate";
        Tags tags = named(kind + zoneWord(subnet.zone()));
        Tags own = subnet.name().map(name -> tags.with("Name", name)).orElse(tags);
        String role = subnet.isPublic() ? "elb" : "internal-elb";
        commands.add(
            new CreateSubnet(
                vpc,
                subnet.cidr(),
                Optional.of(subnet.zone()),
                own.with("kubernetes.io/role/" + role, "1"),
                Optional.of(id)));
        if (subnet.isPublic()) {
          commands.add(
              new ModifySubnetAttribute(
                  id, new ModifySubnetAttribute.Attribute.MapPublicIpOnLaunch(true)));
        }
      }
    }

    private Optional<InternetGatewayId> drawInternetGateway() {
      if (of(true).isEmpty()) {
        return Optional.empty();
      }
      InternetGatewayId id = new InternetGatewayId(ids.next("igw"));
      commands.add(
          new CreateInternetGateway(plan.scope(), named("InternetGateway"), Optional.of(id)));
      commands.add(new AttachInternetGateway(id, vpc));
      return Optional.of(id);
    }

    private void drawPublicRoutes(InternetGatewayId internet) {
      RouteTableId table = drawTable("PublicRouteTable");
      commands.add(new CreateRoute(table, Cidr.ANY_IPV4, new RouteTable.Target.Internet(internet)));
      of(true).forEach(subnet -> associate(table, subnet));
    }

    private void drawNatGateways() {
      for (PlannedSubnet subnet : of(true)) {
        boolean wanted =
            switch (plan.nat()) {
              case DISABLE -> false;
              case SINGLE -> nats.isEmpty();
              case HIGHLY_AVAILABLE -> !nats.containsKey(subnet.zone());
            };
        if (wanted) {
          boolean single = plan.nat() == NetworkPlan.Nat.SINGLE;
          String suffix = single ? "" : zoneWord(subnet.zone());
          AllocationId address = new AllocationId(ids.next("eipalloc"));
          NatGatewayId id = new NatGatewayId(ids.next("nat"));
          commands.add(
              new AllocateAddress(plan.scope(), named("NATIP" + suffix), Optional.of(address)));
          commands.add(
              new CreateNatGateway(
                  idOf(subnet),
                  Optional.of(address),
                  named("NATGateway" + suffix),
                  Optional.of(id)));
          nats.put(subnet.zone(), id);
        }
      }
    }

    /**
     * A table for each zone, as eksctl makes, so that a gateway of the zone can be added later. A
     * main table whose id is pinned is meant to be used: it serves the private subnets then.
     */
    private void drawPrivateRoutes() {
      Optional<RouteTableId> main = plan.pins().mainRouteTable();
      if (main.isPresent() && plan.nat() != NetworkPlan.Nat.HIGHLY_AVAILABLE) {
        nats.values().stream().findFirst().ifPresent(nat -> routeThrough(main.get(), nat));
        return;
      }
      Map<ZoneName, RouteTableId> tables = new LinkedHashMap<>();
      for (PlannedSubnet subnet : of(false)) {
        RouteTableId table = tables.computeIfAbsent(subnet.zone(), this::drawPrivateTable);
        associate(table, subnet);
      }
    }

    private RouteTableId drawPrivateTable(ZoneName zone) {
      RouteTableId table = drawTable("PrivateRouteTable" + zoneWord(zone));
      Optional<NatGatewayId> nat =
          Optional.ofNullable(nats.get(zone)).or(() -> nats.values().stream().findFirst());
      nat.ifPresent(id -> routeThrough(table, id));
      return table;
    }

    private void routeThrough(RouteTableId table, NatGatewayId nat) {
      commands.add(new CreateRoute(table, Cidr.ANY_IPV4, new RouteTable.Target.Nat(nat)));
    }

    /** What EKS makes with each cluster. */
    private SecurityGroupId drawClusterSecurityGroup() {
      SecurityGroupId id =
          plan.pins().clusterSecurityGroup().orElseGet(() -> new SecurityGroupId(ids.next("sg")));
      commands.addAll(ClusterNetwork.securityGroup(plan.cluster(), vpc, id, digits()));
      return id;
    }

    private void drawControlPlane(SecurityGroupId group) {
      for (PlannedSubnet subnet : controlPlaneSubnets()) {
        commands.add(
            ClusterNetwork.controlPlaneInterface(plan.cluster(), idOf(subnet), List.of(group)));
      }
    }

    /** Private ones before public ones, each in another zone while there are enough. */
    private List<PlannedSubnet> controlPlaneSubnets() {
      List<PlannedSubnet> all = new ArrayList<>(of(false));
      all.addAll(of(true));
      Map<ZoneName, PlannedSubnet> first = new LinkedHashMap<>();
      all.forEach(subnet -> first.putIfAbsent(subnet.zone(), subnet));
      List<PlannedSubnet> ordered = new ArrayList<>(first.values());
      all.stream().filter(subnet -> !ordered.contains(subnet)).forEach(ordered::add);
      return ordered.stream().limit(ClusterNetwork.INTERFACES).toList();
    }

    private RouteTableId drawTable(String name) {
      RouteTableId id = new RouteTableId(ids.next("rtb"));
      commands.add(new CreateRouteTable(vpc, named(name), Optional.of(id)));
      return id;
    }

    private void associate(RouteTableId table, PlannedSubnet subnet) {
      commands.add(new AssociateRouteTable(table, idOf(subnet)));
    }

    private List<PlannedSubnet> of(boolean isPublic) {
      return plan.subnets().stream().filter(subnet -> subnet.isPublic() == isPublic).toList();
    }

    private SubnetId idOf(PlannedSubnet subnet) {
      return Optional.ofNullable(subnets.get(subnet)).orElseThrow();
    }

    private Tags named(String resource) {
      return plan.hasCluster()
          ? plan.tags()
              .with("Name", "eksctl-" + plan.cluster() + "-cluster/" + resource)
              .with("alpha.eksctl.io/cluster-name", plan.cluster())
          : plan.tags().with("Name", plan.cluster() + "/" + resource);
    }

    /** us-west-2a is USWEST2A in eksctl's names. */
    private static String zoneWord(ZoneName zone) {
      return zone.value().replace("-", "").toUpperCase(Locale.ROOT);
    }

    private String digits() {
      long number = Long.parseLong(ids.hex(NAME_DIGITS), 16) % 10_000_000_000L;
      return Long.toString(number);
    }
  }
}
