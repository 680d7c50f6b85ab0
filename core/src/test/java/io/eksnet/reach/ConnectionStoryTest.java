package io.eksnet.reach;

import static io.eksnet.reach.Disposition.ASYMMETRIC_RETURN;
import static io.eksnet.reach.Disposition.DENIED_BY_SECURITY_GROUP;
import static io.eksnet.reach.Disposition.NO_ROUTE;
import static io.eksnet.reach.Disposition.UNREACHABLE;
import static io.eksnet.reach.Scenario.scenario;
import static io.eksnet.reach.Scenario.tcp;
import static io.eksnet.reach.TraceAssert.assertThat;

import io.eksnet.id.AccountId;
import io.eksnet.id.CustomerGatewayId;
import io.eksnet.id.InstanceId;
import io.eksnet.id.Region;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.table.Change;
import io.eksnet.vpc.AttachVpnGateway;
import io.eksnet.vpc.AuthorizeSecurityGroupIngress;
import io.eksnet.vpc.CreateCustomerGateway;
import io.eksnet.vpc.CreateRoute;
import io.eksnet.vpc.CreateSubnet;
import io.eksnet.vpc.CreateTransitGateway;
import io.eksnet.vpc.CreateTransitGatewayRoute;
import io.eksnet.vpc.CreateTransitGatewayVpcAttachment;
import io.eksnet.vpc.CreateVpc;
import io.eksnet.vpc.CreateVpcPeeringConnection;
import io.eksnet.vpc.CreateVpnConnection;
import io.eksnet.vpc.CreateVpnConnectionRoute;
import io.eksnet.vpc.CreateVpnGateway;
import io.eksnet.vpc.CustomerGateway;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Permission;
import io.eksnet.vpc.RouteTable;
import io.eksnet.vpc.RunInstances;
import io.eksnet.vpc.SecurityGroup;
import io.eksnet.vpc.SecurityGroupRule;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Traffic;
import io.eksnet.vpc.TransitGateway;
import io.eksnet.vpc.TransitGatewayAttachment;
import io.eksnet.vpc.TransitGatewayRouteTable;
import io.eksnet.vpc.VpcPeeringConnection;
import io.eksnet.vpc.Vpcs;
import io.eksnet.vpc.VpnConnection;
import io.eksnet.vpc.VpnGateway;
import io.eksnet.world.World;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a node talks with a database of another VPC, and with an office. */
class ConnectionStoryTest {
  private static final Scope HERE =
      new Scope(new AccountId("123456789012"), new Region("us-west-2"));
  private static final VpcId FAR = new VpcId("vpc-far");
  private static final Cidr NEAR_BLOCK = Cidr.parse("10.0.0.0/16");
  private static final Cidr FAR_BLOCK = Cidr.parse("10.1.0.0/16");
  private static final Cidr OFFICE = Cidr.parse("192.168.0.0/16");
  private static final SubnetId DATA = new SubnetId("subnet-0data");
  private static final RouteTableId PRIVATE = new RouteTableId("rtb-0private-a");

  private final Net net = network(HERE);
  private final IpAddress database = database();

  private static Net network(Scope far) {
    Net net =
        scenario()
            .zones("a", "b")
            .node("n1", "m5.large")
            .inZone("a")
            .pod("web")
            .on("n1")
            .listening(tcp(80))
            .settled();
    net.run(new CreateVpc(far, FAR_BLOCK, Tags.NONE, Optional.of(FAR)));
    String zone = far.region().value() + "a";
    net.run(
        new CreateSubnet(
            FAR,
            Cidr.parse("10.1.0.0/24"),
            Optional.of(new ZoneName(zone)),
            Tags.NONE,
            Optional.of(DATA)));
    net.run(
        RunInstances.one(
            DATA,
            "m5.large",
            List.of(),
            "ami-1",
            Optional.empty(),
            Optional.empty(),
            Tags.NONE,
            Optional.of(new InstanceId("i-0data"))));
    return net;
  }

  private IpAddress database() {
    return eniOfDatabase(net.world()).primary();
  }

  private static NetworkInterface eniOfDatabase(World world) {
    return world.table(NetworkInterface.KIND).by(NetworkInterface.BY_SUBNET, DATA).stream()
        .filter(eni -> eni.attachment().isPresent())
        .findFirst()
        .orElseThrow();
  }

  private VpcId near() {
    return net.world().find(RouteTable.KIND, PRIVATE).orElseThrow().vpc();
  }

  private RouteTable farTable() {
    return net.world().table(RouteTable.KIND).by(RouteTable.BY_VPC, FAR).getFirst();
  }

  private SecurityGroupId farGroup() {
    return net.world().table(SecurityGroup.KIND).by(SecurityGroup.BY_VPC, FAR).getFirst().id();
  }

  private void open(Permission permission) {
    net.run(new AuthorizeSecurityGroupIngress(farGroup(), List.of(permission), Tags.NONE));
  }

  private VpcPeeringConnectionId peer() {
    VpcPeeringConnectionId id = new VpcPeeringConnectionId("pcx-1");
    net.run(new CreateVpcPeeringConnection(near(), FAR, HERE, Tags.NONE, Optional.of(id)));
    peering(VpcPeeringConnection.State.ACTIVE);
    return id;
  }

  private void peering(VpcPeeringConnection.State state) {
    var it =
        net.world()
            .find(VpcPeeringConnection.KIND, new VpcPeeringConnectionId("pcx-1"))
            .orElseThrow();
    net.with(Change.put(VpcPeeringConnection.KIND, it.with(state, "", it.requestedAt())));
  }

  private void route(RouteTableId table, Cidr to, RouteTable.Target target) {
    net.run(new CreateRoute(table, to, target));
  }

  private String question() {
    return database + ":5432";
  }

  @Test
  void across_a_peering_connection_packets_go_and_come_back() {
    var target = new RouteTable.Target.Peering(peer());
    route(PRIVATE, FAR_BLOCK, target);
    route(farTable().id(), NEAR_BLOCK, target);
    open(Permission.of(Traffic.tcp(5432), NEAR_BLOCK));

    assertThat(net.trace("node/n1", question())).isDelivered().andReturns();
  }

  @Test
  void without_the_route_back_replies_are_lost() {
    route(PRIVATE, FAR_BLOCK, new RouteTable.Target.Peering(peer()));
    open(Permission.of(Traffic.tcp(5432), NEAR_BLOCK));

    assertThat(net.trace("node/n1", question()))
        .isStoppedBy(NO_ROUTE)
        .because("no route of " + farTable().id() + " leads to");
  }

  @Test
  void a_connection_that_waits_is_a_blackhole_and_accepting_it_is_offered() {
    route(PRIVATE, FAR_BLOCK, new RouteTable.Target.Peering(peer()));
    peering(VpcPeeringConnection.State.PENDING_ACCEPTANCE);

    assertThat(net.trace("node/n1", question()))
        .isStoppedBy(NO_ROUTE)
        .because("the route is a blackhole: pcx-1 is pending-acceptance")
        .offers("aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id pcx-1");
  }

  @Test
  void a_peering_connection_is_not_transitive() {
    route(PRIVATE, Cidr.parse("10.7.0.0/16"), new RouteTable.Target.Peering(peer()));

    assertThat(net.trace("node/n1", "10.7.0.9:80"))
        .isStoppedBy(UNREACHABLE)
        .because("a peering connection carries only packets between addresses of");
  }

  @Test
  void within_a_region_the_groups_of_a_peer_can_be_named_and_across_regions_not() {
    var target = new RouteTable.Target.Peering(peer());
    route(PRIVATE, FAR_BLOCK, target);
    route(farTable().id(), NEAR_BLOCK, target);
    refer(new SecurityGroupId("sg-0node"));
    assertThat(net.trace("node/n1", question())).isDelivered().andReturns();

    var it = net.world().find(VpcPeeringConnection.KIND, new VpcPeeringConnectionId("pcx-1"));
    var far =
        new VpcPeeringConnection.Side(
            FAR, new Scope(HERE.account(), new Region("eu-west-1")), false);
    net.with(
        Change.put(
            VpcPeeringConnection.KIND,
            new VpcPeeringConnection(
                it.orElseThrow().id(),
                it.orElseThrow().requester(),
                far,
                it.orElseThrow().status(),
                it.orElseThrow().requestedAt(),
                Tags.NONE,
                Tags.NONE)));
    assertThat(net.trace("node/n1", question())).isStoppedBy(DENIED_BY_SECURITY_GROUP);
  }

  /** A rule that names a group of another VPC, as EC2 stores it. */
  private void refer(SecurityGroupId group) {
    open(Permission.of(Traffic.tcp(5432), farGroup()));
    var rule =
        new Vpcs(net.world())
            .rulesOf(farGroup()).stream()
                .filter(it -> it.traffic().equals(Traffic.tcp(5432)))
                .findFirst()
                .orElseThrow();
    net.with(
        Change.put(
            SecurityGroupRule.KIND,
            new SecurityGroupRule(
                rule.id(),
                rule.scope(),
                rule.group(),
                rule.direction(),
                rule.traffic(),
                new SecurityGroupRule.Peer.Group(group),
                "",
                Tags.NONE)));
  }

  private TransitGatewayId transit(SubnetId... near) {
    TransitGatewayId id = new TransitGatewayId("tgw-1");
    net.run(
        new CreateTransitGateway(
            HERE, "", TransitGateway.Options.DEFAULT, Tags.NONE, Optional.of(id)));
    available();
    attach(id, near(), near);
    attach(id, FAR, DATA);
    available();
    return id;
  }

  private void attach(TransitGatewayId id, VpcId vpc, SubnetId... subnets) {
    net.run(
        new CreateTransitGatewayVpcAttachment(
            id, vpc, List.of(subnets), TransitGatewayAttachment.Options.DEFAULT, Tags.NONE));
  }

  /** What AWS does by itself. */
  private void available() {
    World world = net.world();
    world.table(TransitGateway.KIND).stream()
        .map(it -> it.withState(TransitGateway.State.AVAILABLE, it.since()))
        .forEach(it -> net.with(Change.put(TransitGateway.KIND, it)));
    world.table(TransitGatewayRouteTable.KIND).stream()
        .map(it -> it.withState(TransitGatewayRouteTable.State.AVAILABLE, it.since()))
        .forEach(it -> net.with(Change.put(TransitGatewayRouteTable.KIND, it)));
    world.table(TransitGatewayAttachment.KIND).stream()
        .map(it -> it.withState(TransitGatewayAttachment.State.AVAILABLE, it.since()))
        .forEach(it -> net.with(Change.put(TransitGatewayAttachment.KIND, it)));
  }

  private SubnetId privateIn(String zone) {
    return net.world().table(Subnet.KIND).stream()
        .filter(it -> it.vpc().equals(near()))
        .filter(it -> it.zone().name().value().equals("us-west-2" + zone))
        .filter(it -> it.cidr().toString().startsWith("10.0.10"))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private TransitGatewayRouteTable transitTable() {
    return net.world().table(TransitGatewayRouteTable.KIND).stream().findFirst().orElseThrow();
  }

  @Test
  void through_a_transit_gateway_packets_go_and_come_back() {
    var target = new RouteTable.Target.Transit(transit(privateIn("a")));
    route(PRIVATE, FAR_BLOCK, target);
    route(farTable().id(), NEAR_BLOCK, target);
    open(Permission.of(Traffic.tcp(5432), NEAR_BLOCK));

    assertThat(net.trace("node/n1", question())).isDelivered().andReturns();
  }

  @Test
  void a_transit_gateway_that_is_not_in_the_zone_takes_nothing_from_it() {
    var target = new RouteTable.Target.Transit(transit(privateIn("b")));
    route(PRIVATE, FAR_BLOCK, target);

    assertThat(net.trace("node/n1", question()))
        .isStoppedBy(UNREACHABLE)
        .because("has a subnet in us-west-2b and none in us-west-2a");
  }

  @Test
  void a_blackhole_of_a_transit_gateway_drops() {
    route(PRIVATE, FAR_BLOCK, new RouteTable.Target.Transit(transit(privateIn("a"))));
    net.run(
        new CreateTransitGatewayRoute(
            transitTable().id(), Cidr.parse("10.1.0.0/24"), Optional.empty()));

    assertThat(net.trace("node/n1", question()))
        .isStoppedBy(NO_ROUTE)
        .because("the route 10.1.0.0/24 of " + transitTable().id() + " is a blackhole")
        .offers(
            "aws ec2 delete-transit-gateway-route --transit-gateway-route-table-id "
                + transitTable().id()
                + " --destination-cidr-block 10.1.0.0/24");
  }

  private VpnGateway office() {
    net.run(new CreateVpnGateway(HERE, VpnGateway.DEFAULT_ASN, Optional.empty(), Tags.NONE));
    VpnGateway vgw = net.world().table(VpnGateway.KIND).stream().findFirst().orElseThrow();
    net.run(new AttachVpnGateway(vgw.id(), near()));
    VpnGateway attaching = net.world().find(VpnGateway.KIND, vgw.id()).orElseThrow();
    net.with(
        Change.put(
            VpnGateway.KIND,
            attaching.withAttachment(
                Optional.of(
                    new VpnGateway.Attachment(
                        near(), VpnGateway.AttachmentState.ATTACHED, attaching.since())))));
    net.run(
        new CreateCustomerGateway(
            HERE,
            65_000,
            Optional.of(IpAddress.parse("203.0.113.200")),
            Optional.empty(),
            Optional.empty(),
            Tags.NONE));
    CustomerGatewayId customer =
        net.world().table(CustomerGateway.KIND).stream().findFirst().orElseThrow().id();
    net.run(
        new CreateVpnConnection(
            customer,
            new CreateVpnConnection.At.VpnGateway(vgw.id()),
            true,
            VpnConnection.Networks.ALL,
            List.of(),
            Tags.NONE));
    VpnConnection made = net.world().table(VpnConnection.KIND).stream().findFirst().orElseThrow();
    net.with(
        Change.put(
            VpnConnection.KIND, made.withState(VpnConnection.State.AVAILABLE, made.since())));
    net.run(new CreateVpnConnectionRoute(made.id(), OFFICE));
    return vgw;
  }

  private void propagate(VpnGateway vgw) {
    RouteTable table = net.world().find(RouteTable.KIND, PRIVATE).orElseThrow();
    net.with(Change.put(RouteTable.KIND, table.withPropagating(List.of(vgw.id()))));
  }

  @Test
  void a_propagated_route_leads_to_the_office_and_back() {
    propagate(office());

    assertThat(net.trace("node/n1", "192.168.1.9:22")).isDelivered().andReturns();
  }

  @Test
  void a_route_to_a_gateway_that_knows_no_way_ends_there() {
    VpnGateway vgw = office();
    route(PRIVATE, Cidr.parse("172.20.0.0/16"), new RouteTable.Target.VirtualPrivate(vgw.id()));

    assertThat(net.trace("node/n1", "172.20.0.9:22"))
        .isStoppedBy(NO_ROUTE)
        .because("no VPN connection of " + vgw.id() + " has a static route to 172.20.0.9");
  }

  @Test
  void the_office_reaches_a_node_and_needs_the_route_back() {
    VpnGateway vgw = office();
    net.run(
        new AuthorizeSecurityGroupIngress(
            new SecurityGroupId("sg-0node"),
            List.of(Permission.of(Traffic.tcp(22), OFFICE)),
            Tags.NONE));
    String node = net.addressOfNode("n1") + ":22";

    assertThat(net.trace("192.168.1.9", node)).isStoppedBy(ASYMMETRIC_RETURN);
    propagate(vgw);
    assertThat(net.trace("192.168.1.9", node)).isDelivered().andReturns();
  }
}
