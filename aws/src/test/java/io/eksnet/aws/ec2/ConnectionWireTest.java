package io.eksnet.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient;
import io.eksnet.aws.TestClient.Said;
import io.eksnet.id.AccountId;
import io.eksnet.id.Decision;
import io.eksnet.id.Region;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpnConnectionId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import io.eksnet.vpc.CreateVpc;
import io.eksnet.vpc.RouteTable;
import io.eksnet.vpc.VpnConnection;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ConnectionWireTest {
  private static final Scope FAR =
      new Scope(new AccountId("444455556666"), new Region("eu-west-1"));

  private final SmallNetwork network = new SmallNetwork();
  private final CloudAtWork cloud = new CloudAtWork(network.ledger, SmallNetwork.NOW);
  private final TestClient aws = new TestClient(network.ledger);
  private final TestClient far = aws.in("eu-west-1").ofOtherAccount();
  private final String here = SmallNetwork.VPC.value();
  private final String there = vpc("vpc-0bbbbbbbbbbbbbbb1", FAR, "10.9.0.0/16");

  private String vpc(String id, Scope scope, String cidr) {
    return network
        .done(new CreateVpc(scope, Cidr.parse(cidr), Tags.NONE, Optional.of(new VpcId(id))))
        .id()
        .value();
  }

  /** Calls and lets AWS do what follows by itself. */
  private Said call(TestClient client, String action, String... parameters) {
    Said said = client.ec2(action, parameters);
    cloud.settle();
    return said;
  }

  private Said call(String action, String... parameters) {
    return call(aws, action, parameters);
  }

  private String peering() {
    return call(
            "CreateVpcPeeringConnection",
            "VpcId",
            here,
            "PeerVpcId",
            there,
            "PeerOwnerId",
            "444455556666",
            "PeerRegion",
            "eu-west-1",
            "TagSpecification.1.ResourceType",
            "vpc-peering-connection",
            "TagSpecification.1.Tag.1.Key",
            "Name",
            "TagSpecification.1.Tag.1.Value",
            "across")
        .one("vpcPeeringConnectionId");
  }

  @Test
  void aPeeringConnectionIsSeenFromBothSidesAndAcceptedFromTheOther() {
    String id = peering();
    Said waiting =
        far.ec2(
            "DescribeVpcPeeringConnections",
            "Filter.1.Name",
            "accepter-vpc-info.vpc-id",
            "Filter.1.Value.1",
            there);
    assertThat(waiting.one("code")).isEqualTo("pending-acceptance");
    assertThat(waiting.all("expirationTime")).hasSize(1);
    assertThat(waiting.all("cidrBlock")).doesNotContain("10.9.0.0/16");
    assertThat(aws.ec2("AcceptVpcPeeringConnection", "VpcPeeringConnectionId", id).refusal())
        .startsWith("OperationNotPermitted: ");
    assertThat(call(far, "AcceptVpcPeeringConnection", "VpcPeeringConnectionId", id).one("code"))
        .isEqualTo("provisioning");
    Said active = aws.ec2("DescribeVpcPeeringConnections", "VpcPeeringConnectionId.1", id);
    assertThat(active.one("code")).isEqualTo("active");
    assertThat(active.all("cidrBlock")).contains("10.0.0.0/16", "10.9.0.0/16");
    assertThat(active.all("region")).containsExactlyInAnyOrder("us-west-2", "eu-west-1");
    assertThat(active.all("allowDnsResolutionFromRemoteVpc")).containsExactly("false", "false");
    assertThat(
            far.in("us-east-1")
                .ec2("DescribeVpcPeeringConnections", "VpcPeeringConnectionId.1", id)
                .refusal())
        .startsWith("InvalidVpcPeeringConnectionID.NotFound: ");
    assertThat(call(far, "DeleteVpcPeeringConnection", "VpcPeeringConnectionId", id).one("return"))
        .isEqualTo("true");
    assertThat(
            aws.ec2(
                    "DescribeVpcPeeringConnections",
                    "Filter.1.Name",
                    "status-code",
                    "Filter.1.Value.1",
                    "deleted")
                .all("vpcPeeringConnectionId"))
        .containsExactly(id);
  }

  @Test
  void aRequestIsRejectedOnlyByItsAccepter() {
    String id = peering();
    assertThat(call(far, "RejectVpcPeeringConnection", "VpcPeeringConnectionId", id).one("return"))
        .isEqualTo("true");
    assertThat(far.ec2("RejectVpcPeeringConnection", "VpcPeeringConnectionId", id).refusal())
        .isEqualTo(
            "InvalidStateTransition: Invalid state transition for "
                + id
                + ", attempted to transition from rejected to rejected");
  }

  @Test
  void aDryRunOfAPeeringMakesNone() {
    assertThat(
            aws.ec2(
                    "CreateVpcPeeringConnection",
                    "VpcId",
                    here,
                    "PeerVpcId",
                    here,
                    "DryRun",
                    "true")
                .one("Code"))
        .isEqualTo("DryRunOperation");
    assertThat(aws.ec2("DescribeVpcPeeringConnections").all("vpcPeeringConnectionId")).isEmpty();
  }

  private String transitGateway(TestClient client) {
    return call(client, "CreateTransitGateway", "Options.AmazonSideAsn", "64513")
        .one("transitGatewayId");
  }

  private String attach(String gateway) {
    return call(
            "CreateTransitGatewayVpcAttachment",
            "TransitGatewayId",
            gateway,
            "VpcId",
            here,
            "SubnetIds.1",
            SmallNetwork.PRIVATE.value(),
            "Options.ApplianceModeSupport",
            "enable")
        .one("transitGatewayAttachmentId");
  }

  @Test
  void aTransitGatewayHasAwssDefaults() {
    String id = transitGateway(aws);
    Said said = aws.ec2("DescribeTransitGateways", "TransitGatewayIds.1", id);
    assertThat(said.one("state")).isEqualTo("available");
    assertThat(said.one("amazonSideAsn")).isEqualTo("64513");
    assertThat(said.one("securityGroupReferencingSupport")).isEqualTo("disable");
    assertThat(said.one("vpnEcmpSupport")).isEqualTo("enable");
    assertThat(said.one("associationDefaultRouteTableId")).startsWith("tgw-rtb-");
    Said modified =
        call(
            "ModifyTransitGateway",
            "TransitGatewayId",
            id,
            "Options.SecurityGroupReferencingSupport",
            "enable",
            "Description",
            "hub");
    assertThat(modified.one("securityGroupReferencingSupport")).isEqualTo("enable");
    assertThat(modified.one("description")).isEqualTo("hub");
    assertThat(aws.ec2("CreateTransitGateway", "Options.MulticastSupport", "enable").refusal())
        .startsWith("InvalidParameterValue: ")
        .contains("not served");
  }

  @Test
  void anAttachmentIsAssociatedAndPropagates() {
    String gateway = transitGateway(aws);
    String attachment = attach(gateway);
    Said vpc = aws.ec2("DescribeTransitGatewayVpcAttachments");
    assertThat(vpc.one("state")).isEqualTo("available");
    assertThat(vpc.one("applianceModeSupport")).isEqualTo("enable");
    assertThat(vpc.one("securityGroupReferencingSupport")).isEqualTo("enable");
    Said any =
        aws.ec2(
            "DescribeTransitGatewayAttachments",
            "Filter.1.Name",
            "resource-type",
            "Filter.1.Value.1",
            "vpc");
    assertThat(any.one("resourceId")).isEqualTo(here);
    String table = any.one("transitGatewayRouteTableId");
    assertThat(
            aws.ec2("GetTransitGatewayRouteTableAssociations", "TransitGatewayRouteTableId", table)
                .one("transitGatewayAttachmentId"))
        .isEqualTo(attachment);
    assertThat(
            aws.ec2(
                    "GetTransitGatewayRouteTablePropagations",
                    "TransitGatewayRouteTableId",
                    table,
                    "Filter.1.Name",
                    "resource-type",
                    "Filter.1.Value.1",
                    "vpn")
                .all("transitGatewayAttachmentId"))
        .isEmpty();
    assertThat(
            aws.ec2(
                    "GetTransitGatewayAttachmentPropagations",
                    "TransitGatewayAttachmentId",
                    attachment)
                .one("transitGatewayRouteTableId"))
        .isEqualTo(table);
    assertThat(
            aws.ec2(
                    "DescribeNetworkInterfaces",
                    "Filter.1.Name",
                    "interface-type",
                    "Filter.1.Value.1",
                    "transit_gateway")
                .one("subnetId"))
        .isEqualTo(SmallNetwork.PRIVATE.value());
    assertThat(aws.ec2("DeleteTransitGateway", "TransitGatewayId", gateway).refusal())
        .isEqualTo(
            "IncorrectState: " + gateway + " has non-deleted VPC Attachments: " + attachment + ".");
    assertThat(
            call("DeleteTransitGatewayVpcAttachment", "TransitGatewayAttachmentId", attachment)
                .one("state"))
        .isEqualTo("deleting");
    assertThat(call("DeleteTransitGateway", "TransitGatewayId", gateway).one("state"))
        .isEqualTo("deleting");
    assertThat(aws.ec2("DescribeTransitGateways", "TransitGatewayIds.1", gateway).one("state"))
        .isEqualTo("deleted");
  }

  @Test
  void routesAreSearchedByWhatTheyHold() {
    String gateway = transitGateway(aws);
    String attachment = attach(gateway);
    String table = aws.ec2("DescribeTransitGatewayRouteTables").one("transitGatewayRouteTableId");
    Said blackhole =
        call(
            "CreateTransitGatewayRoute",
            "TransitGatewayRouteTableId",
            table,
            "DestinationCidrBlock",
            "10.0.7.0/24",
            "TransitGatewayAttachmentId",
            "", // as Terraform's provider says none
            "Blackhole",
            "true");
    assertThat(blackhole.one("state")).isEqualTo("blackhole");
    assertThat(
            call(
                    "CreateTransitGatewayRoute",
                    "TransitGatewayRouteTableId",
                    table,
                    "DestinationCidrBlock",
                    "0.0.0.0/0",
                    "TransitGatewayAttachmentId",
                    attachment)
                .one("resourceId"))
        .isEqualTo(here);
    assertThat(search(table, "type", "propagated")).containsExactly("10.0.0.0/16");
    assertThat(search(table, "state", "blackhole")).containsExactly("10.0.7.0/24");
    assertThat(search(table, "route-search.longest-prefix-match", "10.0.7.9/32"))
        .containsExactly("10.0.7.0/24");
    assertThat(search(table, "route-search.supernet-of-match", "10.0.7.0/25"))
        .containsExactly("0.0.0.0/0", "10.0.0.0/16", "10.0.7.0/24");
    assertThat(search(table, "route-search.subnet-of-match", "10.0.0.0/8"))
        .containsExactly("10.0.0.0/16", "10.0.7.0/24");
    assertThat(search(table, "route-search.exact-match", "0.0.0.0/0")).containsExactly("0.0.0.0/0");
    assertThat(
            aws.ec2(
                    "CreateTransitGatewayRoute",
                    "TransitGatewayRouteTableId",
                    table,
                    "DestinationCidrBlock",
                    "10.1.0.0/16")
                .refusal())
        .startsWith("MissingParameter: ");
    assertThat(
            call(
                    "DeleteTransitGatewayRoute",
                    "TransitGatewayRouteTableId",
                    table,
                    "DestinationCidrBlock",
                    "10.0.7.0/24")
                .one("state"))
        .isEqualTo("deleted");
  }

  private List<String> search(String table, String filter, String value) {
    return aws.ec2(
            "SearchTransitGatewayRoutes",
            "TransitGatewayRouteTableId",
            table,
            "Filter.1.Name",
            filter,
            "Filter.1.Value.1",
            value)
        .all("destinationCidrBlock");
  }

  @Test
  void transitGatewaysOfTwoAccountsAndRegionsPeer() {
    String near = transitGateway(aws);
    String other = transitGateway(far);
    String id =
        call(
                "CreateTransitGatewayPeeringAttachment",
                "TransitGatewayId",
                near,
                "PeerTransitGatewayId",
                other,
                "PeerAccountId",
                "444455556666",
                "PeerRegion",
                "eu-west-1")
            .one("transitGatewayAttachmentId");
    assertThat(
            aws.ec2("AcceptTransitGatewayPeeringAttachment", "TransitGatewayAttachmentId", id)
                .refusal())
        .isEqualTo(
            "InvalidParameterValue: Cannot accept "
                + id
                + " as the source of the peering request.");
    assertThat(
            call(far, "AcceptTransitGatewayPeeringAttachment", "TransitGatewayAttachmentId", id)
                .one("state"))
        .isEqualTo("pending");
    assertThat(far.ec2("DescribeTransitGatewayPeeringAttachments").one("state"))
        .isEqualTo("available");
    Said seen = far.ec2("DescribeTransitGatewayAttachments");
    assertThat(seen.one("transitGatewayId")).isEqualTo(other);
    assertThat(seen.one("resourceId")).isEqualTo(near);
    String table = far.ec2("DescribeTransitGatewayRouteTables").one("transitGatewayRouteTableId");
    assertThat(
            call(
                    far,
                    "CreateTransitGatewayRoute",
                    "TransitGatewayRouteTableId",
                    table,
                    "DestinationCidrBlock",
                    "10.0.0.0/16",
                    "TransitGatewayAttachmentId",
                    id)
                .one("state"))
        .isEqualTo("active");
  }

  private String vpn() {
    String customer =
        call(
                "CreateCustomerGateway",
                "Type",
                "ipsec.1",
                "BgpAsn",
                "65000",
                "IpAddress",
                "203.0.113.9")
            .one("customerGatewayId");
    String gateway = call("CreateVpnGateway", "Type", "ipsec.1").one("vpnGatewayId");
    assertThat(call("AttachVpnGateway", "VpnGatewayId", gateway, "VpcId", here).one("state"))
        .isEqualTo("attaching");
    return call(
            "CreateVpnConnection",
            "Type",
            "ipsec.1",
            "CustomerGatewayId",
            customer,
            "VpnGatewayId",
            gateway,
            "Options.StaticRoutesOnly",
            "true",
            "Options.TunnelOptions.1.PreSharedKey",
            "a_shared_secret")
        .one("vpnConnectionId");
  }

  @Test
  void aVpnConnectionTellsACustomersDeviceHowToConnect() throws Exception {
    String id = vpn();
    call(
        "CreateVpnConnectionRoute",
        "VpnConnectionId",
        id,
        "DestinationCidrBlock",
        "192.168.0.0/16");
    Said said = aws.ec2("DescribeVpnConnections", "VpnConnectionId.1", id);
    assertThat(said.all("destinationCidrBlock")).containsExactly("192.168.0.0/16");
    assertThat(said.all("status")).containsExactly("DOWN", "DOWN");
    String configuration =
        said.one("customerGatewayConfiguration")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&");
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(configuration)));
    assertThat(document.getElementsByTagName("ipsec_tunnel").getLength()).isEqualTo(2);
    assertThat(document.getElementsByTagName("pre_shared_key").item(0).getTextContent())
        .isEqualTo("a_shared_secret");
  }

  @Test
  void staticRoutesShowInTheRouteTablesThatTakeThemOver() {
    String id = vpn();
    call(
        "CreateVpnConnectionRoute",
        "VpnConnectionId",
        id,
        "DestinationCidrBlock",
        "192.168.0.0/16");
    String gateway = aws.ec2("DescribeVpnGateways").one("vpnGatewayId");
    RouteTable main =
        network.ledger.durable().table(RouteTable.KIND).stream()
            .filter(RouteTable::isMain)
            .filter(it -> it.vpc().equals(SmallNetwork.VPC))
            .findFirst()
            .orElseThrow();
    propagating(main.id(), gateway);
    Said said = aws.ec2("DescribeRouteTables", "RouteTableId.1", main.id().value());
    assertThat(said.all("destinationCidrBlock")).containsExactly("10.0.0.0/16", "192.168.0.0/16");
    assertThat(said.all("origin")).containsExactly("CreateRouteTable", "EnableVgwRoutePropagation");
    assertThat(
            network
                .ledger
                .durable()
                .find(VpnConnection.KIND, new VpnConnectionId(id))
                .orElseThrow()
                .toString())
        .doesNotContain("a_shared_secret");
  }

  private void propagating(RouteTableId table, String gateway) {
    network.ledger.transact(
        (facts, _) -> {
          RouteTable changed =
              facts
                  .find(RouteTable.KIND, table)
                  .orElseThrow()
                  .withPropagating(List.of(new VpnGatewayId(gateway)));
          return Decision.accept(changed, Change.put(RouteTable.KIND, changed));
        });
  }

  @Test
  void whatTheSdkKnowsAndEksnetDoesNotIsRefusedByName() {
    assertThat(aws.ec2("CreateVpnGateway", "Type", "ipsec.2").refusal())
        .isEqualTo(
            "InvalidParameterValue: Value (ipsec.2) for parameter type is invalid. Expected"
                + " ipsec.1.");
    assertThat(
            aws.ec2(
                    "CreateVpnConnection",
                    "Type",
                    "ipsec.1",
                    "CustomerGatewayId",
                    "cgw-0aaaaaaaaaaaaaaa1",
                    "VpnGatewayId",
                    "vgw-0aaaaaaaaaaaaaaa1",
                    "Options.TunnelOptions.1.StartupAction",
                    "start")
                .refusal())
        .contains("StartupAction");
    assertThat(aws.ec2("DeleteVpnGateway", "VpnGatewayId", "vgw-0aaaaaaaaaaaaaaa1").refusal())
        .isEqualTo(
            "InvalidVpnGatewayID.NotFound: The vpnGateway ID 'vgw-0aaaaaaaaaaaaaaa1' does not"
                + " exist");
  }
}
