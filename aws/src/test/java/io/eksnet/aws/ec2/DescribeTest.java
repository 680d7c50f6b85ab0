package io.eksnet.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient;
import io.eksnet.aws.TestClient.Said;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.vpc.CreateNetworkInterface;
import io.eksnet.vpc.DeleteNetworkInterface;
import io.eksnet.vpc.NetworkInterface;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescribeTest {

  private final SmallNetwork network = new SmallNetwork();
  private final TestClient aws = new TestClient(network.ledger);

  @Test
  void anInterfaceShowsEveryAddressItHas() {
    NetworkInterface eni =
        network.ledger.durable().vpcs().interfacesOf(SmallNetwork.NODE).getFirst();
    Said said =
        aws.ec2(
            "DescribeNetworkInterfaces",
            "Filter.1.Name",
            "attachment.instance-id",
            "Filter.1.Value.1",
            SmallNetwork.NODE.value());
    assertThat(said.all("privateIpAddress").stream().distinct())
        .containsExactlyElementsOf(eni.addresses().stream().map(Object::toString).toList())
        .hasSize(10);
    assertThat(said.all("primary")).containsOnlyOnce("true").hasSize(10);
    assertThat(said.one("instanceId")).isEqualTo(SmallNetwork.NODE.value());
    assertThat(said.one("deviceIndex")).isEqualTo("0");
    assertThat(said.one("groupName")).isEqualTo("nodes");
  }

  @Test
  void aSubnetSaysHowManyAddressesAreLeft() {
    assertThat(
            aws.ec2("DescribeSubnets", "SubnetId.1", SmallNetwork.PRIVATE.value())
                .one("availableIpAddressCount"))
        .as("256 less 5 reserved and 10 of the node")
        .isEqualTo("241");
  }

  @ParameterizedTest(name = "{0} {1} = {2} finds {3}")
  @CsvSource({
    "DescribeVpcs,              cidr,                          10.0.0.0/16,        1",
    "DescribeVpcs,              tag:Name,                      gui*,               1",
    "DescribeVpcs,              tag-key,                       Owner,              0",
    "DescribeSubnets,           availability-zone,             us-west-2b,         1",
    "DescribeSubnets,           available-ip-address-count,    241,                1",
    "DescribeNetworkInterfaces, interface-type,                natGateway,         1",
    "DescribeNetworkInterfaces, addresses.private-ip-address,  10.0.1.9,           1",
    "DescribeNetworkInterfaces, group-name,                    nodes,              1",
    "DescribeInstances,         network-interface.addresses.private-ip-address, 10.0.1.9, 1",
    "DescribeInstances,         instance-type,                 m5.*,               1",
    "DescribeInstances,         instance-type,                 t?.*,               0",
    "DescribeRouteTables,       association.main,              true,               1",
    "DescribeRouteTables,       route.destination-cidr-block,  0.0.0.0/0,          2",
    "DescribeSecurityGroups,    egress.ip-permission.cidr,     0.0.0.0/0,          2",
    "DescribeSecurityGroups,    group-name,                    nodes,              1",
    "DescribeSecurityGroupRules,group-id,                      sg-1234567890abcdef0, 1",
    "DescribeInternetGateways,  attachment.vpc-id,             vpc-12345678,       1",
    "DescribeNetworkAcls,       entry.rule-number,             32767,              1",
    "DescribeAvailabilityZones, zone-id,                       usw2-az3,           1",
    "DescribeRegions,           region-name,                   us-*,               4",
    "DescribeInstanceTypes,     instance-type,                 m5.large,           1"
  })
  void filtersFind(String action, String filter, String value, int found) {
    Said said = aws.ec2(action, "Filter.1.Name", filter, "Filter.1.Value.1", value);
    assertThat(said.status()).as(said.text()).isEqualTo(200);
    String set =
        switch (action) {
          case "DescribeVpcs" -> "vpcId";
          case "DescribeSubnets" -> "subnetArn";
          case "DescribeNetworkInterfaces" -> "macAddress";
          case "DescribeInstances" -> "reservationId";
          case "DescribeRouteTables" -> "propagatingVgwSet";
          case "DescribeSecurityGroups" -> "securityGroupArn";
          case "DescribeSecurityGroupRules" -> "securityGroupRuleArn";
          case "DescribeInternetGateways" -> "internetGatewayId";
          case "DescribeNetworkAcls" -> "default";
          case "DescribeAvailabilityZones" -> "zoneName";
          case "DescribeRegions" -> "regionEndpoint";
          case "DescribeInstanceTypes" -> "bareMetal";
          default -> throw new AssertionError(action);
        };
    assertThat(said.all(set)).hasSize(found);
  }

  @Test
  void ofOneFiltersValuesAnyMustMatchAndOfSeveralFiltersAll() {
    assertThat(
            aws.ec2(
                    "DescribeSubnets",
                    "Filter.1.Name",
                    "tag:Name",
                    "Filter.1.Value.1",
                    "private-a",
                    "Filter.1.Value.2",
                    "public-b")
                .all("subnetId"))
        .hasSize(2);
    assertThat(
            aws.ec2(
                    "DescribeSubnets",
                    "Filter.1.Name",
                    "tag:Name",
                    "Filter.1.Value.1",
                    "private-a",
                    "Filter.2.Name",
                    "availability-zone",
                    "Filter.2.Value.1",
                    "us-west-2b")
                .all("subnetId"))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          DescribeVpcs               | vpc      | InvalidVpcID.NotFound              | InvalidVpcID.Malformed             | vpc ID
          DescribeSubnets            | subnet   | InvalidSubnetID.NotFound           | InvalidSubnetID.Malformed          | subnet ID
          DescribeNetworkInterfaces  | eni      | InvalidNetworkInterfaceID.NotFound | InvalidNetworkInterfaceId.Malformed| networkInterface ID
          DescribeInstances          | i        | InvalidInstanceID.NotFound         | InvalidInstanceID.Malformed        | instance ID
          DescribeSecurityGroups     | sg       | InvalidGroup.NotFound              | InvalidGroupId.Malformed           | security group
          DescribeSecurityGroupRules | sgr      | InvalidSecurityGroupRuleId.NotFound| InvalidSecurityGroupRuleId.Malformed | security group rule ID
          DescribeRouteTables        | rtb      | InvalidRouteTableID.NotFound       | InvalidRouteTableId.Malformed      | routeTable ID
          DescribeInternetGateways   | igw      | InvalidInternetGatewayID.NotFound  | InvalidInternetGatewayId.Malformed | internetGateway ID
          DescribeNatGateways        | nat      | NatGatewayNotFound                 | NatGatewayMalformed                | NatGateway ID
          DescribeNetworkAcls        | acl      | InvalidNetworkAclID.NotFound       | InvalidNetworkAclId.Malformed      | networkAcl ID
          DescribeAddresses          | eipalloc | InvalidAllocationID.NotFound       | InvalidAllocationID.NotFound       | allocation ID
          """)
  void anIdThatNamesNothingIsRefusedWithEc2sCode(
      String action, String prefix, String notFound, String malformed, String noun) {
    String parameter = Objects.requireNonNull(ID_PARAMETERS.get(action));
    String id = prefix + "-0fffffffffffffff1";
    Said said = aws.ec2(action, parameter + ".1", id);
    assertThat(said.status()).isEqualTo(400);
    assertThat(said.refusal())
        .isEqualTo(notFound + ": The " + noun + " '" + id + "' does not exist");
    assertThat(aws.ec2(action, parameter + ".1", "nonsense").refusal())
        .isEqualTo(malformed + ": Invalid id: \"nonsense\" (expecting \"" + prefix + "-...\")");
  }

  private static final Map<String, String> ID_PARAMETERS =
      Map.ofEntries(
          Map.entry("DescribeVpcs", "VpcId"),
          Map.entry("DescribeSubnets", "SubnetId"),
          Map.entry("DescribeNetworkInterfaces", "NetworkInterfaceId"),
          Map.entry("DescribeInstances", "InstanceId"),
          Map.entry("DescribeSecurityGroups", "GroupId"),
          Map.entry("DescribeSecurityGroupRules", "SecurityGroupRuleId"),
          Map.entry("DescribeRouteTables", "RouteTableId"),
          Map.entry("DescribeInternetGateways", "InternetGatewayId"),
          Map.entry("DescribeNatGateways", "NatGatewayId"),
          Map.entry("DescribeNetworkAcls", "NetworkAclId"),
          Map.entry("DescribeAddresses", "AllocationId"));

  @Test
  void pagesShowEverythingOnceWhateverComesAndGoes() {
    long seed = 11L;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 40; i++) {
      eni(SmallNetwork.PUBLIC);
    }
    Set<String> throughout = new HashSet<>(all());
    List<String> shown = new ArrayList<>();
    String token = "";
    do {
      Said page =
          token.isEmpty()
              ? aws.ec2("DescribeNetworkInterfaces", "MaxResults", "5")
              : aws.ec2("DescribeNetworkInterfaces", "MaxResults", "7", "NextToken", token);
      shown.addAll(page.all("macAddress"));
      token = page.all("nextToken").stream().findFirst().orElse("");
      // between two pages one interface comes and one that came earlier goes
      NetworkInterface fresh = eni(SmallNetwork.PUBLIC);
      if (random.nextBoolean()) {
        network.done(new DeleteNetworkInterface(fresh.id()));
      }
    } while (!token.isEmpty());
    assertThat(shown).as("seed %d", seed).doesNotHaveDuplicates().containsAll(throughout);
  }

  private List<String> all() {
    return aws.ec2("DescribeNetworkInterfaces").all("macAddress");
  }

  private NetworkInterface eni(SubnetId subnet) {
    return network.done(CreateNetworkInterface.in(subnet, List.of(), "", 0, Tags.NONE));
  }

  @Test
  void pageSizesAndTokensThatMakeNoSenseAreRefused() {
    assertThat(aws.ec2("DescribeVpcs", "MaxResults", "4").refusal())
        .isEqualTo(
            "InvalidParameterValue: Value ( 4 ) for parameter maxResults is invalid. Expecting a"
                + " value greater than or equal to 5.");
    assertThat(aws.ec2("DescribeVpcs", "MaxResults", "1001").refusal())
        .contains("less than or equal to 1000.");
    assertThat(aws.ec2("DescribeVpcs", "NextToken", "abc").refusal())
        .isEqualTo("InvalidNextToken: The specified NextToken is not valid.");
    String other =
        new Pages("DescribeSubnets", 5, 1000)
            .cut(Stream.of("a", "b"), new Pages.Asked(Optional.of(1), Optional.empty()), x -> x)
            .next()
            .orElseThrow();
    assertThat(aws.ec2("DescribeVpcs", "NextToken", other).refusal())
        .startsWith("InvalidNextToken");
    assertThat(
            aws.ec2(
                    "DescribeInstances",
                    "MaxResults",
                    "5",
                    "InstanceId.1",
                    SmallNetwork.NODE.value())
                .refusal())
        .startsWith("InvalidParameterCombination: ");
  }

  @Test
  void anUnknownFilterNamesTheServedOnes() {
    assertThat(
            aws.ec2("DescribeSubnets", "Filter.1.Name", "colour", "Filter.1.Value.1", "x")
                .refusal())
        .startsWith("InvalidParameterValue: The filter 'colour' is invalid. eksnet serves: ")
        .contains("subnet-id")
        .contains("tag:KEY");
    assertThat(aws.ec2("DescribeSubnets", "Filter.1.Value.1", "x").refusal())
        .startsWith("InvalidParameterValue: The filter 'null' is invalid");
    assertThat(aws.ec2("DescribeSubnets", "Filter.1.Name", "vpc-id").refusal())
        .isEqualTo("InvalidParameterValue: The filter 'vpc-id' must have at least one value.");
  }

  @Test
  void instanceTypesComeFromEksnetsTable() {
    Said said = aws.ec2("DescribeInstanceTypes", "InstanceType.1", "m5.large");
    assertThat(said.one("maximumNetworkInterfaces")).isEqualTo("3");
    assertThat(said.one("ipv4AddressesPerInterface")).isEqualTo("10");
    assertThat(said.one("sizeInMiB")).isEqualTo("8192");
    assertThat(aws.ec2("DescribeInstanceTypes", "InstanceType.1", "m5.lage").refusal())
        .isEqualTo(
            "InvalidInstanceType: The following supplied instance types do not exist: [m5.lage]");
    assertThat(
            aws.ec2(
                    "DescribeInstanceTypeOfferings",
                    "LocationType",
                    "availability-zone",
                    "Filter.1.Name",
                    "instance-type",
                    "Filter.1.Value.1",
                    "m5.large")
                .all("location"))
        .contains("us-west-2a", "us-west-2b", "us-west-2c");
  }
}
