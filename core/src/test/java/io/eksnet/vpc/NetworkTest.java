package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.Command;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** VPCs, subnets, routes and gateways. */
class NetworkTest {
  private static final Cidr ANYWHERE = Cidr.ANY_IPV4;

  private final Ec2 ec2 = new Ec2();
  private final Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");

  @Test
  void aVpcComesWithAMainRouteTableThatKnowsOnlyTheVpc() {
    assertThat(ec2.world.table(RouteTable.KIND).stream())
        .singleElement()
        .matches(RouteTable::isMain)
        .satisfies(
            table ->
                assertThat(table.routes())
                    .containsExactly(
                        new RouteTable.Route(
                            vpc.primaryCidr(),
                            new RouteTable.Target.Local(),
                            RouteTable.Origin.CREATE_ROUTE_TABLE)));
  }

  @Test
  void aVpcComesWithADefaultNetworkAclThatLetsEverythingThrough() {
    assertThat(ec2.world.table(NetworkAcl.KIND).stream())
        .singleElement()
        .matches(NetworkAcl::isDefault)
        .satisfies(
            acl ->
                assertThat(acl.entries())
                    .containsExactlyInAnyOrder(
                        new NetworkAcl.Entry(100, false, true, Traffic.ALL, ANYWHERE),
                        new NetworkAcl.Entry(100, true, true, Traffic.ALL, ANYWHERE)));
  }

  @Test
  void theDefaultGroupLetsInItselfAndLetsOutEverything() {
    SecurityGroup group = ec2.defaultGroup(vpc);

    assertThat(ec2.vpcs().rulesOf(group.id()))
        .extracting(rule -> rule.direction() + " " + rule.traffic() + " " + rule.peer())
        .containsExactlyInAnyOrder(
            "INGRESS all traffic " + group.id(), "EGRESS all traffic 0.0.0.0/0");
  }

  @Test
  void dnsNamesAreOffUntilTheyAreAskedFor() {
    assertThat(vpc.enableDnsSupport()).isTrue();
    assertThat(vpc.enableDnsHostnames()).isFalse();
    Vpc named =
        ec2.done(
            new ModifyVpcAttribute(
                vpc.id(), new ModifyVpcAttribute.Attribute.EnableDnsHostnames(true)));

    assertThat(named.enableDnsSupport()).isTrue();
    assertThat(named.enableDnsHostnames()).isTrue();
  }

  @ParameterizedTest(name = "a /{0} has {1} usable addresses")
  @CsvSource({"28, 11", "27, 27", "24, 251", "20, 4091", "16, 65531"})
  void fiveAddressesOfASubnetAreNeverHandedOut(int length, long usable) {
    Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/" + length);

    assertThat(subnet.usableAddresses()).isEqualTo(usable);
    assertThat(ec2.vpcs().availableAddresses(subnet)).isEqualTo(usable);
    assertThat(subnet.reservedAddresses()).hasSize(5).allMatch(subnet.cidr()::contains);
  }

  @Test
  void aSubnetIsGuardedByTheDefaultAclAndRoutedByTheMainTable() {
    Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_B, "10.0.0.0/24");

    assertThat(subnet.zone()).isEqualTo(Ec2.ZONE_B);
    assertThat(ec2.vpcs().networkAclOf(subnet.id()).orElseThrow().isDefault()).isTrue();
    assertThat(ec2.vpcs().routeTableOf(subnet).orElseThrow().isMain()).isTrue();
  }

  @Test
  void aSubnetBecomesPublicByARouteToTheInternetGatewayOfItsVpc() {
    Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");
    RouteTable table = ec2.done(new CreateRouteTable(vpc.id(), Tags.NONE, Optional.empty()));
    InternetGatewayId igw = gateway().id();
    ec2.done(new AttachInternetGateway(igw, vpc.id()));

    ec2.done(new CreateRoute(table.id(), ANYWHERE, new RouteTable.Target.Internet(igw)));
    assertThat(ec2.vpcs().isPublic(subnet)).isFalse();
    ec2.done(new AssociateRouteTable(table.id(), subnet.id()));
    assertThat(ec2.vpcs().isPublic(subnet)).isTrue();
    ec2.done(new DeleteRoute(table.id(), ANYWHERE));
    assertThat(ec2.vpcs().isPublic(subnet)).isFalse();
  }

  @Test
  void insideTheVpcOnlyAnInterfaceTakesTrafficFromTheLocalRoute() {
    Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");
    RouteTable table = ec2.done(new CreateRouteTable(vpc.id(), Tags.NONE, Optional.empty()));
    NetworkInterface eni =
        ec2.done(CreateNetworkInterface.in(subnet.id(), List.of(), "", 0, Tags.NONE));
    InternetGatewayId igw = gateway().id();
    ec2.done(new AttachInternetGateway(igw, vpc.id()));

    assertThat(
            ec2.refused(
                new CreateRoute(table.id(), subnet.cidr(), new RouteTable.Target.Internet(igw))))
        .hasToString(
            "InvalidParameterValue: The destination CIDR block 10.0.0.0/24 is equal to or more"
                + " specific than one of this VPC's CIDR blocks. This route can target only an"
                + " interface or an instance.");
    assertThat(
            ec2.done(
                    new CreateRoute(
                        table.id(), subnet.cidr(), new RouteTable.Target.Interface(eni.id())))
                .routes())
        .hasSize(2);
  }

  @Test
  void aPublicNatGatewayStandsBehindItsElasticIp() {
    Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");
    ec2.done(new AttachInternetGateway(gateway().id(), vpc.id()));
    ElasticIp elastic = ec2.done(allocation());
    NatGateway nat = ec2.done(nat(subnet, elastic));

    NetworkInterface eni = ec2.vpcs().networkInterface(nat.eni().orElseThrow()).orElseThrow();
    assertThat(nat.state()).isEqualTo(NatGateway.State.PENDING);
    assertThat(nat.isPublic()).isTrue();
    assertThat(eni.primary()).hasToString("10.0.0.4").isEqualTo(nat.privateAddress().orElseThrow());
    assertThat(eni.type()).isEqualTo(NetworkInterface.Type.NAT_GATEWAY);
    assertThat(eni.sourceDestCheck()).isFalse();
    assertThat(eni.groups()).isEmpty();
    assertThat(ec2.vpcs().interfaceBehind(elastic.publicAddress())).contains(eni);
  }

  @Test
  void aPrivateNatGatewayNeedsNoInternetGateway() {
    Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");

    assertThat(
            ec2.done(
                new CreateNatGateway(subnet.id(), Optional.empty(), Tags.NONE, Optional.empty())))
        .matches(nat -> !nat.isPublic());
  }

  @Test
  void publicAddressesAreNobodysOnTheInternet() {
    ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");

    assertThat(ec2.done(allocation()).publicAddress()).hasToString("203.0.113.1");
    assertThat(ec2.done(allocation()).publicAddress()).hasToString("203.0.113.2");
  }

  @Test
  void quotasEndWhatOneAccountCanMake() {
    for (int i = 2; i <= 5; i++) {
      ec2.vpc("vpc-" + i, "10.0.0.0/16");
      gateway();
      ec2.done(allocation());
    }
    gateway();
    ec2.done(allocation());

    assertThat(code(new CreateVpc(Ec2.SCOPE, vpc.primaryCidr(), Tags.NONE, Optional.empty())))
        .isEqualTo("VpcLimitExceeded");
    assertThat(code(new CreateInternetGateway(Ec2.SCOPE, Tags.NONE, Optional.empty())))
        .isEqualTo("InternetGatewayLimitExceeded");
    assertThat(code(allocation())).isEqualTo("AddressLimitExceeded");
  }

  @Test
  void tablesHaveQuotasOfTheirOwn() {
    Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");
    RouteTable table = ec2.done(new CreateRouteTable(vpc.id(), Tags.NONE, Optional.empty()));
    NetworkInterface eni =
        ec2.done(CreateNetworkInterface.in(subnet.id(), List.of(), "", 0, Tags.NONE));
    RouteTable.Target target = new RouteTable.Target.Interface(eni.id());
    for (int i = 1; i < Quota.ROUTES_PER_ROUTE_TABLE.standard(); i++) {
      ec2.done(new CreateRoute(table.id(), Cidr.parse("172.16." + i + ".0/24"), target));
    }
    for (int i = 0; i < Quota.NAT_GATEWAYS_PER_ZONE.standard(); i++) {
      ec2.done(new CreateNatGateway(subnet.id(), Optional.empty(), Tags.NONE, Optional.empty()));
    }
    for (int i = 0; i < Quota.SUBNETS_PER_VPC.standard() - 1; i++) {
      ec2.subnet("subnet-more-" + i, vpc, Ec2.ZONE_A, "10.0." + (i + 1) + ".0/24");
    }
    for (int i = 2; i < Quota.ROUTE_TABLES_PER_VPC.standard(); i++) {
      ec2.done(new CreateRouteTable(vpc.id(), Tags.NONE, Optional.empty()));
    }

    assertThat(code(new CreateRoute(table.id(), ANYWHERE, target))).isEqualTo("RouteLimitExceeded");
    assertThat(
            code(new CreateNatGateway(subnet.id(), Optional.empty(), Tags.NONE, Optional.empty())))
        .isEqualTo("NatGatewayLimitExceeded");
    assertThat(
            code(
                new CreateSubnet(
                    vpc.id(),
                    Cidr.parse("10.0.250.0/24"),
                    Optional.empty(),
                    Tags.NONE,
                    Optional.empty())))
        .isEqualTo("SubnetLimitExceeded");
    assertThat(code(new CreateRouteTable(vpc.id(), Tags.NONE, Optional.empty())))
        .isEqualTo("RouteTableLimitExceeded");
  }

  @Test
  void tagsAreSetAndTakenOnAnyKindOfResource() {
    Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");
    List<String> both = List.of("vpc-1", "subnet-1");

    ec2.done(new CreateTags(Ec2.SCOPE, both, Tags.named("a").with("k", "v")));
    assertThat(ec2.vpcs().subnet(subnet.id()).orElseThrow().tags().get("k")).contains("v");
    ec2.done(
        new DeleteTags(
            Ec2.SCOPE, both, Map.of("k", Optional.of("other"), "Name", Optional.empty())));
    assertThat(ec2.vpcs().vpc(vpc.id()).orElseThrow().tags().values())
        .containsExactly(Map.entry("k", "v"));
  }

  private InternetGateway gateway() {
    return ec2.done(new CreateInternetGateway(Ec2.SCOPE, Tags.NONE, Optional.empty()));
  }

  private static AllocateAddress allocation() {
    return new AllocateAddress(Ec2.SCOPE, Tags.NONE, Optional.empty());
  }

  private static CreateNatGateway nat(Subnet subnet, ElasticIp elastic) {
    return new CreateNatGateway(
        subnet.id(), Optional.of(elastic.id()), Tags.NONE, Optional.empty());
  }

  private String code(Command<?> command) {
    return ec2.refused(command).code();
  }
}
