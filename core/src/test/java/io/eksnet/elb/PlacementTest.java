package io.eksnet.elb;

import static io.eksnet.elb.BalancerLab.A;
import static io.eksnet.elb.BalancerLab.B;
import static io.eksnet.elb.BalancerLab.C;
import static io.eksnet.elb.BalancerLab.OLD;
import static io.eksnet.elb.BalancerLab.SCOPE;
import static io.eksnet.elb.BalancerLab.TINY;
import static io.eksnet.elb.BalancerLab.VPC;
import static io.eksnet.elb.BalancerLab.alb;
import static io.eksnet.elb.BalancerLab.anyBalancer;
import static io.eksnet.elb.BalancerLab.listener;
import static io.eksnet.elb.BalancerLab.nlb;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.AllocationId;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Quota;
import io.eksnet.vpc.SecurityGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private final BalancerLab lab = new BalancerLab();

  @Test
  void anApplicationLoadBalancerHasPlainInterfacesAndTheVpcsDefaultGroup() {
    LoadBalancer made = lab.done(alb("web", A, B));

    assertThat(made.arn().value())
        .startsWith("arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/web/");
    assertThat(made.dnsName()).matches("web-[0-9]{1,10}\\.us-west-2\\.elb\\.amazonaws\\.com");
    assertThat(made.groups())
        .containsExactlyElementsOf(
            lab.world.table(SecurityGroup.KIND).by(SecurityGroup.BY_VPC, VPC).stream()
                .map(SecurityGroup::id)
                .toList());
    assertThat(lab.world.table(NetworkInterface.KIND).stream())
        .hasSize(2)
        .allMatch(eni -> eni.type() == NetworkInterface.Type.LOAD_BALANCER)
        .allMatch(eni -> eni.type().text().equals("interface"))
        .allMatch(eni -> eni.type().requesterManaged())
        .allMatch(eni -> eni.description().equals("ELB " + made.arn().path()))
        .allMatch(eni -> eni.groups().equals(made.groups()))
        .allMatch(eni -> eni.publicAddress().isPresent());
  }

  @Test
  void anInternalOnesNameSaysSo() {
    CreateLoadBalancer asked = alb("web", A, B);
    LoadBalancer made =
        lab.done(
            new CreateLoadBalancer(
                SCOPE,
                "web",
                asked.type(),
                LoadBalancer.Scheme.INTERNAL,
                asked.ipAddressType(),
                asked.mappings(),
                List.of(),
                Tags.NONE));

    assertThat(made.dnsName()).startsWith("internal-web-");
    assertThat(LoadBalancerAttributes.of(made)).containsEntry("ipv6.deny_all_igw_traffic", "true");
  }

  @Test
  void anApplicationLoadBalancerNeedsTwoZonesAndRoom() {
    String zones =
        "ValidationError: At least two subnets in two different Availability Zones must be"
            + " specified";
    assertThat(lab.refused(alb("web"))).isEqualTo(zones);
    assertThat(lab.refused(alb("web", A))).isEqualTo(zones);
    assertThat(lab.refused(alb("web", A, TINY)))
        .isEqualTo(
            "InvalidSubnet: The subnet 'subnet-tiny' must have a CIDR block with at least a /27"
                + " bitmask");
    assertThat(lab.refused(elastic("web")))
        .isEqualTo(
            "InvalidConfigurationRequest: Elastic IPs are not supported for load balancers with"
                + " type 'application'");
    lab.lowered(Quota.APPLICATION_LOAD_BALANCERS_PER_REGION, 0);
    assertThat(lab.refused(alb("web", A, B))).startsWith("TooManyLoadBalancers:");
    lab.done(nlb("net", A));
  }

  private static CreateLoadBalancer elastic(String name) {
    return new CreateLoadBalancer(
        SCOPE,
        name,
        LoadBalancerType.APPLICATION,
        LoadBalancer.Scheme.INTERNET_FACING,
        IpAddressType.IPV4,
        List.of(
            new CreateLoadBalancer.Mapping(
                A, Optional.empty(), Optional.of(new AllocationId("eipalloc-1"))),
            CreateLoadBalancer.Mapping.in(B)),
        List.of(),
        Tags.NONE);
  }

  @Test
  void bothFamiliesNeedSubnetsOfBoth() {
    LoadBalancer made =
        lab.done(anyBalancer(LoadBalancerType.NETWORK, "net", IpAddressType.DUALSTACK, A, B));

    assertThat(made.nodes()).allMatch(node -> node.ipv6Address().isPresent());
    assertThat(made.nodes())
        .allMatch(
            node ->
                lab.world
                    .find(NetworkInterface.KIND, node.eni())
                    .orElseThrow()
                    .held()
                    .ipv6()
                    .equals(List.of(node.ipv6Address().orElseThrow())));
    assertThat(
            lab.refused(anyBalancer(LoadBalancerType.NETWORK, "old", IpAddressType.DUALSTACK, OLD)))
        .isEqualTo(
            "InvalidSubnet: The subnet 'subnet-old' has no IPv6 CIDR block associated with it");
    assertThat(
            lab.refused(
                anyBalancer(
                    LoadBalancerType.NETWORK,
                    "net6",
                    IpAddressType.DUALSTACK_WITHOUT_PUBLIC_IPV4,
                    A)))
        .isEqualTo(
            "InvalidConfigurationRequest: The specified IP address type is not supported on load"
                + " balancers with type 'network'.");
  }

  @Test
  void theFamiliesCanBeExchanged() {
    LoadBalancer made = lab.done(alb("web", A, B));

    LoadBalancer six = lab.done(type(made, IpAddressType.DUALSTACK_WITHOUT_PUBLIC_IPV4));
    assertThat(six.nodes())
        .allMatch(node -> node.ipv6Address().isPresent() && node.publicAddress().isEmpty());
    LoadBalancer four = lab.done(type(made, IpAddressType.IPV4));
    assertThat(four.nodes())
        .allMatch(node -> node.ipv6Address().isEmpty() && node.publicAddress().isPresent());
    assertThat(four.nodes()).extracting(LoadBalancer.Node::publicAddress).doesNotHaveDuplicates();
    assertThat(lab.world.table(NetworkInterface.KIND).stream())
        .allMatch(eni -> eni.held().ipv6().isEmpty() && eni.publicAddress().isPresent());
  }

  private static SetIpAddressType type(LoadBalancer balancer, IpAddressType type) {
    return new SetIpAddressType(SCOPE, balancer.arn(), type);
  }

  @Test
  void listenersOverUdpKeepALoadBalancerToIpv4() {
    LoadBalancer net = lab.done(nlb("net", A));
    var group = lab.targetGroup("dns", ElbProtocol.UDP);
    lab.done(listener(net, ElbProtocol.UDP, 53, BalancerLab.forward(group)));

    assertThat(lab.refused(type(net, IpAddressType.DUALSTACK)))
        .isEqualTo(
            "InvalidConfigurationRequest: Listener protocol 'UDP' is not supported with IP address"
                + " type 'dualstack'");
  }

  @Test
  void otherSubnetsKeepTheNodesThatStay() {
    LoadBalancer made = lab.done(alb("web", A, B));
    LoadBalancer.Node stays = made.nodes().getFirst();

    LoadBalancer moved = lab.done(subnets(made, A, C));

    assertThat(moved.nodes()).hasSize(2).contains(stays);
    assertThat(lab.world.find(NetworkInterface.KIND, made.nodes().getLast().eni())).isEmpty();
    assertThat(lab.world.table(NetworkInterface.KIND).size()).isEqualTo(2);
    assertThat(lab.refused(subnets(made, A)))
        .contains("At least two subnets in two different Availability Zones");
    assertThat(lab.refused(subnets(made, B, OLD)))
        .contains("multiple subnets in the same Availability Zone");
    assertThat(
            lab.refused(
                new SetSubnets(SCOPE, new LoadBalancerArn("arn:x"), List.of(), Optional.empty())))
        .isEqualTo("LoadBalancerNotFound: Load balancer 'arn:x' not found");
  }

  @Test
  void subnetsAndFamiliesCanChangeTogether() {
    LoadBalancer made = lab.done(nlb("net", OLD));

    LoadBalancer moved =
        lab.done(
            new SetSubnets(
                SCOPE,
                made.arn(),
                List.of(CreateLoadBalancer.Mapping.in(A), CreateLoadBalancer.Mapping.in(C)),
                Optional.of(IpAddressType.DUALSTACK)));

    assertThat(moved.ipAddressType()).isEqualTo(IpAddressType.DUALSTACK);
    assertThat(moved.nodes()).hasSize(2).allMatch(node -> node.ipv6Address().isPresent());
  }

  private static SetSubnets subnets(LoadBalancer balancer, SubnetId... subnets) {
    return new SetSubnets(
        SCOPE,
        balancer.arn(),
        List.of(subnets).stream().map(CreateLoadBalancer.Mapping::in).toList(),
        Optional.empty());
  }

  @Test
  void secondaryAddressesAreTakenAndNeverGivenBack() {
    LoadBalancer made = lab.done(nlb("net", A, B));

    lab.done(attribute(made, "secondary_ips.auto_assigned.per_subnet", "3"));

    assertThat(lab.world.table(NetworkInterface.KIND).stream())
        .hasSize(2)
        .allMatch(eni -> eni.secondary().size() == 3);
    assertThat(lab.refused(attribute(made, "secondary_ips.auto_assigned.per_subnet", "2")))
        .endsWith("cannot be decreased");
  }

  private static ModifyLoadBalancerAttributes attribute(
      LoadBalancer balancer, String key, String value) {
    return new ModifyLoadBalancerAttributes(SCOPE, balancer.arn(), Map.of(key, value));
  }

  @Test
  void attributesAreThoseOfTheType() {
    LoadBalancer made = lab.done(alb("web", A, B));

    assertThat(LoadBalancerAttributes.of(made))
        .containsEntry("idle_timeout.timeout_seconds", "60")
        .containsEntry("routing.http2.enabled", "true")
        .containsEntry("load_balancing.cross_zone.enabled", "true")
        .containsEntry("client_keep_alive.seconds", "3600");
    assertThat(lab.refused(attribute(made, "idle_timeout.timeout_seconds", "4001")))
        .endsWith("Expected 1 to 4000");
    assertThat(lab.refused(attribute(made, "load_balancing.cross_zone.enabled", "false")))
        .startsWith("InvalidConfigurationRequest:");
    assertThat(lab.refused(attribute(made, "secondary_ips.auto_assigned.per_subnet", "1")))
        .endsWith("is not supported on load balancers with type 'application'");
    assertThat(lab.refused(attribute(made, "what.is.this", "1")))
        .isEqualTo("ValidationError: Load balancer attribute key 'what.is.this' is not recognized");
    assertThat(lab.refused(attribute(made, "access_logs.s3.enabled", "true")))
        .startsWith("InvalidConfigurationRequest: The value of 'access_logs.s3.bucket'");
  }

  @Test
  void deletingOneDeletesItsListenersAndRules() {
    LoadBalancer made = lab.done(alb("web", A, B));
    Listener http = lab.done(listener(made, ElbProtocol.HTTP, 80, BalancerLab.HELLO));
    lab.done(BalancerLab.rule(http.arn(), 1, BalancerLab.HELLO));

    lab.done(new DeleteLoadBalancer(SCOPE, made.arn()));

    assertThat(lab.world.table(Listener.KIND).size()).isZero();
    assertThat(lab.world.table(ListenerRule.KIND).size()).isZero();
    assertThat(lab.world.table(NetworkInterface.KIND).size()).isZero();
  }

  @Test
  void privateLinkIsFilteredUnlessToldOtherwise() {
    var group = lab.group("web");
    LoadBalancer net =
        lab.done(
            new CreateLoadBalancer(
                SCOPE,
                "net",
                LoadBalancer.Scheme.INTERNAL,
                List.of(CreateLoadBalancer.Mapping.in(A)),
                List.of(group),
                Tags.NONE));
    assertThat(net.filtersPrivateLink()).isTrue();

    var off = new SetSecurityGroups(SCOPE, net.arn(), List.of(group), Optional.of(false));

    assertThat(lab.done(off).filtersPrivateLink()).isFalse();
    assertThat(lab.done(new SetSecurityGroups(SCOPE, net.arn(), List.of(group))))
        .matches(it -> !it.filtersPrivateLink());
    LoadBalancer web = lab.done(alb("web", A, B));
    assertThat(
            lab.refused(
                new SetSecurityGroups(SCOPE, web.arn(), List.of(group), Optional.of(false))))
        .startsWith("InvalidConfigurationRequest:");
    assertThat(lab.refused(new SetSecurityGroups(SCOPE, web.arn(), List.of())))
        .isEqualTo("ValidationError: At least one security group must be specified");
  }
}
