package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.Command;
import io.eksnet.id.InstanceId;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.RouteTableAssociationId;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.Tags;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.net.Cidr;
import io.eksnet.vpc.RouteTable.Destination;
import io.eksnet.vpc.RouteTable.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Routes, who uses them, and gateways of the internet. */
class RoutesTest {
  private static final Cidr ELSEWHERE = Cidr.parse("192.168.0.0/16");
  private static final Destination INSIDE =
      new Destination.Range(Cidr.parse("10.0.0.0/24")); // the whole first subnet
  private static final Destination WHOLE_VPC = new Destination.Range(Cidr.parse("10.0.0.0/16"));

  private final Ec2 ec2 = new Ec2();
  private final Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
  private final Vpc other = ec2.vpc("vpc-2", "10.0.0.0/16");
  private final Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");
  private final Subnet second = ec2.subnet("subnet-2", vpc, Ec2.ZONE_B, "10.0.1.0/24");
  private final Subnet foreign = ec2.subnet("subnet-3", other, Ec2.ZONE_A, "10.0.0.0/24");
  private final RouteTable table = table("rtb-1", vpc);
  private final RouteTable far = table("rtb-2", other);
  private final InternetGatewayId igw = gateway("igw-1");
  private final Target internet = new Target.Internet(igw);
  private final NetworkInterface eni =
      ec2.done(CreateNetworkInterface.in(subnet.id(), List.of(), "", 0, Tags.NONE));
  private final Target middlebox = new Target.Interface(eni.id());

  RoutesTest() {
    ec2.done(new AttachInternetGateway(igw, vpc.id()));
  }

  @Test
  void theSameRouteAgainChangesNothingAndAnotherTargetIsRefused() {
    RouteTable once = ec2.done(new CreateRoute(table.id(), ELSEWHERE, internet));
    assertThat(ec2.done(new CreateRoute(table.id(), ELSEWHERE, internet))).isEqualTo(once);
    assertThat(code(new CreateRoute(table.id(), ELSEWHERE, middlebox)))
        .isEqualTo("RouteAlreadyExists");
    ec2.done(new ReplaceRoute(table.id(), new Destination.Range(ELSEWHERE), middlebox));
    assertThat(targetOf(new Destination.Range(ELSEWHERE))).isEqualTo(middlebox);
  }

  @Test
  void theLocalRouteTakesAnotherTargetAndGetsItsOwnBack() {
    ec2.done(new ReplaceRoute(table.id(), WHOLE_VPC, middlebox));
    assertThat(targetOf(WHOLE_VPC)).isEqualTo(middlebox);
    assertThat(ec2.refused(new DeleteRoute(table.id(), WHOLE_VPC)).message())
        .startsWith("cannot remove local route 10.0.0.0/16");
    ec2.done(new ReplaceRoute(table.id(), WHOLE_VPC, new Target.Local()));
    assertThat(targetOf(WHOLE_VPC)).isEqualTo(new Target.Local());
  }

  @Test
  void aRouteWhoseTargetIsGoneIsABlackhole() {
    ec2.done(new CreateRoute(table.id(), Cidr.ANY_IPV4, internet));
    ec2.done(new CreateRoute(table.id(), ELSEWHERE, middlebox));
    var eigw = ec2.done(new CreateEgressOnlyInternetGateway(vpc.id(), Tags.NONE));
    ec2.done(new CreateRoute(table.id(), Cidr.ANY_IPV6, new Target.EgressOnly(eigw.id())));
    assertThat(blackholes()).containsExactly("192.168.0.0/16: eni is attached to nothing");

    ec2.done(new DetachInternetGateway(igw, vpc.id()));
    ec2.done(new DeleteEgressOnlyInternetGateway(eigw.id()));
    ec2.done(new DeleteNetworkInterface(eni.id()));
    assertThat(blackholes())
        .containsExactly(
            "0.0.0.0/0: igw-1 is not attached to vpc-1",
            "192.168.0.0/16: eni does not exist",
            "::/0: eigw does not exist");
  }

  @Test
  void aStoppedInstanceIsABlackholeUntilItRunsAgain() {
    Instance instance = ec2.instance("i-1", "m5.large", second);
    ec2.done(
        new CreateRoute(
            table.id(),
            ELSEWHERE,
            new Target.Interface(ec2.vpcs().interfacesOf(instance.id()).getFirst().id())));
    assertThat(blackholes()).isEmpty();
    ec2.stated(Instance.KIND, instance.withState(Instance.State.STOPPED));
    assertThat(blackholes()).singleElement().asString().endsWith(" is stopped");
  }

  @Test
  void anInstanceAsATargetIsItsOnlyInterface() {
    Instance instance = ec2.instance("i-1", "m5.large", subnet);
    NetworkInterface only = ec2.vpcs().interfacesOf(instance.id()).getFirst();
    assertThat(OnlyInterface.of(ec2.vpcs(), instance.id()).map(Object::toString))
        .extracting("value")
        .isEqualTo(only.id().value());
    ec2.done(new AttachNetworkInterface(eni.id(), instance.id(), 1));
    assertThat(OnlyInterface.of(ec2.vpcs(), instance.id()))
        .extracting("refusal")
        .hasToString(
            "InvalidInstanceID: There are multiple interfaces attached to instance 'i-1'. Please"
                + " specify an interface ID for the operation instead.");
    assertThat(OnlyInterface.of(ec2.vpcs(), new InstanceId("i-0")))
        .extracting("refusal.code")
        .isEqualTo("InvalidInstanceID.NotFound");
  }

  @Test
  void associationsMoveFromTableToTable() {
    var association = ec2.done(new AssociateRouteTable(table.id(), subnet.id()));
    assertThat(ec2.done(new AssociateRouteTable(table.id(), subnet.id()))).isEqualTo(association);
    RouteTable next = table("rtb-3", vpc);
    RouteTableAssociationId moved =
        ec2.done(new ReplaceRouteTableAssociation(association.id(), next.id()));

    assertThat(moved).isNotEqualTo(association.id());
    assertThat(ec2.vpcs().routeTableOf(subnet).orElseThrow().id()).isEqualTo(next.id());
    assertThat(ec2.done(new ReplaceRouteTableAssociation(moved, next.id()))).isEqualTo(moved);
    assertThat(code(new DeleteRouteTable(next.id()))).isEqualTo("DependencyViolation");
    ec2.done(new DisassociateRouteTable(moved));
    assertThat(ec2.vpcs().routeTableOf(subnet).orElseThrow().isMain()).isTrue();
    ec2.done(new DeleteRouteTable(next.id()));
    assertThat(ec2.world.find(RouteTable.KIND, next.id())).isEmpty();
  }

  @Test
  void anotherTableBecomesTheMainOneAndTheOldOneCanGo() {
    RouteTable old = main();
    RouteTableAssociationId moved =
        ec2.done(new ReplaceRouteTableAssociation(old.mainAssociation().orElseThrow(), table.id()));

    assertThat(main().id()).isEqualTo(table.id());
    assertThat(main().mainAssociation()).contains(moved);
    assertThat(ec2.vpcs().routeTableOf(second).orElseThrow().id()).isEqualTo(table.id());
    ec2.done(new DeleteRouteTable(old.id()));
  }

  @Test
  void aGatewaysTableLeadsToInterfacesForWholeSubnetsOnly() {
    var edge = ec2.done(new AssociateGatewayRouteTable(table.id(), igw.value()));
    assertThat(ec2.done(new AssociateGatewayRouteTable(table.id(), igw.value()))).isEqualTo(edge);
    ec2.done(new CreateRoute(table.id(), INSIDE, middlebox));

    assertThat(ec2.refused(new CreateRoute(table.id(), ELSEWHERE, middlebox)).message())
        .contains("must be a whole CIDR block of the VPC or of one of its subnets");
    assertThat(code(new CreateRoute(table.id(), ELSEWHERE, internet)))
        .isEqualTo("InvalidParameterValue");
    assertThat(code(new DetachInternetGateway(igw, vpc.id()))).isEqualTo("DependencyViolation");
    assertThat(code(new AssociateGatewayRouteTable(table("rtb-3", vpc).id(), igw.value())))
        .isEqualTo("Resource.AlreadyAssociated");
    ec2.done(new DisassociateRouteTable(edge.id()));
    ec2.done(new DetachInternetGateway(igw, vpc.id()));
    ec2.done(new DeleteInternetGateway(igw));
  }

  /**
   * A row of the table.
   *
   * @param what what is tried
   */
  private record Row(String what, Command<?> command, String refusal) {}

  @TestFactory
  Stream<DynamicTest> eachWrongRequestIsRefusedWithEc2sCodeAndWords() {
    ec2.done(new CreateRoute(table.id(), ELSEWHERE, internet));
    ec2.done(new CreateEgressOnlyInternetGateway(other.id(), Tags.NONE));
    RouteTableAssociationId noAssociation = new RouteTableAssociationId("rtbassoc-0");
    return Stream.of(
            new Row(
                "deleting no table",
                new DeleteRouteTable(new RouteTableId("rtb-0")),
                "InvalidRouteTableID.NotFound: The routeTable ID 'rtb-0' does not exist"),
            new Row(
                "deleting the main table",
                new DeleteRouteTable(main().id()),
                "DependencyViolation: The routeTable '"
                    + main().id()
                    + "' has dependencies and cannot be deleted."),
            new Row(
                "replacing a route that is not there",
                new ReplaceRoute(table.id(), new Destination.Range(Cidr.ANY_IPV4), internet),
                "InvalidParameterValue: There is no route defined for '0.0.0.0/0' in the route"
                    + " table. Use CreateRoute instead."),
            new Row(
                "a local target for another route",
                new ReplaceRoute(table.id(), new Destination.Range(ELSEWHERE), new Target.Local()),
                "InvalidParameterValue: The route identified by 192.168.0.0/16 is no local route,"
                    + " so its target cannot be local."),
            new Row(
                "the internet for the local route",
                new ReplaceRoute(table.id(), WHOLE_VPC, internet),
                "InvalidParameterValue: The target of the local route 10.0.0.0/16 can be a network"
                    + " interface, a NAT gateway, a Gateway Load Balancer endpoint or local, not"
                    + " igw-1."),
            new Row(
                "part of a subnet",
                new CreateRoute(table.id(), Cidr.parse("10.0.0.0/25"), middlebox),
                "InvalidParameterValue: The destination CIDR block 10.0.0.0/25 is more specific"
                    + " than one of this VPC's CIDR blocks. It must be the whole CIDR block of a"
                    + " subnet in the VPC."),
            new Row(
                "a subnet to the internet",
                new CreateRoute(table.id(), INSIDE, internet),
                "InvalidParameterValue: The destination CIDR block 10.0.0.0/24 is equal to or more"
                    + " specific than one of this VPC's CIDR blocks. This route can target only an"
                    + " interface or an instance."),
            new Row(
                "the VPC's own block",
                new CreateRoute(table.id(), WHOLE_VPC, middlebox),
                "RouteAlreadyExists: The route identified by 10.0.0.0/16 already exists."),
            new Row(
                "what is AWS's own",
                new CreateRoute(table.id(), Cidr.parse("169.254.168.0/24"), internet),
                "InvalidParameterValue: The destination CIDR block 169.254.168.0/24 is reserved for"
                    + " AWS services."),
            new Row(
                "no prefix list",
                new CreateRoute(
                    table.id(), new Destination.PrefixList(new PrefixListId("pl-0")), internet),
                "InvalidPrefixListID.NotFound: The prefixList ID 'pl-0' does not exist"),
            new Row(
                "no gateway",
                new CreateRoute(
                    table.id(), Cidr.ANY_IPV4, new Target.Internet(new InternetGatewayId("igw-0"))),
                "InvalidGatewayID.NotFound: The gateway ID 'igw-0' does not exist"),
            new Row(
                "a route to nowhere",
                new CreateRoute(
                    table.id(), Cidr.ANY_IPV4, new Target.Transit(new TransitGatewayId("tgw-0"))),
                "InvalidTransitGatewayID.NotFound: The transitGateway ID 'tgw-0' does not exist"),
            new Row(
                "no association to end",
                new DisassociateRouteTable(noAssociation),
                "InvalidAssociationID.NotFound: The association ID 'rtbassoc-0' does not exist"),
            new Row(
                "no association to move",
                new ReplaceRouteTableAssociation(noAssociation, table.id()),
                "InvalidAssociationID.NotFound: The association ID 'rtbassoc-0' does not exist"),
            new Row(
                "ending the main association",
                new DisassociateRouteTable(main().mainAssociation().orElseThrow()),
                "InvalidParameterValue: cannot disassociate the main route table association "
                    + main().mainAssociation().orElseThrow()),
            new Row(
                "the main table of another VPC",
                new ReplaceRouteTableAssociation(main().mainAssociation().orElseThrow(), far.id()),
                "InvalidParameterValue: Route table rtb-2 and vpc-1 belong to different networks"),
            new Row(
                "the main table for a gateway",
                new AssociateGatewayRouteTable(main().id(), igw.value()),
                "InvalidParameterValue: Route table "
                    + main().id()
                    + " is the main route table of its VPC and cannot be a gateway's."),
            new Row(
                "a table with the internet for a gateway",
                new AssociateGatewayRouteTable(table.id(), igw.value()),
                "InvalidParameterValue: The route 192.168.0.0/16 to igw-1 is not for the gateway"
                    + " route table rtb-1: targets are local, a network interface or a Gateway Load"
                    + " Balancer endpoint."),
            new Row(
                "a gateway of another VPC",
                new AssociateGatewayRouteTable(far.id(), igw.value()),
                "InvalidParameterValue: Route table rtb-2 and gateway igw-1 belong to different"
                    + " networks"),
            new Row(
                "routes of no virtual private gateway",
                new EnableVgwRoutePropagation(table.id(), new VpnGatewayId("vgw-0")),
                "InvalidVpnGatewayID.NotFound: The vpnGateway ID 'vgw-0' does not exist"),
            new Row(
                "detaching from another VPC",
                new DetachInternetGateway(igw, other.id()),
                "Gateway.NotAttached: resource igw-1 is not attached to network vpc-2"),
            new Row(
                "deleting an attached gateway",
                new DeleteInternetGateway(igw),
                "DependencyViolation: The internetGateway 'igw-1' has dependencies and cannot be"
                    + " deleted."),
            new Row(
                "a second egress-only gateway",
                new CreateEgressOnlyInternetGateway(other.id(), Tags.NONE),
                "InvalidParameterValue: Network vpc-2 already has an egress only internet gateway"
                    + " attached"),
            new Row(
                "a subnet of another VPC",
                new AssociateRouteTable(table.id(), foreign.id()),
                "InvalidParameterValue: Route table rtb-1 and subnet subnet-3 belong to different"
                    + " networks"))
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.what(),
                    () -> assertThat(ec2.refused(row.command())).hasToString(row.refusal())));
  }

  private List<String> blackholes() {
    RouteTable now = ec2.world.find(RouteTable.KIND, table.id()).orElseThrow();
    return now.routes().stream()
        .flatMap(
            route ->
                RouteStates.blackhole(ec2.vpcs(), now, route).stream()
                    .map(why -> route.destination() + ": " + why))
        .map(text -> text.replaceAll("(eni|eigw)-[0-9a-f]+", "$1"))
        .toList();
  }

  private Target targetOf(Destination destination) {
    return ec2.world.find(RouteTable.KIND, table.id()).orElseThrow().routes().stream()
        .filter(route -> route.destination().equals(destination))
        .findFirst()
        .orElseThrow()
        .target();
  }

  private RouteTable main() {
    return ec2.world.table(RouteTable.KIND).by(RouteTable.BY_VPC, vpc.id()).stream()
        .filter(RouteTable::isMain)
        .findFirst()
        .orElseThrow();
  }

  private RouteTable table(String id, Vpc of) {
    return ec2.done(new CreateRouteTable(of.id(), Tags.NONE, Optional.of(new RouteTableId(id))));
  }

  private InternetGatewayId gateway(String id) {
    return ec2.done(
            new CreateInternetGateway(Ec2.SCOPE, Tags.NONE, Optional.of(new InternetGatewayId(id))))
        .id();
  }

  private String code(Command<?> command) {
    return ec2.refused(command).code();
  }
}
