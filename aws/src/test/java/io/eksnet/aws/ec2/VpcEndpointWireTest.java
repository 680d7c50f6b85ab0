package io.eksnet.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient;
import io.eksnet.aws.TestClient.Said;
import java.util.List;
import org.junit.jupiter.api.Test;

class VpcEndpointWireTest {
  private static final String VPC = SmallNetwork.VPC.value();
  private static final String PRIVATE = SmallNetwork.PRIVATE.value();
  private static final String PUBLIC = SmallNetwork.PUBLIC.value();
  private static final String S3 = "com.amazonaws.us-west-2.s3";
  private static final String ECR = "com.amazonaws.us-west-2.ecr.api";

  private final TestClient client = new TestClient(new SmallNetwork().ledger);
  private final TestClient stranger = client.ofOtherAccount();

  @Test
  void theGuidesCommandMakesAGatewayEndpoint() {
    String table = table();

    Said made =
        client.ec2("CreateVpcEndpoint", "VpcId", VPC, "ServiceName", S3, "RouteTableId.1", table);

    assertThat(made.text())
        .contains("<vpcEndpointType>Gateway</vpcEndpointType>", "<state>available</state>");
    assertThat(made.text())
        .contains("<routeTableIdSet><item>" + table + "</item></routeTableIdSet>");
    Said routes = client.ec2("DescribeRouteTables", "RouteTableId.1", table);
    assertThat(routes.text())
        .contains("<destinationPrefixListId>pl-68a54001</destinationPrefixListId>")
        .contains("<gatewayId>" + made.one("vpcEndpointId") + "</gatewayId>")
        .doesNotContain("blackhole");
  }

  @Test
  void aSecondOneOnTheSameTableIsRefused() {
    String table = table();
    client.ec2("CreateVpcEndpoint", "VpcId", VPC, "ServiceName", S3, "RouteTableId.1", table);

    assertThat(
            client
                .ec2("CreateVpcEndpoint", "VpcId", VPC, "ServiceName", S3, "RouteTableId.1", table)
                .refusal())
        .isEqualTo(
            "RouteAlreadyExists: route table "
                + table
                + " already has a route with destination-prefix-list-id pl-68a54001");
  }

  @Test
  void anInterfaceEndpointIsShownWithItsInterfacesGroupsAndNames() {
    client.ec2("ModifyVpcAttribute", "VpcId", VPC, "EnableDnsHostnames.Value", "true");

    Said made =
        client.ec2(
            "CreateVpcEndpoint",
            "VpcId",
            VPC,
            "ServiceName",
            ECR,
            "VpcEndpointType",
            "Interface",
            "SubnetId.1",
            PRIVATE,
            "SubnetId.2",
            PUBLIC,
            "SecurityGroupId.1",
            SmallNetwork.NODES.value(),
            "TagSpecification.1.ResourceType",
            "vpc-endpoint",
            "TagSpecification.1.Tag.1.Key",
            "Name",
            "TagSpecification.1.Tag.1.Value",
            "ecr");

    assertThat(made.one("state")).isEqualTo("pending");
    assertThat(made.all("item")).contains(PRIVATE, PUBLIC);
    assertThat(made.one("groupName")).isEqualTo("nodes");
    assertThat(made.all("dnsName"))
        .hasSize(3)
        .allMatch(name -> name.endsWith(".api.ecr.us-west-2.vpce.amazonaws.com"));
    Said enis =
        client.ec2(
            "DescribeNetworkInterfaces",
            "Filter.1.Name",
            "interface-type",
            "Filter.1.Value.1",
            "vpc_endpoint");
    assertThat(enis.all("description"))
        .hasSize(2)
        .allMatch(it -> it.equals("VPC Endpoint Interface " + made.one("vpcEndpointId")));
  }

  @Test
  void eachFilterFindsAnEndpoint() {
    Said made = client.ec2("CreateVpcEndpoint", "VpcId", VPC, "ServiceName", S3);
    String id = made.one("vpcEndpointId");
    client.ec2("CreateTags", "ResourceId.1", id, "Tag.1.Key", "team", "Tag.1.Value", "net");
    client.ec2(
        "CreateVpcEndpoint", "VpcId", VPC, "ServiceName", ECR, "VpcEndpointType", "Interface");

    String[][] filters = {
      {"vpc-endpoint-id", id},
      {"service-name", S3},
      {"vpc-endpoint-state", "available"},
      {"vpc-endpoint-type", "Gateway"},
      {"tag:team", "net"},
      {"tag-key", "team"},
    };
    for (String[] filter : filters) {
      assertThat(endpoints("Filter.1.Name", filter[0], "Filter.1.Value.1", filter[1]))
          .as(filter[0])
          .containsExactly(id);
    }
    assertThat(endpoints("Filter.1.Name", "vpc-id", "Filter.1.Value.1", VPC)).hasSize(2);
    assertThat(endpoints("Filter.1.Name", "service-region", "Filter.1.Value.1", "us-west-2"))
        .hasSize(2);
    assertThat(endpoints("Filter.1.Name", "ip-address-type", "Filter.1.Value.1", "ipv6")).isEmpty();
  }

  @Test
  void anEndpointIsChangedAndDeleted() {
    String table = table();
    String id =
        client.ec2("CreateVpcEndpoint", "VpcId", VPC, "ServiceName", S3).one("vpcEndpointId");
    String policy = "{\"Statement\":[]}";

    assertThat(
            client
                .ec2(
                    "ModifyVpcEndpoint",
                    "VpcEndpointId",
                    id,
                    "AddRouteTableId.1",
                    table,
                    "PolicyDocument",
                    policy)
                .one("return"))
        .isEqualTo("true");
    assertThat(client.ec2("DescribeVpcEndpoints", "VpcEndpointId.1", id).text())
        .contains("<routeTableIdSet><item>" + table + "</item></routeTableIdSet>")
        .contains("&quot;Statement&quot;:[]");

    Said deleted =
        client.ec2("DeleteVpcEndpoints", "VpcEndpointId.1", id, "VpcEndpointId.2", "vpce-00000000");
    assertThat(deleted.one("resourceId")).isEqualTo("vpce-00000000");
    assertThat(deleted.one("code")).isEqualTo("InvalidVpcEndpoint.NotFound");
    assertThat(endpoints("Filter.1.Name", "vpc-endpoint-state", "Filter.1.Value.1", "deleting"))
        .containsExactly(id);
  }

  @Test
  void whatIsNotServedIsRefusedByName() {
    assertThat(create("VpcEndpointType", "GatewayLoadBalancer").refusal())
        .startsWith("UnsupportedOperation: ")
        .contains("GatewayLoadBalancer");
    assertThat(create("VpcEndpointType", "Wormhole").refusal())
        .startsWith("InvalidVpcEndpointType: ");
    assertThat(create("IpAddressType", "dualstack").refusal())
        .startsWith("UnsupportedOperation: ")
        .contains("IpAddressType dualstack");
    assertThat(create("ServiceRegion", "us-east-1").refusal()).startsWith("UnsupportedOperation: ");
    assertThat(create("ServiceNetworkArn", "arn:x").refusal()).contains("ServiceNetworkArn");
  }

  @Test
  void whatBelongsToTheOtherTypeIsRefused() {
    assertThat(create("SubnetId.1", PRIVATE).refusal())
        .isEqualTo(
            "InvalidParameter: The parameter SubnetIds cannot be used with an endpoint of type"
                + " Gateway");
    assertThat(create("VpcEndpointType", "Interface", "RouteTableId.1", table()).refusal())
        .startsWith("InvalidParameter: The parameter RouteTableIds");
  }

  @Test
  void aPolicyMustBeJson() {
    assertThat(create("PolicyDocument", "{\"Statement\":").refusal())
        .isEqualTo(
            "InvalidPolicyDocument: The specified policy document is not a valid JSON policy"
                + " document.");
    assertThat(create("PolicyDocument", "[]").refusal()).startsWith("InvalidPolicyDocument");
    assertThat(create("PolicyDocument", "{} {}").refusal()).startsWith("InvalidPolicyDocument");
  }

  @Test
  void idsThatNameNothingAreRefused() {
    assertThat(client.ec2("DescribeVpcEndpoints", "VpcEndpointId.1", "vpce-00000000").refusal())
        .isEqualTo(
            "InvalidVpcEndpointId.NotFound: The Vpc Endpoint Id 'vpce-00000000' does not exist");
    assertThat(client.ec2("ModifyVpcEndpoint", "VpcEndpointId", "x").refusal())
        .startsWith("InvalidVpcEndpointId.Malformed: ");
    assertThat(create("RouteTableId.1", "rtb-00000000").refusal())
        .startsWith("InvalidRouteTableID.NotFound: ");
  }

  @Test
  void theSameClientTokenMakesOneEndpoint() {
    String first = create("ClientToken", "t").one("vpcEndpointId");

    Said again = create("ClientToken", "t");

    assertThat(again.one("vpcEndpointId")).isEqualTo(first);
    assertThat(again.one("clientToken")).isEqualTo("t");
    assertThat(endpoints()).hasSize(1);
  }

  @Test
  void aDryRunMakesNothing() {
    assertThat(create("DryRun", "true").refusal()).startsWith("DryRunOperation: ");
    assertThat(endpoints()).isEmpty();
  }

  @Test
  void anotherAccountDoesNotSeeIt() {
    String id = create().one("vpcEndpointId");

    assertThat(stranger.ec2("DescribeVpcEndpoints").all("vpcEndpointId")).isEmpty();
    assertThat(stranger.ec2("ModifyVpcEndpoint", "VpcEndpointId", id).refusal())
        .startsWith("InvalidVpcEndpointId.NotFound: ");
  }

  @Test
  void servicesAreListedWithTypesZonesAndNamesInPages() {
    Said s3 = client.ec2("DescribeVpcEndpointServices", "ServiceName.1", S3);
    assertThat(s3.all("serviceName")).containsExactly(S3, S3);
    assertThat(s3.text())
        .contains("<serviceType>Gateway</serviceType>", "<serviceType>Interface</serviceType>");
    Said ecr =
        client.ec2(
            "DescribeVpcEndpointServices",
            "Filter.1.Name",
            "service-name",
            "Filter.1.Value.1",
            ECR);
    assertThat(ecr.text())
        .contains("<privateDnsName>api.ecr.us-west-2.amazonaws.com</privateDnsName>")
        .contains("<item>api.ecr.us-west-2.vpce.amazonaws.com</item>")
        .contains("<item>us-west-2d</item>", "<owner>amazon</owner>");
    assertThat(client.ec2("DescribeVpcEndpointServices", "ServiceName.1", "x").refusal())
        .isEqualTo("InvalidServiceName: The Vpc Endpoint Service 'x' does not exist");

    int all = client.ec2("DescribeVpcEndpointServices").all("serviceId").size();
    int seen = 0;
    Said page = client.ec2("DescribeVpcEndpointServices", "MaxResults", "7");
    while (true) {
      seen += page.all("serviceId").size();
      if (page.all("nextToken").isEmpty()) {
        break;
      }
      page =
          client.ec2(
              "DescribeVpcEndpointServices", "MaxResults", "7", "NextToken", page.one("nextToken"));
    }
    assertThat(seen).isEqualTo(all).isGreaterThan(30);
  }

  private Said create(String... more) {
    String[] all = new String[more.length + 4];
    all[0] = "VpcId";
    all[1] = VPC;
    all[2] = "ServiceName";
    all[3] = S3;
    System.arraycopy(more, 0, all, 4, more.length);
    return client.ec2("CreateVpcEndpoint", all);
  }

  private List<String> endpoints(String... parameters) {
    return client.ec2("DescribeVpcEndpoints", parameters).all("vpcEndpointId");
  }

  private String table() {
    return client
        .ec2("DescribeRouteTables", "Filter.1.Name", "tag:Name", "Filter.1.Value.1", "private")
        .one("routeTableId");
  }
}
