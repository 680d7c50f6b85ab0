package io.eksnet.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient;
import io.eksnet.aws.TestClient.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** VPCs, subnets, their blocks and DHCP options as clients make and change them. */
class VpcWireTest {
  private final SmallNetwork network = new SmallNetwork();
  private final TestClient aws = new TestClient(network.ledger);

  @Test
  void aVpcIsMadeChangedShownAndDeleted() {
    Said made =
        ok(
            "CreateVpc",
            "CidrBlock",
            "100.68.0.18/18",
            "AmazonProvidedIpv6CidrBlock",
            "true",
            "InstanceTenancy",
            "dedicated",
            "TagSpecification.1.ResourceType",
            "vpc",
            "TagSpecification.1.Tag.1.Key",
            "Name",
            "TagSpecification.1.Tag.1.Value",
            "lab");
    String vpc = made.one("vpcId");
    assertThat(made.all("cidrBlock")).containsOnly("100.68.0.0/18");
    assertThat(made.one("ipv6CidrBlock")).endsWith("::/56");
    assertThat(made.one("ipv6Pool")).isEqualTo("Amazon");
    assertThat(made.one("dhcpOptionsId")).startsWith("dopt-");
    assertThat(made.one("instanceTenancy")).isEqualTo("dedicated");

    ok("ModifyVpcAttribute", "VpcId", vpc, "EnableDnsHostnames.Value", "true");
    ok("ModifyVpcAttribute", "VpcId", vpc, "EnableNetworkAddressUsageMetrics.Value", "true");
    assertThat(
            ok("DescribeVpcAttribute", "VpcId", vpc, "Attribute", "enableDnsHostnames")
                .one("value"))
        .isEqualTo("true");
    ok("ModifyVpcTenancy", "VpcId", vpc, "InstanceTenancy", "default");
    assertThat(ok("DescribeVpcs", "VpcId.1", vpc).one("instanceTenancy")).isEqualTo("default");
    ok("DeleteVpc", "VpcId", vpc);
    assertThat(aws.ec2("DescribeVpcs", "VpcId.1", vpc).refusal())
        .isEqualTo("InvalidVpcID.NotFound: The vpc ID '" + vpc + "' does not exist");
  }

  @Test
  void blocksComeAndGo() {
    Said made =
        ok(
            "AssociateVpcCidrBlock",
            "VpcId",
            SmallNetwork.VPC.value(),
            "CidrBlock",
            "100.64.0.0/16");
    assertThat(made.one("state")).isEqualTo("associating");
    String association = made.one("associationId");
    assertThat(
            ok(
                    "DescribeVpcs",
                    "Filter.1.Name",
                    "cidr-block-association.association-id",
                    "Filter.1.Value.1",
                    association)
                .all("vpcId"))
        .containsExactly(SmallNetwork.VPC.value());
    assertThat(
            ok(
                    "DescribeRouteTables",
                    "Filter.1.Name",
                    "route.destination-cidr-block",
                    "Filter.1.Value.1",
                    "100.64.0.0/16")
                .all("propagatingVgwSet"))
        .hasSize(3);
    Said gone = ok("DisassociateVpcCidrBlock", "AssociationId", association);
    assertThat(gone.one("vpcId")).isEqualTo(SmallNetwork.VPC.value());
    assertThat(gone.one("state")).isEqualTo("disassociating");

    Said ipv6 =
        ok(
            "AssociateVpcCidrBlock",
            "VpcId",
            SmallNetwork.VPC.value(),
            "AmazonProvidedIpv6CidrBlock",
            "true");
    assertThat(ipv6.one("ipv6CidrBlock")).endsWith("/56");
  }

  @Test
  void aSubnetIsMadeChangedShownAndDeleted() {
    Said ipv6 =
        ok(
            "AssociateVpcCidrBlock",
            "VpcId",
            SmallNetwork.VPC.value(),
            "AmazonProvidedIpv6CidrBlock",
            "true");
    String block = ipv6.one("ipv6CidrBlock").replace("/56", "/64");
    Said made =
        ok(
            "CreateSubnet",
            "VpcId",
            SmallNetwork.VPC.value(),
            "CidrBlock",
            "10.0.9.0/24",
            "Ipv6CidrBlock",
            block,
            "AvailabilityZoneId",
            "usw2-az3");
    String subnet = made.one("subnetId");
    assertThat(made.one("availabilityZone")).isEqualTo("us-west-2c");
    assertThat(made.one("availableIpAddressCount")).isEqualTo("251");
    assertThat(made.one("ipv6CidrBlock")).isEqualTo(block);

    for (String attribute :
        new String[] {
          "MapPublicIpOnLaunch.Value",
          "AssignIpv6AddressOnCreation.Value",
          "EnableDns64.Value",
          "EnableResourceNameDnsARecordOnLaunch.Value",
          "EnableResourceNameDnsAAAARecordOnLaunch.Value"
        }) {
      ok("ModifySubnetAttribute", "SubnetId", subnet, attribute, "true");
    }
    ok(
        "ModifySubnetAttribute",
        "SubnetId",
        subnet,
        "PrivateDnsHostnameTypeOnLaunch",
        "resource-name");
    Said shown = ok("DescribeSubnets", "SubnetId.1", subnet);
    assertThat(shown.text())
        .contains("<mapPublicIpOnLaunch>true<", "<assignIpv6AddressOnCreation>true<")
        .contains("<enableDns64>true<", "<hostnameType>resource-name<")
        .contains("<enableResourceNameDnsARecord>true<", "<enableResourceNameDnsAAAARecord>true<");
    ok("ModifySubnetAttribute", "SubnetId", subnet, "AssignIpv6AddressOnCreation.Value", "false");
    Said gone = ok("DisassociateSubnetCidrBlock", "AssociationId", shown.one("associationId"));
    assertThat(gone.one("state")).isEqualTo("disassociating");
    ok("DeleteSubnet", "SubnetId", subnet);
    assertThat(aws.ec2("DescribeSubnets", "SubnetId.1", subnet).refusal())
        .startsWith("InvalidSubnetID.NotFound");
  }

  @Test
  void reservationsAreMadeListedByFamilyAndGivenBack() {
    String subnet = SmallNetwork.PRIVATE.value();
    Said made =
        ok(
            "CreateSubnetCidrReservation",
            "SubnetId",
            subnet,
            "Cidr",
            "10.0.1.64/26",
            "ReservationType",
            "prefix",
            "Description",
            "for nodes",
            "TagSpecification.1.ResourceType",
            "subnet-cidr-reservation",
            "TagSpecification.1.Tag.1.Key",
            "Name",
            "TagSpecification.1.Tag.1.Value",
            "nodes");
    String id = made.one("subnetCidrReservationId");
    assertThat(id).startsWith("scr-");
    Said listed =
        ok(
            "GetSubnetCidrReservations",
            "SubnetId",
            subnet,
            "Filter.1.Name",
            "reservationType",
            "Filter.1.Value.1",
            "prefix");
    assertThat(listed.all("cidr")).containsExactly("10.0.1.64/26");
    assertThat(listed.one("description")).isEqualTo("for nodes");
    assertThat(ok("DeleteSubnetCidrReservation", "SubnetCidrReservationId", id).one("cidr"))
        .isEqualTo("10.0.1.64/26");
    assertThat(ok("GetSubnetCidrReservations", "SubnetId", subnet).all("cidr")).isEmpty();
    assertThat(aws.ec2("DeleteSubnetCidrReservation", "SubnetCidrReservationId", id).refusal())
        .startsWith("InvalidSubnetCidrReservationID.NotFound");
  }

  @Test
  void dhcpOptionsAreMadeAssociatedAndDeleted() {
    Said made =
        ok(
            "CreateDhcpOptions",
            "DhcpConfiguration.1.Key",
            "domain-name",
            "DhcpConfiguration.1.Value.1",
            "corp.example",
            "DhcpConfiguration.2.Key",
            "domain-name-servers",
            "DhcpConfiguration.2.Value.1",
            "10.0.0.2",
            "DhcpConfiguration.2.Value.2",
            "10.0.0.3");
    String id = made.one("dhcpOptionsId");
    assertThat(made.all("value")).containsExactly("corp.example", "10.0.0.2", "10.0.0.3");
    ok("AssociateDhcpOptions", "DhcpOptionsId", id, "VpcId", SmallNetwork.VPC.value());
    assertThat(
            ok("DescribeVpcs", "Filter.1.Name", "dhcp-options-id", "Filter.1.Value.1", id)
                .all("vpcId"))
        .hasSize(1);
    assertThat(aws.ec2("DeleteDhcpOptions", "DhcpOptionsId", id).refusal())
        .startsWith("DependencyViolation");
    ok("AssociateDhcpOptions", "DhcpOptionsId", "default", "VpcId", SmallNetwork.VPC.value());
    assertThat(ok("DescribeVpcs").one("dhcpOptionsId")).isEqualTo("default");
    ok("DeleteDhcpOptions", "DhcpOptionsId", id);
    assertThat(
            ok(
                    "DescribeDhcpOptions",
                    "Filter.1.Name",
                    "value",
                    "Filter.1.Value.1",
                    "AmazonProvidedDNS")
                .all("dhcpOptionsId"))
        .as("the default set stays")
        .hasSize(1);
  }

  @Test
  void aDefaultVpcIsMadeOnce() {
    Said made = ok("CreateDefaultVpc");
    assertThat(made.one("cidrBlock")).isEqualTo("172.31.0.0/16");
    assertThat(made.one("isDefault")).isEqualTo("true");
    assertThat(
            ok("DescribeSubnets", "Filter.1.Name", "default-for-az", "Filter.1.Value.1", "true")
                .all("subnetId"))
        .hasSize(4);
    assertThat(aws.ec2("CreateDefaultVpc").refusal())
        .isEqualTo(
            "DefaultVpcAlreadyExists: A Default VPC already exists for this account in this"
                + " region.");
    assertThat(aws.ec2("CreateDefaultSubnet", "AvailabilityZone", "us-west-2a").refusal())
        .startsWith("DefaultSubnetAlreadyExistsInAvailabilityZone");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "CreateVpc | CidrBlock=10.0.0.0 | InvalidParameterValue: Value (10.0.0.0) for parameter"
            + " cidrBlock is invalid. This is not a valid CIDR block.",
        "CreateVpc | CidrBlock=10.0.0.0/8 | InvalidVpc.Range: The CIDR '10.0.0.0/8' is invalid.",
        "CreateVpc | DryRun=false | MissingParameter: The request must contain the parameter"
            + " cidrBlock",
        "CreateVpc | CidrBlock=10.0.0.0/16&InstanceTenancy=host | InvalidParameterValue: Value"
            + " (host) for parameter instanceTenancy is invalid.",
        "ModifyVpcAttribute | VpcId=vpc-12345678&EnableDnsSupport.Value=true"
            + "&EnableDnsHostnames.Value=true | InvalidParameterCombination: Fields for multiple"
            + " attribute types specified; EC2 changes one in each call.",
        "ModifyVpcAttribute | VpcId=vpc-12345678 | InvalidParameterCombination: No attributes"
            + " specified.",
        "AssociateVpcCidrBlock | VpcId=vpc-12345678 | MissingParameter: The request must contain"
            + " the parameter cidrBlock or amazonProvidedIpv6CidrBlock",
        "DeleteVpc | VpcId=vpc-12345678 | DependencyViolation: The vpc 'vpc-12345678' has"
            + " dependencies and cannot be deleted.",
        "DeleteVpc | VpcId=vpc_1 | InvalidVpcID.Malformed: Invalid id: \"vpc_1\" (expecting"
            + " \"vpc-...\")",
        "CreateSubnet | VpcId=vpc-12345678&CidrBlock=10.0.9.0/24&AvailabilityZoneId=usw2-az9 |"
            + " InvalidParameterValue: Value (usw2-az9) for parameter availabilityZoneId is"
            + " invalid. Subnets can currently only be created in the following availability"
            + " zones: usw2-az1, usw2-az2, usw2-az3, usw2-az4.",
        "DeleteSubnet | SubnetId=subnet-0aaaaaaaaaaaaaaa1 | DependencyViolation: The subnet"
            + " 'subnet-0aaaaaaaaaaaaaaa1' has dependencies and cannot be deleted.",
        "AssociateDhcpOptions | DhcpOptionsId=dopt-00000000&VpcId=vpc-12345678 |"
            + " InvalidDhcpOptionID.NotFound: The dhcpOption ID 'dopt-00000000' does not exist",
        "DescribeDhcpOptions | DhcpOptionsId.1=x | InvalidDhcpOptionsId.Malformed: Invalid id:"
            + " \"x\" (expecting \"dopt-...\")"
      })
  void wrongRequestsAreRefusedInEc2sWords(String action, String parameters, String refusal) {
    String[] pairs =
        java.util.Arrays.stream(parameters.split("&", -1))
            .flatMap(pair -> java.util.Arrays.stream(pair.split("=", 2)))
            .toArray(String[]::new);
    assertThat(aws.ec2(action, pairs).refusal()).isEqualTo(refusal);
  }

  @Test
  void whatIsNotServedIsRefusedByName() {
    assertThat(
            aws.ec2(
                    "CreateSubnet",
                    "VpcId",
                    SmallNetwork.VPC.value(),
                    "CidrBlock",
                    "10.0.9.0/24",
                    "Ipv6Native",
                    "true")
                .refusal())
        .contains("Ipv6Native");
  }

  @ParameterizedTest(name = "{0} {1} = {2} finds {3}")
  @CsvSource({
    "DescribeVpcs,              cidr-block-association.state, associated,          1, vpcId",
    "DescribeVpcs,              ipv6-cidr-block-association.state, associated,     0, vpcId",
    "DescribeSubnets,           default-for-az,               false,               2, subnetArn",
    "DescribeSubnets,           ipv6-native,                  false,               2, subnetArn",
    "DescribeSubnets,           private-dns-name-options-on-launch.hostname-type, ip-name, 2,"
        + " subnetArn",
    "DescribeSubnets,           outpost-arn,                  *,                   0, subnetArn",
    "DescribeAvailabilityZones, group-long-name,              US West (Oregon) 1,  4, zoneName",
    "DescribeAvailabilityZones, parent-zone-name,             *,                   0, zoneName",
    "DescribeRegions,           opt-in-status,                opted-in,           17, regionName"
  })
  void filtersFind(String action, String filter, String value, int found, String element) {
    assertThat(ok(action, "Filter.1.Name", filter, "Filter.1.Value.1", value).all(element))
        .hasSize(found);
  }

  @Test
  void aDryRunMakesNothing() {
    assertThat(aws.ec2("CreateVpc", "CidrBlock", "10.9.0.0/16", "DryRun", "true").one("Code"))
        .isEqualTo("DryRunOperation");
    assertThat(ok("DescribeVpcs").all("vpcId")).hasSize(1);
  }

  private Said ok(String action, String... parameters) {
    Said said = aws.ec2(action, parameters);
    assertThat(said.status()).as(said.text()).isEqualTo(200);
    return said;
  }
}
