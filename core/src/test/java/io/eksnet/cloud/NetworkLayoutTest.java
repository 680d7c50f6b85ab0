package io.eksnet.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Cidr;
import io.eksnet.vpc.NatGateway;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.RouteTable;
import io.eksnet.vpc.SecurityGroupRule;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpc;
import io.eksnet.world.Pace;
import io.eksnet.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkLayoutTest {
  @Test
  void publicSubnetsReachTheInternetAndGiveOutPublicAddressesAndPrivateOnesDoNot() {
    Aws aws = Aws.fast();

    List<Subnet> subnets =
        aws.network.subnets().stream().map(id -> aws.vpcs().subnet(id).orElseThrow()).toList();
    assertThat(subnets).extracting(aws.vpcs()::isPublic).containsExactly(flags());
    assertThat(subnets).extracting(Subnet::mapPublicIpOnLaunch).containsExactly(flags());
    assertThat(subnets)
        .extracting(subnet -> subnet.tags().name().orElse(""))
        .contains(
            "eksctl-demo-cluster/SubnetPublicUSWEST2A",
            "eksctl-demo-cluster/SubnetPrivateUSWEST2C");
    Vpc vpc = aws.vpcs().vpc(aws.network.vpc()).orElseThrow();
    assertThat(vpc.enableDnsHostnames()).isTrue();
  }

  @ParameterizedTest(name = "{0}: {1} gateways, private subnets leave through {2}")
  @CsvSource({"DISABLE, 0, 0", "SINGLE, 1, 1", "HIGHLY_AVAILABLE, 3, 3"})
  void privateSubnetsLeaveThroughTheNatGatewaysThatThePlanAsksFor(
      NetworkPlan.Nat nat, int gateways, int used) {
    Aws aws = new Aws(Pace.FAST, Aws.plan(nat, 19));

    assertThat(aws.network.natGateways()).hasSize(gateways);
    assertThat(
            aws.privateSubnets().stream()
                .map(id -> aws.vpcs().subnet(id).orElseThrow())
                .flatMap(subnet -> aws.vpcs().routeTableOf(subnet).orElseThrow().routes().stream())
                .map(RouteTable.Route::target)
                .filter(RouteTable.Target.Nat.class::isInstance)
                .distinct())
        .hasSize(used);
  }

  @Test
  void aNatGatewayBecomesAvailableInItsOwnTime() {
    Aws aws = new Aws(Pace.REAL, Aws.plan(NetworkPlan.Nat.SINGLE, 19));

    assertThat(natState(aws.settled())).isEqualTo(NatGateway.State.PENDING);
    assertThat(natState(aws.after(NatGatewayLifecycle.SETUP.minusSeconds(1))))
        .isEqualTo(NatGateway.State.PENDING);
    assertThat(natState(aws.after(Duration.ofSeconds(1)))).isEqualTo(NatGateway.State.AVAILABLE);
    assertThat(natState(Aws.fast().settled())).isEqualTo(NatGateway.State.AVAILABLE);
  }

  @Test
  void theControlPlaneHasTwoInterfacesInPrivateSubnetsOfTwoZones() {
    Aws aws = Aws.fast();

    List<NetworkInterface> enis =
        aws.world().table(NetworkInterface.KIND).stream()
            .filter(eni -> eni.type() == NetworkInterface.Type.EKS_CONTROL_PLANE)
            .toList();
    assertThat(enis).hasSize(2);
    assertThat(enis).extracting(NetworkInterface::description).containsOnly("Amazon EKS demo");
    assertThat(enis)
        .extracting(NetworkInterface::subnet)
        .containsExactlyInAnyOrderElementsOf(aws.privateSubnets().subList(0, 2));
    assertThat(enis)
        .allMatch(eni -> eni.groups().equals(List.of(aws.network.clusterSecurityGroup())));
  }

  @Test
  void theClusterSecurityGroupLetsItsMembersTalkAndEverythingOut() {
    Aws aws = Aws.fast();
    SecurityGroupId group = aws.network.clusterSecurityGroup();

    assertThat(aws.vpcs().rulesOf(group))
        .extracting(rule -> rule.direction() + " " + rule.traffic() + " " + rule.peer())
        .containsExactlyInAnyOrder(
            SecurityGroupRule.Direction.INGRESS + " all traffic " + group,
            SecurityGroupRule.Direction.EGRESS + " all traffic 0.0.0.0/0");
    assertThat(aws.vpcs().securityGroup(group).orElseThrow().name())
        .matches("eks-cluster-sg-demo-[0-9]+");
  }

  @Test
  void idsThatAFilePinsAreThoseOfTheNetwork() {
    NetworkPlan free = Aws.plan(NetworkPlan.Nat.SINGLE, 19);
    NetworkPlan.PlannedSubnet named =
        new NetworkPlan.PlannedSubnet(
            Optional.of("private-a"),
            Optional.of(new SubnetId("subnet-12345678")),
            Cidr.parse("10.0.0.0/24"),
            new ZoneName("us-west-2a"),
            false);
    NetworkPlan plan =
        new NetworkPlan(
            free.cluster(),
            free.scope(),
            free.cidr(),
            List.of(named),
            free.nat(),
            Tags.NONE,
            new NetworkPlan.Pins(
                Optional.of(new VpcId("vpc-12345678")),
                Optional.of(new RouteTableId("rtb-12345678")),
                Optional.of(new SecurityGroupId("sg-1234567890abcdef0"))));
    Aws aws = new Aws(Pace.FAST, plan);

    assertThat(aws.network.vpc()).hasToString("vpc-12345678");
    assertThat(aws.network.clusterSecurityGroup()).hasToString("sg-1234567890abcdef0");
    assertThat(
            aws.world()
                .find(RouteTable.KIND, new RouteTableId("rtb-12345678"))
                .orElseThrow()
                .isMain())
        .isTrue();
    assertThat(aws.vpcs().subnet(new SubnetId("subnet-12345678")).orElseThrow().tags().name())
        .contains("private-a");
    assertThat(aws.vpcs().internetGatewayOf(aws.network.vpc())).isEmpty();
  }

  @Test
  void aPlanThatCannotBeIsRefusedByTheActionThatMeetsIt() {
    NetworkPlan good = Aws.plan(NetworkPlan.Nat.SINGLE, 19);
    NetworkPlan bad =
        new NetworkPlan(
            good.cluster(),
            good.scope(),
            Cidr.parse("10.0.0.0/18"),
            good.subnets(),
            good.nat(),
            good.tags(),
            good.pins());

    Decision<List<Object>> decision =
        NetworkLayout.of(bad, IdSource.seeded(1))
            .commands()
            .decide(World.EMPTY, new Context(Aws.START, IdSource.seeded(2)));

    assertThat(decision).isInstanceOf(Decision.Refused.class);
    assertThat(((Decision.Refused<?>) decision).refusal())
        .hasToString("InvalidSubnet.Range: CreateSubnet: The CIDR '10.0.64.0/19' is invalid.");
  }

  private static Boolean[] flags() {
    return new Boolean[] {true, true, true, false, false, false};
  }

  private static NatGateway.State natState(Aws aws) {
    return aws.world()
        .find(NatGateway.KIND, aws.network.natGateways().getFirst())
        .orElseThrow()
        .state();
  }
}
