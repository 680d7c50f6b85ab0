package io.eksnet.reach;

import static io.eksnet.reach.Disposition.DENIED_BY_NACL;
import static io.eksnet.reach.Disposition.DENIED_BY_SECURITY_GROUP;
import static io.eksnet.reach.Disposition.NOT_LISTENING;
import static io.eksnet.reach.Disposition.UNREACHABLE;
import static io.eksnet.reach.Scenario.scenario;
import static io.eksnet.reach.Scenario.tcp;
import static io.eksnet.reach.Scenario.udp;
import static io.eksnet.reach.TraceAssert.assertThat;

import io.eksnet.id.PrefixListId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import io.eksnet.vpc.AuthorizeSecurityGroupIngress;
import io.eksnet.vpc.CreateManagedPrefixList;
import io.eksnet.vpc.ManagedPrefixList;
import io.eksnet.vpc.ModifyManagedPrefixList;
import io.eksnet.vpc.NetworkAcl;
import io.eksnet.vpc.Permission;
import io.eksnet.vpc.SecurityGroupRule;
import io.eksnet.vpc.Traffic;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How pods reach pods through the VPC. */
class PodToPodStoryTest {
  private static Scenario twoZones() {
    return scenario()
        .vpc("10.0.0.0/16")
        .zones("a", "b")
        .node("n1", "m5.large")
        .inZone("a")
        .node("n2", "m5.large")
        .inZone("b")
        .pod("web")
        .on("n1");
  }

  @Test
  void a_pod_on_another_node_sees_the_clients_own_address() {
    var net = twoZones().pod("db").on("n2").listening(tcp(5432)).settled();

    var trace = net.trace("web").to("db", tcp(5432));

    assertThat(trace)
        .isDelivered()
        .arrivesFrom(net.addressOf("web"))
        .crosses("n1", "10.0.0.0/16 local", "n2")
        .crossesZones(true)
        .isTranslatedBy()
        .andReturns();
  }

  @Test
  void pods_of_one_node_talk_inside_it_where_no_group_and_no_acl_looks() {
    var net = twoZones().pod("db").on("n1").listening(tcp(5432)).settled();

    assertThat(net.trace("web").to("db", tcp(5432)))
        .isDelivered()
        .meetsNo(Place.Kind.INTERFACE)
        .meetsNo(Place.Kind.SUBNET)
        .notes("never leaves n1")
        .andReturns();
  }

  @Test
  void nodes_of_one_subnet_talk_without_route_table_and_acl_but_groups_look() {
    var net =
        scenario()
            .node("n1", "m5.large")
            .node("n2", "m5.large")
            .pod("web")
            .on("n1")
            .pod("db")
            .on("n2")
            .listening(tcp(5432))
            .settled();
    closeAcl(net, true, 1, Traffic.ALL);

    assertThat(net.trace("web").to("db", tcp(5432))).isDelivered().crossesZones(false);
  }

  @Test
  void a_pod_on_a_second_interface_leaves_by_it() {
    var net = twoZones().onInterface(1).pod("db").on("n2").listening(tcp(5432)).settled();

    var trace = net.trace("web").to("db", tcp(5432));

    assertThat(trace).isDelivered().arrivesFrom(net.addressOf("web"));
    org.assertj.core.api.Assertions.assertThat(
            trace.paths().getFirst().steps().filter(Step.NodeRoute.class::isInstance).toList())
        .anySatisfy(
            step -> {
              Step.NodeRoute route = (Step.NodeRoute) step;
              org.assertj.core.api.Assertions.assertThat(route.rule())
                  .isEqualTo("from-pod rule 1536");
              org.assertj.core.api.Assertions.assertThat(route.table()).isEqualTo("table 2");
              org.assertj.core.api.Assertions.assertThat(route.device()).isEqualTo("eth1");
            });
  }

  @Test
  void a_group_without_a_rule_denies_and_the_rule_that_is_missing_is_offered() {
    var net =
        scenario()
            .zones("a", "b")
            .group("sg-0db")
            .node("n1", "m5.large")
            .node("n2", "m5.large")
            .inZone("b")
            .guardedBy("sg-0db")
            .pod("web")
            .on("n1")
            .pod("db")
            .on("n2")
            .listening(tcp(5432))
            .settled();

    assertThat(net.trace("web").to("db", tcp(5432)))
        .isStoppedBy(DENIED_BY_SECURITY_GROUP)
        .because("no rule of sg-0db allows TCP 5432 from " + net.addressOf("web") + " or sg-0node")
        .offers(
            "aws ec2 authorize-security-group-ingress --group-id sg-0db --protocol tcp --port 5432"
                + " --source-group sg-0node");

    SecurityGroupId db = new SecurityGroupId("sg-0db");
    net.run(
        new AuthorizeSecurityGroupIngress(
            db,
            List.of(Permission.of(Traffic.tcp(5432), new SecurityGroupId("sg-0node"))),
            Tags.NONE));
    assertThat(net.trace("web").to("db", tcp(5432))).isDelivered();
  }

  @Test
  void a_group_rule_by_range_means_addresses_and_one_by_reference_means_interfaces() {
    var net =
        scenario()
            .zones("a", "b")
            .group("sg-0range", Permission.of(Traffic.tcp(80), Cidr.parse("10.0.100.0/24")))
            .group("sg-0other")
            .node("n1", "m5.large")
            .node("n2", "m5.large")
            .inZone("b")
            .guardedBy("sg-0range")
            .node("n3", "m5.large")
            .inZone("b")
            .pod("near")
            .on("n1")
            .pod("far")
            .on("n3")
            .pod("db")
            .on("n2")
            .listening(tcp(80), tcp(81))
            .settled();

    assertThat(net.trace("near").to("db", tcp(80))).isDelivered();
    assertThat(net.trace("near").to("db", tcp(81))).isStoppedBy(DENIED_BY_SECURITY_GROUP);
    assertThat(net.trace("far").to("db", tcp(80))).isStoppedBy(DENIED_BY_SECURITY_GROUP);
  }

  @Test
  void a_group_rule_by_prefix_list_means_what_the_list_has_now() {
    var net =
        scenario()
            .zones("a", "b")
            .group("sg-0listed")
            .node("n1", "m5.large")
            .node("n2", "m5.large")
            .inZone("b")
            .guardedBy("sg-0listed")
            .pod("web")
            .on("n1")
            .pod("db")
            .on("n2")
            .listening(tcp(80))
            .settled();
    PrefixListId list = new PrefixListId("pl-0clients");
    Cidr clients = Cidr.single(net.addressOf("web"));
    net.run(
        new CreateManagedPrefixList(
            net.world().table(NetworkAcl.KIND).stream().findFirst().orElseThrow().scope(),
            "clients",
            IpFamily.IPV4,
            1,
            List.of(new ManagedPrefixList.Entry(clients, "")),
            Tags.NONE,
            Optional.of(list)));
    net.run(
        new AuthorizeSecurityGroupIngress(
            new SecurityGroupId("sg-0listed"),
            List.of(
                new Permission(Traffic.tcp(80), new SecurityGroupRule.Peer.PrefixList(list), "")),
            Tags.NONE));
    assertThat(net.trace("web").to("db", tcp(80)))
        .isDelivered()
        .notes("prefix list pl-0clients (clients) has " + clients);

    net.run(
        new ModifyManagedPrefixList(
            list,
            Optional.of(1L),
            Optional.empty(),
            List.of(),
            List.of(clients),
            Optional.empty()));
    assertThat(net.trace("web").to("db", tcp(80))).isStoppedBy(DENIED_BY_SECURITY_GROUP);
  }

  @Test
  void an_acl_that_forgets_the_clients_ports_stops_the_reply() {
    var net = twoZones().pod("db").on("n2").listening(tcp(5432)).settled();
    closeAcl(net, false, 90, new Traffic(io.eksnet.net.Protocol.TCP, ports(1024, 40000)));

    assertThat(net.trace("web").to("db", tcp(5432)))
        .isStoppedBy(DENIED_BY_NACL, DENIED_BY_NACL)
        .because("rule 90 denies TCP 5432")
        .because("rule 90 denies TCP 32768-40000");
  }

  @Test
  void an_acl_is_stateless_so_a_closed_way_back_is_found_though_the_way_there_is_open() {
    var net = twoZones().pod("db").on("n2").listening(tcp(80)).settled();
    closeAcl(net, false, 90, new Traffic(io.eksnet.net.Protocol.TCP, ports(32768, 60999)));

    assertThat(net.trace("web").to("db", tcp(80)))
        .isStoppedBy(DENIED_BY_NACL)
        .because("the ports of the client")
        .offers(
            "aws ec2 create-network-acl-entry --network-acl-id "
                + acl(net).id()
                + " --ingress --rule-number 89 --protocol tcp --port-range From=32768,To=60999"
                + " --cidr-block 10.0.101.0/24 --rule-action allow");
  }

  private static io.eksnet.net.PortRange ports(int from, int to) {
    return io.eksnet.net.PortRange.of(from, to);
  }

  private static NetworkAcl acl(Net net) {
    return net.world().table(NetworkAcl.KIND).stream().findFirst().orElseThrow();
  }

  private static void closeAcl(Net net, boolean egress, int number, Traffic traffic) {
    NetworkAcl acl = acl(net);
    var entries = new java.util.ArrayList<>(acl.entries());
    entries.add(new NetworkAcl.Entry(number, egress, false, traffic, Cidr.ANY_IPV4));
    net.with(io.eksnet.table.Change.put(NetworkAcl.KIND, acl.withEntries(entries)));
  }

  @Test
  void a_pod_answers_on_declared_ports_only() {
    var net = twoZones().pod("db").on("n2").listening(tcp(5432), udp(53)).settled();

    assertThat(net.trace("web").to("db", tcp(80)))
        .isStoppedBy(NOT_LISTENING)
        .because("declares 5432/TCP, 53/UDP and not 80/TCP");
    assertThat(net.trace("web").to("db", udp(53))).isDelivered();
  }

  @Test
  void a_pod_that_declares_no_ports_is_reachable_and_the_trace_says_what_is_not_known() {
    var net = twoZones().pod("db").on("n2").settled();

    assertThat(net.trace("web").to("db", tcp(80)))
        .isDelivered()
        .notes("pod default/db declares no ports");
  }

  @Test
  void an_address_that_nothing_holds_is_unreachable() {
    var net = twoZones().settled();

    assertThat(net.trace("pod/web", "10.0.101.200:80"))
        .isStoppedBy(UNREACHABLE)
        .because("no interface of the VPC has 10.0.101.200");
  }

  @Test
  void amazons_resolver_is_not_filtered() {
    var net = twoZones().settled();

    assertThat(net.trace("pod/web", "10.0.0.2:53/udp")).isDelivered().notes("Amazon DNS");
  }

  @Test
  void a_node_reaches_pods_elsewhere_from_its_own_address() {
    var net = twoZones().pod("db").on("n2").listening(tcp(80)).settled();

    assertThat(net.trace("node/n1", "pod/db"))
        .isDelivered()
        .arrivesFrom(net.addressOfNode("n1"))
        .andReturns();
  }
}
