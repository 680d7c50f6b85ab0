package io.eksnet.reach;

import static io.eksnet.reach.Disposition.ASYMMETRIC_RETURN;
import static io.eksnet.reach.Disposition.NO_ROUTE;
import static io.eksnet.reach.Disposition.UNREACHABLE;
import static io.eksnet.reach.Scenario.scenario;
import static io.eksnet.reach.Scenario.tcp;
import static io.eksnet.reach.TraceAssert.assertThat;

import io.eksnet.id.Context;
import io.eksnet.id.IdSource;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.table.Change;
import io.eksnet.vpc.AuthorizeSecurityGroupIngress;
import io.eksnet.vpc.CreateNatGateway;
import io.eksnet.vpc.DeleteRoute;
import io.eksnet.vpc.NatGateway;
import io.eksnet.vpc.NatGatewayProgress;
import io.eksnet.vpc.Permission;
import io.eksnet.vpc.ReplaceRoute;
import io.eksnet.vpc.RouteTable;
import io.eksnet.vpc.Traffic;
import io.eksnet.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How pods reach the internet, and the internet pods. */
class InternetStoryTest {
  private static Scenario privatePod() {
    return scenario()
        .zones("a", "b")
        .node("n1", "m5.large")
        .inZone("b")
        .pod("web")
        .on("n1")
        .listening(tcp(80));
  }

  private static Scenario publicPod() {
    return scenario()
        .node("n1", "m5.large")
        .inPublicSubnet()
        .pod("web")
        .on("n1")
        .listening(tcp(80));
  }

  @Test
  void a_pod_of_a_private_subnet_leaves_by_its_node_the_nat_gateway_and_the_internet_gateway() {
    var net = privatePod().onInterface(1).settled();

    assertThat(net.trace("pod/web", "internet"))
        .isDelivered()
        .isTranslatedBy(
            Step.Translator.NODE, Step.Translator.NAT_GATEWAY, Step.Translator.INTERNET_GATEWAY)
        .arrivesFrom(IpAddress.parse("203.0.113.1"))
        .crossesZones(true)
        .andReturns();
  }

  @Test
  void a_pod_of_a_public_subnet_leaves_by_its_nodes_public_address() {
    var net = publicPod().settled();

    assertThat(net.trace("pod/web", "8.8.8.8:53/udp"))
        .isDelivered()
        .isTranslatedBy(Step.Translator.NODE, Step.Translator.INTERNET_GATEWAY)
        .andReturns();
  }

  @Test
  void with_external_snat_a_private_pod_leaves_by_its_own_address_to_the_nat_gateway() {
    var net = privatePod().onInterface(1).cni("AWS_VPC_K8S_CNI_EXTERNALSNAT", "true").settled();

    assertThat(net.trace("pod/web", "internet"))
        .isDelivered()
        .isTranslatedBy(Step.Translator.NAT_GATEWAY, Step.Translator.INTERNET_GATEWAY)
        .andReturns();
  }

  @Test
  void with_external_snat_a_public_pod_has_no_public_address_of_its_own() {
    var net = publicPod().cni("AWS_VPC_K8S_CNI_EXTERNALSNAT", "true").settled();

    assertThat(net.trace("pod/web", "internet"))
        .isStoppedBy(UNREACHABLE)
        .because(net.addressOf("web") + " has no public address")
        .offers(
            "kubectl -n kube-system set env daemonset/aws-node AWS_VPC_K8S_CNI_EXTERNALSNAT=false");
  }

  @Test
  void an_excluded_range_sees_the_pods_own_address_even_outside_the_vpc() {
    var net = privatePod().cni("AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS", "8.8.8.0/24").settled();

    assertThat(net.trace("pod/web", "8.8.8.8:53"))
        .isDelivered()
        .isTranslatedBy(Step.Translator.NAT_GATEWAY, Step.Translator.INTERNET_GATEWAY);
    assertThat(net.trace("pod/web", "8.8.9.8:53"))
        .isTranslatedBy(
            Step.Translator.NODE, Step.Translator.NAT_GATEWAY, Step.Translator.INTERNET_GATEWAY);
  }

  @Test
  void without_a_route_nothing_leaves_and_the_route_that_is_missing_is_offered() {
    var net = privatePod().settled();
    net.run(new DeleteRoute(new RouteTableId("rtb-0private-b"), Cidr.ANY_IPV4));

    assertThat(net.trace("pod/web", "internet"))
        .isStoppedBy(NO_ROUTE)
        .because("no route of rtb-0private-b leads to the internet")
        .offers(
            "aws ec2 create-route --route-table-id rtb-0private-b --destination-cidr-block"
                + " 0.0.0.0/0 --nat-gateway-id nat-0");
  }

  @Test
  void without_any_gateway_the_advice_is_to_make_one() {
    var net = privatePod().withoutGateways().settled();

    assertThat(net.trace("pod/web", "internet"))
        .isStoppedBy(NO_ROUTE)
        .offers("aws ec2 create-internet-gateway");
  }

  @Test
  void a_nat_gateway_that_is_not_available_is_a_blackhole() {
    var net = privatePod().settled();
    NatGateway nat = net.world().find(NatGateway.KIND, new NatGatewayId("nat-0")).orElseThrow();
    net.with(Change.put(NatGateway.KIND, nat.withState(NatGateway.State.DELETED)));

    assertThat(net.trace("pod/web", "internet"))
        .isStoppedBy(NO_ROUTE)
        .because("the route is a blackhole: nat-0 is deleted");
  }

  @Test
  void a_nat_gateway_without_a_way_out_is_found_behind_the_route_that_leads_to_it() {
    var net = privatePod().settled();
    net.run(new DeleteRoute(new RouteTableId("rtb-0public-a"), Cidr.ANY_IPV4));

    assertThat(net.trace("pod/web", "internet"))
        .isStoppedBy(NO_ROUTE)
        .because("nat-0 is in a subnet without a route to an internet gateway");
  }

  @Test
  void the_internet_cannot_reach_a_pod_and_the_trace_says_why() {
    var net = publicPod().settled();

    assertThat(net.trace("internet", "pod/web"))
        .isStoppedBy(UNREACHABLE)
        .because(net.addressOf("web") + " is a private address");
    assertThat(net.trace("8.8.8.8", "pod/web")).isStoppedBy(UNREACHABLE);
  }

  @Test
  void a_nat_gateway_takes_no_connections() {
    var net = privatePod().settled();

    assertThat(net.trace("internet", "203.0.113.1:443"))
        .isStoppedBy(UNREACHABLE)
        .because("is a NAT gateway's");
  }

  @Test
  void replies_by_a_nat_gateway_are_lost_on_a_caller_that_came_by_the_internet_gateway() {
    var net = publicPod().zones("a", "b").settled();
    net.run(
        new AuthorizeSecurityGroupIngress(
            new SecurityGroupId("sg-0node"),
            List.of(Permission.of(Traffic.tcp(10250), Cidr.ANY_IPV4)),
            Tags.NONE));
    assertThat(net.trace("internet", "node/n1:10250")).isDelivered();

    RouteTable table =
        net.world().find(RouteTable.KIND, new RouteTableId("rtb-0public-a")).orElseThrow();
    net.with(
        Change.put(
            RouteTable.KIND,
            table.withRoutes(
                List.of(
                    table.routes().getFirst(),
                    new RouteTable.Route(
                        Cidr.ANY_IPV4,
                        new RouteTable.Target.Nat(new NatGatewayId("nat-0")),
                        RouteTable.Origin.CREATE_ROUTE)))));
    assertThat(net.trace("internet", "node/n1:10250")).isStoppedBy(ASYMMETRIC_RETURN);
  }

  @Test
  void a_private_range_that_nothing_connects_is_unreachable() {
    var net = privatePod().settled();

    assertThat(net.trace("pod/web", "192.168.7.1:80"))
        .isStoppedBy(UNREACHABLE)
        .because("an internet gateway takes no packets to private addresses");
    assertThat(net.trace("192.168.7.1", "pod/web")).isStoppedBy(NO_ROUTE);
  }

  @Test
  void a_regional_nat_gateway_sends_from_the_address_of_the_callers_zone() {
    var net = privatePod().settled();
    RouteTable table =
        net.world().find(RouteTable.KIND, new RouteTableId("rtb-0private-b")).orElseThrow();
    NatGatewayId id = new NatGatewayId("nat-regional");
    net.run(
        new CreateNatGateway(
            new CreateNatGateway.Wanted.Regional(table.vpc(), List.of()),
            Tags.NONE,
            Optional.of(id)));
    NatGatewayProgress.started(nat(net.world(), id), Instant.EPOCH).forEach(net::with);
    NatGatewayProgress.followed(
            net.world().vpcs(),
            nat(net.world(), id),
            new Context(Instant.EPOCH, IdSource.seeded(1)))
        .forEach(net::with);
    net.run(
        new ReplaceRoute(
            table.id(),
            new RouteTable.Destination.Range(Cidr.ANY_IPV4),
            new RouteTable.Target.Nat(id)));
    IpAddress own =
        nat(net.world(), id).addresses().stream()
            .filter(it -> it.zone().orElseThrow().name().value().equals("us-west-2b"))
            .findFirst()
            .flatMap(NatGateway.Address::elastic)
            .flatMap(NatGateway.Elastic::use)
            .orElseThrow()
            .address();

    assertThat(net.trace("pod/web", "internet"))
        .isDelivered()
        .isTranslatedBy(Step.Translator.NODE, Step.Translator.NAT_GATEWAY)
        .arrivesFrom(own)
        .andReturns();
  }

  @Test
  void a_static_route_takes_precedence_over_a_propagated_one_and_the_local_route_over_both() {
    var net = privatePod().settled();
    RouteTable table =
        net.world().find(RouteTable.KIND, new RouteTableId("rtb-0private-b")).orElseThrow();
    var routes = new ArrayList<RouteTable.Route>();
    RouteTable.Target vpn = new RouteTable.Target.VirtualPrivate(new VpnGatewayId("vgw-0"));
    for (String range : List.of("0.0.0.0/0", "10.0.0.0/24")) {
      routes.add(
          new RouteTable.Route(
              Cidr.parse(range), vpn, RouteTable.Origin.ENABLE_VGW_ROUTE_PROPAGATION));
    }
    routes.addAll(table.routes());
    net.with(Change.put(RouteTable.KIND, table.withRoutes(routes)));

    assertThat(net.trace("pod/web", "internet")).isDelivered().andReturns();
  }

  private static NatGateway nat(World world, NatGatewayId id) {
    return world.find(NatGateway.KIND, id).orElseThrow();
  }
}
