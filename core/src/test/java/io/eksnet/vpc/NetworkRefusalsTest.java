package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.Command;
import io.eksnet.id.DhcpOptionsId;
import io.eksnet.id.SubnetCidrAssociationId;
import io.eksnet.id.SubnetCidrReservationId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcCidrAssociationId;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Cidr;
import io.eksnet.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** EC2's codes and words about VPCs, subnets and blocks, a row for each way to be refused. */
class NetworkRefusalsTest {
  private static final VpcId NO_VPC = new VpcId("vpc-0");
  private static final SubnetId NO_SUBNET = new SubnetId("subnet-0");

  private final Ec2 ec2 = new Ec2();
  private final Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
  private final Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");

  private record Row(String what, Command<?> command, String refusal) {}

  @TestFactory
  Stream<DynamicTest> eachWrongRequestIsRefusedWithEc2sCodeAndWords() {
    ec2.done(CreateNetworkInterface.in(subnet.id(), List.of(), "", 0, Tags.NONE));
    ec2.done(reserve("10.0.0.64/28"));
    return Stream.of(blocks(), subnets(), deletions(), dhcp(), defaults())
        .flatMap(List::stream)
        .map(row -> DynamicTest.dynamicTest(row.what(), () -> check(row)));
  }

  private void check(Row row) {
    World before = ec2.world;
    assertThat(ec2.refused(row.command())).hasToString(row.refusal());
    assertThat(ec2.world).isSameAs(before);
  }

  private List<Row> blocks() {
    VpcCidrAssociationId primary = vpc.cidrs().getFirst().id();
    Vpc.CidrAssociation second =
        ec2.done(
            new AssociateVpcCidrBlock(
                vpc.id(), new AssociateVpcCidrBlock.Block.Ipv4(Cidr.parse("100.64.0.0/16"))));
    ec2.subnet("subnet-2", vpc, Ec2.ZONE_A, "100.64.1.0/24");
    return List.of(
        new Row(
            "a block of no VPC",
            associate(NO_VPC, "10.1.0.0/16"),
            "InvalidVpcID.NotFound: The vpc ID 'vpc-0' does not exist"),
        new Row(
            "a block too large",
            associate(vpc.id(), "10.2.0.0/15"),
            "InvalidVpc.Range: The CIDR '10.2.0.0/15' is invalid."),
        new Row(
            "a block inside another",
            associate(vpc.id(), "10.0.1.0/24"),
            "InvalidVpc.Range: The CIDR '10.0.1.0/24' conflicts with the CIDR '10.0.0.0/16' of the"
                + " VPC"),
        new Row(
            "a VPC of link-local addresses",
            new CreateVpc(Ec2.SCOPE, Cidr.parse("169.254.0.0/16"), Tags.NONE, Optional.empty()),
            "InvalidVpc.Range: The CIDR '169.254.0.0/16' is invalid."),
        new Row(
            "taking no block away",
            new DisassociateVpcCidrBlock(Ec2.SCOPE, new VpcCidrAssociationId("vpc-cidr-assoc-0")),
            "InvalidVpcCidrBlockAssociationID.NotFound: The vpc CIDR block association ID"
                + " 'vpc-cidr-assoc-0' does not exist"),
        new Row(
            "taking the primary block away",
            new DisassociateVpcCidrBlock(Ec2.SCOPE, primary),
            "OperationNotPermitted: The vpc CIDR block with association ID "
                + primary
                + " may not be disassociated. It is the primary IPv4 CIDR block of the VPC"),
        new Row(
            "taking a block with a subnet away",
            new DisassociateVpcCidrBlock(Ec2.SCOPE, second.id()),
            "InvalidCidrBlock.InUse: The vpc vpc-1 currently has a subnet within CIDR block"
                + " 100.64.0.0/16"));
  }

  private List<Row> subnets() {
    return List.of(
        new Row(
            "an IPv6 block that is not the VPC's",
            new AssociateSubnetCidrBlock(subnet.id(), Cidr.parse("2001:db8::/64")),
            "InvalidSubnet.Range: The CIDR '2001:db8::/64' is invalid."),
        new Row(
            "an IPv6 block of no subnet",
            new AssociateSubnetCidrBlock(NO_SUBNET, Cidr.parse("2001:db8::/64")),
            "InvalidSubnetID.NotFound: The subnet ID 'subnet-0' does not exist"),
        new Row(
            "taking no IPv6 block away",
            new DisassociateSubnetCidrBlock(
                Ec2.SCOPE, new SubnetCidrAssociationId("subnet-cidr-assoc-0")),
            "InvalidSubnetCidrBlockAssociationID.NotFound: The subnet CIDR block with association"
                + " ID 'subnet-cidr-assoc-0' does not exist"),
        new Row(
            "IPv6 addresses in a subnet without IPv6",
            new ModifySubnetAttribute(
                subnet.id(), new ModifySubnetAttribute.Attribute.AssignIpv6AddressOnCreation(true)),
            "InvalidParameterValue: Invalid value 'true' for assign-ipv6-address-on-creation."
                + " Cannot set assign-ipv6-address-on-creation to true unless the subnet"
                + " (subnet-1) has an IPv6 CIDR block associated with it."),
        new Row(
            "a reservation outside of its subnet",
            reserve("10.0.1.0/28"),
            "InvalidParameterValue: Reservation CIDR should be within subnet CIDR block"
                + " (10.0.0.0/24)"),
        new Row(
            "a reservation over another",
            reserve("10.0.0.64/27"),
            "InvalidParameterValue: Reservation CIDR 10.0.0.64/27 has overlap with existing"
                + " reserved CIDR block"),
        new Row(
            "giving no reservation back",
            new DeleteSubnetCidrReservation(new SubnetCidrReservationId("scr-0")),
            "InvalidSubnetCidrReservationID.NotFound: The subnet-cidr-reservation ID 'scr-0' does"
                + " not exist"));
  }

  private List<Row> deletions() {
    return List.of(
        new Row(
            "deleting no VPC",
            new DeleteVpc(NO_VPC),
            "InvalidVpcID.NotFound: The vpc ID 'vpc-0' does not exist"),
        new Row(
            "deleting a VPC with subnets",
            new DeleteVpc(vpc.id()),
            "DependencyViolation: The vpc 'vpc-1' has dependencies and cannot be deleted."),
        new Row(
            "deleting no subnet",
            new DeleteSubnet(NO_SUBNET),
            "InvalidSubnetID.NotFound: The subnet ID 'subnet-0' does not exist"),
        new Row(
            "deleting a subnet with an interface",
            new DeleteSubnet(subnet.id()),
            "DependencyViolation: The subnet 'subnet-1' has dependencies and cannot be deleted."));
  }

  private List<Row> dhcp() {
    DhcpOptionsId none = new DhcpOptionsId("dopt-0");
    DhcpOptionsId used = vpc.dhcpOptions().orElseThrow();
    String missing = "InvalidDhcpOptionID.NotFound: The dhcpOption ID 'dopt-0' does not exist";
    return List.of(
        new Row("deleting no DHCP options", new DeleteDhcpOptions(none), missing),
        new Row(
            "associating no DHCP options",
            new AssociateDhcpOptions(vpc.id(), Optional.of(none)),
            missing),
        new Row(
            "deleting DHCP options in use",
            new DeleteDhcpOptions(used),
            "DependencyViolation: The dhcpOptions '"
                + used
                + "' has dependencies and cannot be deleted."),
        new Row(
            "DHCP options without any",
            new CreateDhcpOptions(Ec2.SCOPE, Map.of(), Tags.NONE),
            "MissingParameter: The request must contain the parameter dhcpConfiguration"),
        new Row(
            "a DHCP option that is none",
            new CreateDhcpOptions(Ec2.SCOPE, Map.of("boot-file", List.of("x")), Tags.NONE),
            "InvalidParameterValue: Value (boot-file) for parameter dhcpConfiguration.key is"
                + " invalid. Expected domain-name-servers, domain-name, ntp-servers,"
                + " netbios-name-servers, netbios-node-type or"
                + " ipv6-address-preferred-lease-time."),
        new Row(
            "a name server that is no address",
            new CreateDhcpOptions(
                Ec2.SCOPE, Map.of("domain-name-servers", List.of("ns1")), Tags.NONE),
            "InvalidParameterValue: Value (ns1) for DHCP option domain-name-servers is invalid."));
  }

  private List<Row> defaults() {
    return List.of(
        new Row(
            "a default subnet without a default VPC",
            new CreateDefaultSubnet(Ec2.SCOPE, new ZoneName("us-west-2a")),
            "DefaultVpcDoesNotExist: No default VPC exists for this account in this region."));
  }

  @Test
  void thereIsOneDefaultVpcAndOneDefaultSubnetInAZone() {
    Vpc made = ec2.done(new CreateDefaultVpc(Ec2.SCOPE));
    assertThat(ec2.refused(new CreateDefaultVpc(Ec2.SCOPE)).code())
        .isEqualTo("DefaultVpcAlreadyExists");
    Subnet first = ec2.vpcs().subnetsOf(made.id()).getFirst();
    assertThat(ec2.refused(new CreateDefaultSubnet(Ec2.SCOPE, first.zone().name())))
        .hasToString(
            "DefaultSubnetAlreadyExistsInAvailabilityZone: '"
                + first.id()
                + "' is already the default subnet in "
                + first.zone().name()
                + ".");
  }

  @Test
  void quotasBind() {
    IntStream.range(2, 6).forEach(i -> ec2.vpc("vpc-" + i, "10.0.0.0/16"));
    assertThat(ec2.refused(new CreateDefaultVpc(Ec2.SCOPE)).code()).isEqualTo("VpcLimitExceeded");
    ec2.stated(QuotaSetting.KIND, new QuotaSetting(Quota.SUBNETS_PER_VPC, 1));
    assertThat(
            ec2.refused(
                    new CreateSubnet(
                        vpc.id(),
                        Cidr.parse("10.0.9.0/24"),
                        Optional.empty(),
                        Tags.NONE,
                        Optional.empty()))
                .code())
        .isEqualTo("SubnetLimitExceeded");
  }

  private CreateSubnetCidrReservation reserve(String cidr) {
    return new CreateSubnetCidrReservation(
        subnet.id(), Cidr.parse(cidr), SubnetCidrReservation.Type.EXPLICIT, "", Tags.NONE);
  }

  private static AssociateVpcCidrBlock associate(VpcId vpc, String cidr) {
    return new AssociateVpcCidrBlock(vpc, new AssociateVpcCidrBlock.Block.Ipv4(Cidr.parse(cidr)));
  }
}
