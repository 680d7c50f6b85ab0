package io.eksnet.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient;
import io.eksnet.aws.TestClient.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableChangesTest {

  private final SmallNetwork network = new SmallNetwork();
  private final TestClient aws = new TestClient(network.ledger);
  private final String igw = aws.ec2("DescribeInternetGateways").one("internetGatewayId");
  private final String nat = aws.ec2("DescribeNatGateways").one("natGatewayId");
  private final String table = table();

  private String table() {
    return aws.ec2(
            "CreateRouteTable",
            "VpcId",
            SmallNetwork.VPC.value(),
            "TagSpecification.1.ResourceType",
            "route-table",
            "TagSpecification.1.Tag.1.Key",
            "k",
            "TagSpecification.1.Tag.1.Value",
            "v")
        .one("routeTableId");
  }

  private Said described() {
    return aws.ec2("DescribeRouteTables", "RouteTableId.1", table);
  }

  private Said route(String action, String... members) {
    String[] all = new String[members.length + 2];
    all[0] = "RouteTableId";
    all[1] = table;
    System.arraycopy(members, 0, all, 2, members.length);
    return aws.ec2(action, all);
  }

  @Test
  void routesComeChangeAndGo() {
    Said made = route("CreateRoute", "DestinationCidrBlock", "172.16.9.9/16", "GatewayId", igw);
    assertThat(made.one("return")).isEqualTo("true");
    assertThat(described().all("destinationCidrBlock"))
        .containsExactly("10.0.0.0/16", "172.16.0.0/16");
    assertThat(described().all("state")).containsExactly("active", "active");

    route("ReplaceRoute", "DestinationCidrBlock", "172.16.0.0/16", "NatGatewayId", nat);
    assertThat(described().one("natGatewayId")).isEqualTo(nat);
    route("DeleteRoute", "DestinationCidrBlock", "172.16.0.0/16");
    assertThat(described().all("destinationCidrBlock")).containsExactly("10.0.0.0/16");
  }

  @Test
  void theMembersOfARouteFollowItsDestinationAndTarget() {
    String eigw =
        aws.ec2("CreateEgressOnlyInternetGateway", "VpcId", SmallNetwork.VPC.value())
            .one("egressOnlyInternetGatewayId");
    route("CreateRoute", "DestinationIpv6CidrBlock", "::/0", "EgressOnlyInternetGatewayId", eigw);
    route(
        "CreateRoute",
        "DestinationCidrBlock",
        "192.168.0.0/16",
        "InstanceId",
        SmallNetwork.NODE.value());
    Said said = described();
    assertThat(said.one("destinationIpv6CidrBlock")).isEqualTo("::/0");
    assertThat(said.one("egressOnlyInternetGatewayId")).isEqualTo(eigw);
    assertThat(said.one("instanceId")).isEqualTo(SmallNetwork.NODE.value());
    assertThat(said.one("instanceOwnerId")).isEqualTo("111122223333");
    assertThat(aws.ec2("DescribeEgressOnlyInternetGateways").one("state")).isEqualTo("attached");
    assertThat(
            aws.ec2(
                    "DescribeRouteTables",
                    "Filter.1.Name",
                    "route.instance-id",
                    "Filter.1.Value.1",
                    SmallNetwork.NODE.value())
                .all("routeTableId"))
        .contains(table);
    aws.ec2("DeleteEgressOnlyInternetGateway", "EgressOnlyInternetGatewayId", eigw);
    assertThat(described().all("state")).contains("blackhole");
    assertThat(
            aws.ec2("DescribeEgressOnlyInternetGateways", "EgressOnlyInternetGatewayId.1", eigw)
                .all("state"))
        .isEmpty();
  }

  @Test
  void aTableServesASubnetOrAGatewayUntilItNoLongerDoes() {
    String edge = route("AssociateRouteTable", "GatewayId", igw).one("associationId");
    assertThat(described().all("gatewayId")).contains(igw);
    assertThat(
            aws.ec2(
                    "DescribeRouteTables",
                    "Filter.1.Name",
                    "association.gateway-id",
                    "Filter.1.Value.1",
                    igw)
                .all("routeTableId"))
        .contains(table);
    assertThat(aws.ec2("DisassociateRouteTable", "AssociationId", edge).status()).isEqualTo(200);
    assertThat(aws.ec2("DeleteRouteTable", "RouteTableId", table).status()).isEqualTo(200);
    assertThat(described().refusal())
        .isEqualTo(
            "InvalidRouteTableID.NotFound: The routeTable ID '" + table + "' does not exist");
  }

  @Test
  void anotherTableBecomesTheMainOne() {
    String association =
        aws.ec2(
                "DescribeRouteTables",
                "Filter.1.Name",
                "association.main",
                "Filter.1.Value.1",
                "true")
            .one("routeTableAssociationId");
    String next =
        aws.ec2("ReplaceRouteTableAssociation", "AssociationId", association, "RouteTableId", table)
            .one("newAssociationId");
    assertThat(described().one("routeTableAssociationId")).isEqualTo(next);
    assertThat(described().one("main")).isEqualTo("true");
  }

  @Test
  void anInternetGatewayComesIsAttachedAndGoes() {
    String made =
        aws.ec2(
                "CreateInternetGateway",
                "TagSpecification.1.ResourceType",
                "internet-gateway",
                "TagSpecification.1.Tag.1.Key",
                "k",
                "TagSpecification.1.Tag.1.Value",
                "v")
            .one("internetGatewayId");
    assertThat(
            aws.ec2(
                    "AttachInternetGateway",
                    "InternetGatewayId",
                    made,
                    "VpcId",
                    SmallNetwork.VPC.value())
                .refusal())
        .startsWith("InvalidParameterValue: Network vpc-12345678 already has");
    assertThat(
            aws.ec2(
                    "DetachInternetGateway",
                    "InternetGatewayId",
                    igw,
                    "VpcId",
                    SmallNetwork.VPC.value())
                .refusal())
        .isEqualTo(
            "DependencyViolation: Network vpc-12345678 has some mapped public address(es). Please"
                + " unmap those public address(es) before detaching the gateway.");
    assertThat(aws.ec2("DeleteInternetGateway", "InternetGatewayId", made).status()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0} with {1} {2}, {3} {4}: {5}")
  @CsvSource({
    "CreateRoute, DestinationCidrBlock, 10.9.0.0/40, GatewayId, local, InvalidParameterValue",
    "CreateRoute, DestinationCidrBlock, ::/0, GatewayId, local, InvalidParameterValue",
    "CreateRoute, DestinationCidrBlock, 10.9.0.0/16, GatewayId, local, InvalidParameterValue",
    "CreateRoute, DestinationCidrBlock, 10.0.0.0/16, GatewayId, local, none",
    "CreateRoute, DestinationCidrBlock, 10.9.0.0/16, GatewayId, igw-00000000,"
        + " InvalidGatewayID.NotFound",
    "CreateRoute, DestinationCidrBlock, 10.9.0.0/16, GatewayId, vpce-00000000, RouteNotSupported",
    "CreateRoute, DestinationCidrBlock, 10.9.0.0/16, NatGatewayId, nat-00000000,"
        + " InvalidNatGatewayID.NotFound",
    "CreateRoute, DestinationCidrBlock, 10.9.0.0/16, DestinationIpv6CidrBlock, ::/0,"
        + " InvalidParameterCombination",
    "CreateRoute, GatewayId, local, NatGatewayId, nat-00000000, MissingParameter",
    "CreateRoute, DestinationCidrBlock, 10.9.0.0/16, CarrierGatewayId, cagw-00000000,"
        + " UnsupportedOperation",
    "ReplaceRoute, DestinationCidrBlock, 10.0.0.0/16, LocalTarget, true, none",
    "ReplaceRoute, DestinationCidrBlock, 10.9.0.0/16, LocalTarget, true, InvalidParameterValue",
    "DeleteRoute, DestinationCidrBlock, 10.9.0.0/16, DryRun, false, InvalidRoute.NotFound",
    "AssociateRouteTable, SubnetId, subnet-0aaaaaaaaaaaaaaa1, GatewayId, igw-00000000,"
        + " InvalidParameterCombination",
    "EnableVgwRoutePropagation, GatewayId, vgw-00000000, DryRun, false, InvalidVpnGatewayID.NotFound",
    "DisableVgwRoutePropagation, GatewayId, vgw-00000000, DryRun, false, none"
  })
  void eachRequestIsJudged(
      String action, String member, String value, String second, String other, String code) {
    Said said = route(action, member, value, second, other);
    assertThat(said.status() == 200 ? "none" : said.one("Code")).as(said.text()).isEqualTo(code);
  }
}
