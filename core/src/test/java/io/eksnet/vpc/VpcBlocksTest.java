package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.RouteTableId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.world.World;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The blocks of VPCs and subnets, and what comes and goes with them. */
class VpcBlocksTest {
  private final Ec2 ec2 = new Ec2();

  @ParameterizedTest(name = "{0} may add {1}: {2}")
  @CsvSource({
    "10.2.0.0/16,    10.3.0.0/16,    true",
    "10.2.0.0/16,    172.16.0.0/16,  false",
    "10.2.0.0/16,    192.168.0.0/16, false",
    "10.2.0.0/16,    198.19.0.0/16,  false",
    "10.2.0.0/16,    198.18.0.0/16,  true",
    "10.2.0.0/16,    100.64.0.0/16,  true",
    "10.2.0.0/16,    54.1.0.0/16,    true",
    "10.2.0.0/16,    10.0.0.0/16,    true",
    "10.1.0.0/16,    10.0.0.0/16,    false",
    "10.1.0.0/16,    10.2.0.0/16,    true",
    "172.16.0.0/16,  172.17.0.0/16,  true",
    "172.16.0.0/16,  172.31.0.0/24,  false",
    "172.16.0.0/16,  10.0.0.0/16,    false",
    "192.168.0.0/24, 192.168.1.0/24, true",
    "192.168.0.0/24, 172.16.0.0/16,  false",
    "198.19.0.0/24,  10.0.0.0/16,    false",
    "198.19.0.0/24,  198.19.1.0/24,  true",
    "100.64.0.0/16,  10.0.0.0/16,    false",
    "100.64.0.0/16,  100.65.0.0/16,  true",
    "54.1.0.0/16,    198.19.0.0/16,  false",
    "10.2.0.0/16,    169.254.0.0/16, false",
    "10.2.0.0/16,    224.0.0.0/16,   false"
  })
  void theTableOfRestrictedPairsBinds(String primary, String added, boolean allowed) {
    Vpc vpc = ec2.vpc("vpc-1", primary);
    if (allowed) {
      ec2.done(associate(vpc, added));
      assertThat(ec2.vpcs().vpc(vpc.id()).orElseThrow().blocks()).contains(Cidr.parse(added));
    } else {
      assertThat(ec2.refused(associate(vpc, added)).toString())
          .startsWith("InvalidVpc.Range: The CIDR '" + added + "' is restricted.");
    }
  }

  @Test
  void theTableCanBeSwitchedOffButWhatIsNeverUsableStaysSo() {
    ec2.stated(CidrRestrictions.KIND, new CidrRestrictions(false));
    Vpc vpc = ec2.vpc("vpc-1", "10.2.0.0/16");
    ec2.done(associate(vpc, "198.19.0.0/16"));
    ec2.done(associate(vpc, "192.168.0.0/16"));
    assertThat(ec2.refused(associate(vpc, "169.254.0.0/24")).code()).isEqualTo("InvalidVpc.Range");
  }

  @Test
  void aBlockBringsALocalRouteToEveryTableAndTakesItAway() {
    Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
    ec2.done(new CreateRouteTable(vpc.id(), Tags.NONE, Optional.of(new RouteTableId("rtb-1"))));

    Vpc.CidrAssociation made = ec2.done(associate(vpc, "100.64.0.0/16"));
    assertThat(made.state()).isEqualTo(CidrState.ASSOCIATING);
    assertThat(routes()).allMatch(it -> it.contains("100.64.0.0/16"));

    Vpc after = ec2.done(new DisassociateVpcCidrBlock(Ec2.SCOPE, made.id()));
    assertThat(after.cidrs().getLast().state()).isEqualTo(CidrState.DISASSOCIATING);
    assertThat(after.blocks()).containsExactly(Cidr.parse("10.0.0.0/16"));
    assertThat(routes()).hasSize(2).noneMatch(it -> it.contains("100.64.0.0/16"));
  }

  @Test
  void aBlockMayBeSmallerThanTheDestinationOfARouteButNotAsLarge() {
    Vpc vpc = ec2.vpc("vpc-1", "10.2.0.0/16");
    InternetGateway gateway =
        ec2.done(new CreateInternetGateway(Ec2.SCOPE, Tags.NONE, Optional.empty()));
    ec2.done(new AttachInternetGateway(gateway.id(), vpc.id()));
    RouteTable table =
        ec2.done(new CreateRouteTable(vpc.id(), Tags.NONE, Optional.of(new RouteTableId("rtb-1"))));
    ec2.done(
        new CreateRoute(
            table.id(), Cidr.parse("10.0.0.0/24"), new RouteTable.Target.Internet(gateway.id())));
    for (String large : List.of("10.0.0.0/24", "10.0.0.0/16")) {
      assertThat(ec2.refused(associate(vpc, large)))
          .hasToString(
              "InvalidVpc.Range: The CIDR '"
                  + large
                  + "' is equal to or larger than the destination 10.0.0.0/24 of a route in route"
                  + " table rtb-1");
    }
    ec2.done(associate(vpc, "10.0.0.0/25"));
  }

  @Test
  void fiveBlocksAreTheLimitUnlessTheQuotaIsRaised() {
    Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
    for (int i = 1; i < 5; i++) {
      ec2.done(associate(vpc, "10." + i + ".0.0/16"));
    }
    assertThat(ec2.refused(associate(vpc, "10.9.0.0/16")))
        .hasToString(
            "CidrLimitExceeded: This network 'vpc-1' has met its maximum number of allowed CIDRs:"
                + " 5");
    ec2.stated(QuotaSetting.KIND, new QuotaSetting(Quota.IPV4_CIDR_BLOCKS_PER_VPC, 6));
    ec2.done(associate(vpc, "10.9.0.0/16"));
  }

  @Test
  void amazonsIpv6BlocksAreSlash56AndNeverShared() {
    Vpc one = ec2.vpc("vpc-1", "10.0.0.0/16");
    Vpc two = ec2.vpc("vpc-2", "10.0.0.0/16");
    Cidr first = ec2.done(ipv6(one)).cidr();
    Cidr second = ec2.done(ipv6(two)).cidr();
    assertThat(List.of(first, second)).allMatch(it -> it.length() == 56).doesNotHaveDuplicates();
    assertThat(routes()).anyMatch(it -> it.contains(first.toString()));
  }

  @Test
  void theFirstIpv6BlockOpensDefaultsThatNobodyChanged() {
    Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
    Vpc changed = ec2.vpc("vpc-2", "10.0.0.0/16");
    SecurityGroup group = ec2.defaultGroup(changed);
    ec2.done(
        new RevokeSecurityGroupEgress(
            group.id(), List.of(Permission.of(Traffic.ALL, Cidr.ANY_IPV4)), List.of()));
    ec2.done(ipv6(vpc));
    ec2.done(ipv6(changed));
    ec2.done(ipv6(changed));

    assertThat(acl(vpc).entries())
        .extracting(NetworkAcl.Entry::number)
        .containsExactly(100, 100, 101, 101);
    assertThat(acl(changed).entries()).hasSize(4);
    assertThat(ec2.vpcs().rulesOf(ec2.defaultGroup(vpc).id())).hasSize(3);
    assertThat(ec2.vpcs().rulesOf(group.id())).hasSize(1);
  }

  @Test
  void aSubnetTakesASlash64OfItsVpcAndGivesItBackWhenUnused() {
    Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
    Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");
    Cidr block = ec2.done(ipv6(vpc)).cidr();

    Subnet dual = ec2.done(new AssociateSubnetCidrBlock(subnet.id(), block.block(64, 3)));
    assertThat(dual.ipv6Cidr()).contains(block.block(64, 3));
    ec2.done(
        new ModifySubnetAttribute(
            subnet.id(), new ModifySubnetAttribute.Attribute.AssignIpv6AddressOnCreation(true)));
    var association = dual.ipv6().orElseThrow().id();
    assertThat(ec2.refused(new DisassociateSubnetCidrBlock(Ec2.SCOPE, association)))
        .hasToString(
            "InvalidCidrBlock.InUse: The subnet IPv6 CIDR block with association ID "
                + association
                + " may not be disassociated, because its subnet has"
                + " assign-ipv6-address-on-creation set to true.");
    ec2.done(
        new ModifySubnetAttribute(
            subnet.id(), new ModifySubnetAttribute.Attribute.AssignIpv6AddressOnCreation(false)));
    assertThat(ec2.done(new DisassociateSubnetCidrBlock(Ec2.SCOPE, association)).ipv6Cidr())
        .isEmpty();
  }

  @Test
  void aVpcGoesWithItsDefaultsAndLeavesNothingBehind() {
    ec2.vpc("vpc-1", "10.0.0.0/16");
    World before = ec2.world;
    Vpc vpc = ec2.vpc("vpc-2", "10.1.0.0/16");
    ec2.done(ipv6(vpc));
    ec2.done(new DeleteVpc(vpc.id()));
    assertThat(rows(ec2.world)).isEqualTo(rows(before));
  }

  @Test
  void aSubnetGoesWithItsAssociationsAndReservations() {
    Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
    RouteTable table = ec2.done(new CreateRouteTable(vpc.id(), Tags.NONE, Optional.empty()));
    Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");
    ec2.done(new AssociateRouteTable(table.id(), subnet.id()));
    ec2.done(
        new CreateSubnetCidrReservation(
            subnet.id(),
            Cidr.parse("10.0.0.16/28"),
            SubnetCidrReservation.Type.PREFIX,
            "",
            Tags.NONE));
    ec2.done(new DeleteSubnet(subnet.id()));
    assertThat(ec2.vpcs().networkAclOf(new SubnetId("subnet-1"))).isEmpty();
    assertThat(ec2.world.table(RouteTable.KIND).by(RouteTable.BY_SUBNET, subnet.id())).isEmpty();
    assertThat(ec2.vpcs().reservationsOf(subnet.id())).isEmpty();
    assertThat(ec2.world.table(Subnet.KIND).size()).isZero();
  }

  @Test
  void theDefaultVpcHasAPublicSubnetInEachZone() {
    Vpc vpc = ec2.done(new CreateDefaultVpc(Ec2.SCOPE));
    assertThat(vpc.isDefault()).isTrue();
    assertThat(vpc.enableDnsHostnames()).isTrue();
    assertThat(ec2.vpcs().subnetsOf(vpc.id()))
        .hasSize(4)
        .allMatch(Subnet::defaultForAz)
        .allMatch(Subnet::mapPublicIpOnLaunch)
        .allMatch(subnet -> subnet.cidr().length() == 20)
        .allMatch(ec2.vpcs()::isPublic);
    Subnet gone = ec2.vpcs().subnetsOf(vpc.id()).getFirst();
    ec2.done(new DeleteSubnet(gone.id()));
    Subnet again = ec2.done(new CreateDefaultSubnet(Ec2.SCOPE, gone.zone().name()));
    assertThat(again.cidr()).isEqualTo(gone.cidr());
    assertThat(again.defaultForAz()).isTrue();
  }

  @Test
  void vpcsOfARegionShareOneDefaultSetOfDhcpOptions() {
    Vpc one = ec2.vpc("vpc-1", "10.0.0.0/16");
    Vpc two = ec2.vpc("vpc-2", "10.0.0.0/16");
    assertThat(one.dhcpOptions()).isPresent().isEqualTo(two.dhcpOptions());
    DhcpOptions set =
        ec2.world.find(DhcpOptions.KIND, one.dhcpOptions().orElseThrow()).orElseThrow();
    assertThat(set.options())
        .isEqualTo(
            Map.of(
                "domain-name", List.of("us-west-2.compute.internal"),
                "domain-name-servers", List.of("AmazonProvidedDNS")));
    assertThat(ec2.done(new AssociateDhcpOptions(one.id(), Optional.empty())).dhcpOptions())
        .isEmpty();
  }

  private List<String> routes() {
    return ec2.world.table(RouteTable.KIND).stream()
        .map(
            table ->
                table.routes().stream()
                    .map(RouteTable.Route::destination)
                    .map(Objects::toString)
                    .toList()
                    .toString())
        .toList();
  }

  private static Map<String, Object> rows(World world) {
    return world.tables().stream()
        .filter(table -> table.size() > 0)
        .collect(Collectors.toMap(table -> table.kind().name(), table -> table.rows().keySet()));
  }

  private NetworkAcl acl(Vpc vpc) {
    return ec2.world.table(NetworkAcl.KIND).by(NetworkAcl.BY_VPC, vpc.id()).getFirst();
  }

  private static AssociateVpcCidrBlock associate(Vpc vpc, String cidr) {
    return new AssociateVpcCidrBlock(
        vpc.id(), new AssociateVpcCidrBlock.Block.Ipv4(Cidr.parse(cidr)));
  }

  private static AssociateVpcCidrBlock ipv6(Vpc vpc) {
    return new AssociateVpcCidrBlock(
        vpc.id(), new AssociateVpcCidrBlock.Block.AmazonProvidedIpv6());
  }
}
