package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.Command;
import io.eksnet.id.EniId;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
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
import org.junit.jupiter.api.TestFactory;

/** EC2's codes and words, a row for each way to be refused. */
class RefusalTableTest {
  private final Ec2 ec2 = new Ec2();
  private final Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
  private final Vpc other = ec2.vpc("vpc-2", "10.0.0.0/16");
  private final Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");
  private final Subnet full = ec2.subnet("subnet-full", vpc, Ec2.ZONE_A, "10.0.1.0/28");
  private final Subnet foreign = ec2.subnet("subnet-2", other, Ec2.ZONE_A, "10.0.0.0/24");
  private final RouteTable table =
      ec2.done(new CreateRouteTable(vpc.id(), Tags.NONE, Optional.of(new RouteTableId("rtb-1"))));
  private final InternetGatewayId attached = gateway("igw-1");
  private final InternetGatewayId loose = gateway("igw-2");
  private final RouteTable.Target internet = new RouteTable.Target.Internet(attached);
  private final EniId eni =
      ec2.done(CreateNetworkInterface.in(subnet.id(), List.of(), "", 0, Tags.NONE)).id();

  /**
   * A row of the table.
   *
   * @param what what is tried
   */
  private record Row(String what, Command<?> command, String refusal) {}

  @TestFactory
  Stream<DynamicTest> eachWrongRequestIsRefusedWithEc2sCodeAndWords() {
    ec2.done(new AttachInternetGateway(attached, vpc.id()));
    ec2.done(new CreateRoute(table.id(), Cidr.ANY_IPV4, internet));
    ec2.done(new AssociateRouteTable(table.id(), subnet.id()));
    ec2.done(CreateNetworkInterface.in(full.id(), List.of(), "", 10, Tags.NONE));
    ec2.group("sg-1", vpc, "web");
    ec2.group("sg-2", other, "web");
    return Stream.of(vpcs(), subnets(), gateways(), routes(), groups(), tags())
        .flatMap(List::stream)
        .map(row -> DynamicTest.dynamicTest(row.what(), () -> check(row)));
  }

  private void check(Row row) {
    World before = ec2.world;
    assertThat(ec2.refused(row.command())).hasToString(row.refusal());
    assertThat(ec2.world).isSameAs(before);
  }

  private List<Row> vpcs() {
    return List.of(
        new Row("a VPC too large", vpc("10.0.0.0/15"), range("Vpc", "10.0.0.0/15")),
        new Row("a VPC too small", vpc("10.0.0.0/29"), range("Vpc", "10.0.0.0/29")),
        new Row("a VPC of IPv6", vpc("fd00::/56"), range("Vpc", "fd00::/56")),
        new Row(
            "an attribute of no VPC",
            new ModifyVpcAttribute(
                new VpcId("vpc-0"), new ModifyVpcAttribute.Attribute.EnableDnsSupport(false)),
            "InvalidVpcID.NotFound: The vpc ID 'vpc-0' does not exist"));
  }

  private List<Row> subnets() {
    return List.of(
        new Row(
            "a subnet of no VPC",
            subnet("vpc-0", "10.0.9.0/24", "us-west-2a"),
            "InvalidVpcID.NotFound: The vpc ID 'vpc-0' does not exist"),
        new Row(
            "a subnet too large",
            subnet("vpc-1", "10.0.0.0/15", "us-west-2a"),
            range("Subnet", "10.0.0.0/15")),
        new Row(
            "a subnet too small",
            subnet("vpc-1", "10.0.9.0/29", "us-west-2a"),
            range("Subnet", "10.0.9.0/29")),
        new Row(
            "a subnet outside of its VPC",
            subnet("vpc-1", "10.1.0.0/24", "us-west-2a"),
            range("Subnet", "10.1.0.0/24")),
        new Row(
            "a subnet over another",
            subnet("vpc-1", "10.0.0.128/25", "us-west-2a"),
            "InvalidSubnet.Conflict: The CIDR '10.0.0.128/25' conflicts with another subnet"),
        new Row(
            "a subnet in a zone that is none",
            subnet("vpc-1", "10.0.9.0/24", "us-west-2z"),
            "InvalidParameterValue: Value (us-west-2z) for parameter availabilityZone is invalid."
                + " Subnets can currently only be created in the following availability zones:"
                + " us-west-2a, us-west-2b, us-west-2c, us-west-2d."),
        new Row(
            "an attribute of no subnet",
            new ModifySubnetAttribute(
                new SubnetId("subnet-0"),
                new ModifySubnetAttribute.Attribute.MapPublicIpOnLaunch(true)),
            "InvalidSubnetID.NotFound: The subnet ID 'subnet-0' does not exist"));
  }

  private List<Row> gateways() {
    return List.of(
        new Row(
            "attaching no gateway",
            new AttachInternetGateway(new InternetGatewayId("igw-0"), other.id()),
            "InvalidInternetGatewayID.NotFound: The internetGateway ID 'igw-0' does not exist"),
        new Row(
            "attaching a gateway twice",
            new AttachInternetGateway(attached, other.id()),
            "Resource.AlreadyAssociated: resource igw-1 is already attached to network vpc-1"),
        new Row(
            "a second gateway for a VPC",
            new AttachInternetGateway(loose, vpc.id()),
            "InvalidParameterValue: Network vpc-1 already has an internet gateway attached"));
  }

  private List<Row> routes() {
    RouteTableId none = new RouteTableId("rtb-0");
    Cidr elsewhere = Cidr.parse("192.168.0.0/16");
    String noTable = "InvalidRouteTableID.NotFound: The routeTable ID 'rtb-0' does not exist";
    return List.of(
        new Row("a route in no table", new CreateRoute(none, elsewhere, internet), noTable),
        new Row("a route out of no table", new DeleteRoute(none, elsewhere), noTable),
        new Row("no table for a subnet", new AssociateRouteTable(none, full.id()), noTable),
        new Row(
            "a route twice",
            new CreateRoute(table.id(), Cidr.ANY_IPV4, new RouteTable.Target.Interface(eni)),
            "RouteAlreadyExists: The route identified by 0.0.0.0/0 already exists."),
        new Row(
            "a route to a gateway of no VPC",
            new CreateRoute(table.id(), elsewhere, new RouteTable.Target.Internet(loose)),
            "InvalidParameterValue: route table rtb-1 and network gateway igw-2 belong to"
                + " different networks"),
        new Row(
            "a route to no NAT gateway",
            new CreateRoute(
                table.id(), elsewhere, new RouteTable.Target.Nat(new NatGatewayId("nat-0"))),
            "InvalidNatGatewayID.NotFound: The natGateway ID 'nat-0' does not exist"),
        new Row(
            "a route to no interface",
            new CreateRoute(
                table.id(), elsewhere, new RouteTable.Target.Interface(new EniId("eni-0"))),
            "InvalidNetworkInterfaceID.NotFound: The networkInterface ID 'eni-0' does not exist"),
        new Row(
            "deleting a route that is not there",
            new DeleteRoute(table.id(), elsewhere),
            "InvalidRoute.NotFound: no route with destination-cidr-block 192.168.0.0/16 in route"
                + " table rtb-1"),
        new Row(
            "deleting the local route",
            new DeleteRoute(table.id(), vpc.primaryCidr()),
            "InvalidParameterValue: cannot remove local route 10.0.0.0/16 in route table rtb-1"),
        new Row(
            "a second table for a subnet",
            new AssociateRouteTable(main(), subnet.id()),
            "Resource.AlreadyAssociated: the specified association for route table "
                + main()
                + " conflicts"
                + " with an existing association"),
        new Row(
            "a table of another VPC",
            new AssociateRouteTable(table.id(), foreign.id()),
            "InvalidParameterValue: Route table rtb-1 and subnet subnet-2 belong to different"
                + " networks"));
  }

  private List<Row> groups() {
    SecurityGroupId web = new SecurityGroupId("sg-1");
    return List.of(
        new Row(
            "a group called default",
            group("default"),
            "InvalidGroup.Reserved: Cannot use reserved security group name: default"),
        new Row(
            "a group called like an id",
            group("sg-web"),
            "InvalidParameterValue: Value (sg-web) for parameter GroupName is invalid. Group names"
                + " may not be in the format sg-*."),
        new Row(
            "a group's name twice",
            group("web"),
            "InvalidGroup.Duplicate: The security group 'web' already exists for VPC 'vpc-1'"),
        new Row(
            "deleting no group",
            new DeleteSecurityGroup(new SecurityGroupId("sg-0")),
            "InvalidGroup.NotFound: The security group 'sg-0' does not exist"),
        new Row(
            "a rule without permission",
            new AuthorizeSecurityGroupIngress(web, List.of(), Tags.NONE),
            "MissingParameter: The request must contain the parameter ipPermissions"),
        new Row(
            "a permission twice in one call",
            authorize(web, Permission.of(Traffic.ALL, web), Permission.of(Traffic.ALL, web)),
            "InvalidParameterValue: The same permission must not appear multiple times"),
        new Row(
            "a rule for no group",
            authorize(web, Permission.of(Traffic.ALL, new SecurityGroupId("sg-0"))),
            "InvalidGroup.NotFound: The security group 'sg-0' does not exist"),
        new Row(
            "a rule for a group of another VPC",
            authorize(web, Permission.of(Traffic.ALL, new SecurityGroupId("sg-2"))),
            "InvalidGroup.NotFound: You have specified two resources that belong to different"
                + " networks."));
  }

  private List<Row> tags() {
    Tags many = Tags.NONE;
    for (int i : IntStream.rangeClosed(1, 51).toArray()) {
      many = many.with("key-" + i, "");
    }
    return List.of(
        new Row(
            "tags on nothing",
            new CreateTags(Ec2.SCOPE, List.of("x"), Tags.named("n")),
            "InvalidID: The ID 'x' is not valid"),
        new Row(
            "tags on what is not there",
            new CreateTags(Ec2.SCOPE, List.of("vpc-1", "i-00000000"), Tags.named("n")),
            "InvalidInstanceID.NotFound: The instance ID 'i-00000000' does not exist"),
        new Row(
            "a tag of AWS's own",
            new CreateTags(Ec2.SCOPE, List.of("vpc-1"), Tags.NONE.with("aws:x", "")),
            "InvalidParameterValue: Tag keys starting with 'aws:' are reserved for internal use"),
        new Row(
            "too many tags",
            new CreateTags(Ec2.SCOPE, List.of("vpc-1"), many),
            "TagLimitExceeded: The maximum number of Tags for a resource has been reached."),
        new Row(
            "taking tags from nothing",
            new DeleteTags(Ec2.SCOPE, List.of(), Map.of()),
            "MissingParameter: The request must contain the parameter resourceIdSet"));
  }

  private static CreateVpc vpc(String cidr) {
    return new CreateVpc(Ec2.SCOPE, Cidr.parse(cidr), Tags.NONE, Optional.empty());
  }

  private RouteTableId main() {
    return ec2.world.table(RouteTable.KIND).by(RouteTable.BY_VPC, vpc.id()).stream()
        .filter(RouteTable::isMain)
        .findFirst()
        .orElseThrow()
        .id();
  }

  private static CreateSubnet subnet(String vpc, String cidr, String zone) {
    return new CreateSubnet(
        new VpcId(vpc),
        Cidr.parse(cidr),
        Optional.of(new ZoneName(zone)),
        Tags.NONE,
        Optional.empty());
  }

  private static String range(String what, String cidr) {
    return "Invalid" + what + ".Range: The CIDR '" + cidr + "' is invalid.";
  }

  private InternetGatewayId gateway(String id) {
    return ec2.done(
            new CreateInternetGateway(Ec2.SCOPE, Tags.NONE, Optional.of(new InternetGatewayId(id))))
        .id();
  }

  private CreateSecurityGroup group(String name) {
    return new CreateSecurityGroup(vpc.id(), name, "", Tags.NONE, Optional.empty());
  }

  private static AuthorizeSecurityGroupIngress authorize(
      SecurityGroupId group, Permission... permissions) {
    return new AuthorizeSecurityGroupIngress(group, List.of(permissions), Tags.NONE);
  }
}
