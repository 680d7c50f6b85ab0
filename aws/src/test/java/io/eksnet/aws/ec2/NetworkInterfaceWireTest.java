package io.eksnet.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient;
import io.eksnet.aws.TestClient.Said;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class NetworkInterfaceWireTest {
  private static final String SUBNET = SmallNetwork.PRIVATE.value();

  private final SmallNetwork network = new SmallNetwork();
  private final TestClient aws = new TestClient(network.ledger);

  @Test
  void anInterfaceIsMadeAsAskedAndShownSo() {
    Said made =
        aws.ec2(
            "CreateNetworkInterface",
            "SubnetId",
            SUBNET,
            "Description",
            "pods",
            "SecurityGroupId.1",
            SmallNetwork.NODES.value(),
            "PrivateIpAddresses.1.PrivateIpAddress",
            "10.0.1.50",
            "PrivateIpAddresses.1.Primary",
            "true",
            "PrivateIpAddresses.2.PrivateIpAddress",
            "10.0.1.60",
            "TagSpecification.1.ResourceType",
            "network-interface",
            "TagSpecification.1.Tag.1.Key",
            "Name",
            "TagSpecification.1.Tag.1.Value",
            "eni-a");

    assertThat(made.status()).as(made.text()).isEqualTo(200);
    assertThat(made.one("description")).isEqualTo("pods");
    assertThat(made.all("privateIpAddress")).contains("10.0.1.50", "10.0.1.60");
    assertThat(made.one("status")).isEqualTo("available");
    assertThat(
            aws.ec2("DescribeNetworkInterfaces", "NetworkInterfaceId.1", id(made))
                .all("privateIpAddress"))
        .isEqualTo(made.all("privateIpAddress"));
  }

  @Test
  void prefixesAreGivenShownAndTakenBack() {
    String eni = id(create("Ipv4PrefixCount", "1"));
    Said more =
        aws.ec2("AssignPrivateIpAddresses", "NetworkInterfaceId", eni, "Ipv4PrefixCount", "1");

    assertThat(more.one("ipv4Prefix")).isEqualTo("10.0.1.32/28");
    assertThat(aws.ec2("DescribeNetworkInterfaces", "NetworkInterfaceId.1", eni).all("ipv4Prefix"))
        .containsExactly("10.0.1.16/28", "10.0.1.32/28");
    aws.ec2(
        "UnassignPrivateIpAddresses", "NetworkInterfaceId", eni, "Ipv4Prefix.1", "10.0.1.16/28");
    assertThat(aws.ec2("DescribeNetworkInterfaces", "NetworkInterfaceId.1", eni).all("ipv4Prefix"))
        .containsExactly("10.0.1.32/28");
  }

  @Test
  void anAttachmentIsMadeChangedAndEnded() {
    String eni = id(create());
    String attachment =
        aws.ec2(
                "AttachNetworkInterface",
                "NetworkInterfaceId",
                eni,
                "InstanceId",
                SmallNetwork.NODE.value(),
                "DeviceIndex",
                "1")
            .one("attachmentId");

    aws.ec2(
        "ModifyNetworkInterfaceAttribute",
        "NetworkInterfaceId",
        eni,
        "Attachment.AttachmentId",
        attachment,
        "Attachment.DeleteOnTermination",
        "true");
    assertThat(attribute(eni, "attachment").one("deleteOnTermination")).isEqualTo("true");
    assertThat(aws.ec2("DeleteNetworkInterface", "NetworkInterfaceId", eni).refusal())
        .isEqualTo("InvalidNetworkInterface.InUse: Interface: [" + eni + "] in use.");
    aws.ec2("DetachNetworkInterface", "AttachmentId", attachment, "Force", "true");
    assertThat(aws.ec2("DeleteNetworkInterface", "NetworkInterfaceId", eni).one("return"))
        .isEqualTo("true");
  }

  @Test
  void attributesAreChangedReadAndReset() {
    String eni = id(create());
    modify(eni, "SourceDestCheck.Value", "false");
    modify(eni, "Description.Value", "router");

    assertThat(attribute(eni, "sourceDestCheck").text())
        .contains("<sourceDestCheck><value>false</value></sourceDestCheck>");
    assertThat(attribute(eni, "description").text())
        .contains("<description><value>router</value></description>");
    assertThat(attribute(eni, "groupSet").one("groupName")).isEqualTo("default");
    aws.ec2(
        "ResetNetworkInterfaceAttribute",
        "NetworkInterfaceId",
        eni,
        "SourceDestCheck",
        "sourceDestCheck");
    assertThat(attribute(eni, "sourceDestCheck").text()).contains("<value>true</value>");
    assertThat(
            aws.ec2(
                    "ModifyNetworkInterfaceAttribute",
                    "NetworkInterfaceId",
                    eni,
                    "Description.Value",
                    "x",
                    "SourceDestCheck.Value",
                    "true")
                .refusal())
        .startsWith("InvalidParameterCombination: ");
  }

  @Test
  void branchesGoOnTrunks() {
    String trunk = id(create("InterfaceType", "trunk"));
    String branch = id(create());
    Said on =
        aws.ec2(
            "AssociateTrunkInterface",
            "TrunkInterfaceId",
            trunk,
            "BranchInterfaceId",
            branch,
            "VlanId",
            "5");

    assertThat(on.one("interfaceProtocol")).isEqualTo("VLAN");
    assertThat(
            aws.ec2("DescribeNetworkInterfaces", "NetworkInterfaceId.1", branch)
                .one("interfaceType"))
        .isEqualTo("branch");
    assertThat(
            aws.ec2(
                    "DescribeTrunkInterfaceAssociations",
                    "Filter.1.Name",
                    "interface-protocol",
                    "Filter.1.Value.1",
                    "VLAN")
                .one("branchInterfaceId"))
        .isEqualTo(branch);
    aws.ec2("DisassociateTrunkInterface", "AssociationId", on.one("associationId"));
    assertThat(aws.ec2("DescribeTrunkInterfaceAssociations").all("associationId")).isEmpty();
  }

  @Test
  void oneClientTokenMakesOneInterface() {
    assertThat(id(create("ClientToken", "once"))).isEqualTo(id(create("ClientToken", "once")));
    assertThat(
            aws.ec2(
                    "CreateNetworkInterface",
                    "SubnetId",
                    SUBNET,
                    "ClientToken",
                    "once",
                    "Description",
                    "another")
                .refusal())
        .startsWith("IdempotentParameterMismatch: ");
  }

  @Test
  void moreFiltersThanEc2TakesAreRefused() {
    String[] filters = new String[2 * 51 * 2];
    for (int i = 0; i < 51; i++) {
      filters[4 * i] = "Filter." + (i + 1) + ".Name";
      filters[4 * i + 1] = "status";
      filters[4 * i + 2] = "Filter." + (i + 1) + ".Value.1";
      filters[4 * i + 3] = "in-use";
    }
    assertThat(aws.ec2("DescribeNetworkInterfaces", filters).refusal())
        .startsWith("FilterLimitExceeded: ");
  }

  @TestFactory
  Stream<DynamicTest> whatEc2RefusesIsRefusedInItsWords() {
    String eni = id(create());
    return Stream.of(
            List.of(
                "CreateNetworkInterface SubnetId=" + SUBNET + " InterfaceType=efa-only",
                "UnsupportedOperation: eksnet does not serve interfaces of type efa-only, which"
                    + " have no IP address."),
            List.of(
                "CreateNetworkInterface SubnetId=subnet-0000000000000000f",
                "InvalidSubnetID.NotFound: The subnet ID 'subnet-0000000000000000f' does not"
                    + " exist"),
            List.of(
                "CreateNetworkInterface SubnetId=" + SUBNET + " PrivateIpAddress=10.0.1.4",
                "InvalidIPAddress.InUse: Address 10.0.1.4 is in use."),
            List.of(
                "CreateNetworkInterface SubnetId=" + SUBNET + " PrivateIpAddress=10.9.9.9",
                "InvalidParameterValue: Address 10.9.9.9 does not fall within the subnet's address"
                    + " range"),
            List.of(
                "CreateNetworkInterface SubnetId=" + SUBNET + " PrivateIpAddress=ten",
                "InvalidParameterValue: Value (ten) for parameter privateIpAddress is invalid."
                    + " Invalid IP address or prefix."),
            List.of(
                "CreateNetworkInterface SubnetId="
                    + SUBNET
                    + " Ipv4PrefixCount=1 SecondaryPrivateIpAddressCount=1",
                "InvalidParameterCombination: The parameter ipv4Prefixes cannot be used with the"
                    + " parameter secondaryPrivateIpAddresses"),
            List.of(
                "CreateNetworkInterface SubnetId=" + SUBNET + " Ipv4PrefixCount=20",
                "InvalidParameterValue: There aren't sufficient free Ipv4 addresses or prefixes"),
            List.of(
                "AssignPrivateIpAddresses NetworkInterfaceId=" + eni + " Ipv4PrefixCount=20",
                "InsufficientCidrBlocks: There are not enough free cidr blocks in the specified"
                    + " subnet to satisfy the request"),
            List.of(
                "AssignPrivateIpAddresses NetworkInterfaceId="
                    + eni
                    + " SecondaryPrivateIpAddressCount=300",
                "InsufficientFreeAddressesInSubnet: The specified subnet does not have enough free"
                    + " addresses to satisfy the request."),
            List.of(
                "UnassignPrivateIpAddresses NetworkInterfaceId="
                    + eni
                    + " PrivateIpAddress.1=10.0.1.99",
                "InvalidParameterValue: Some of the specified addresses are not assigned to"
                    + " interface "
                    + eni),
            List.of(
                "AssignIpv6Addresses NetworkInterfaceId=" + eni + " Ipv6AddressCount=1",
                "InvalidParameterValue: The subnet '" + SUBNET + "' has no IPv6 CIDR block."),
            List.of(
                "AttachNetworkInterface NetworkInterfaceId="
                    + eni
                    + " InstanceId="
                    + SmallNetwork.NODE
                    + " DeviceIndex=0",
                "InvalidParameterValue: Instance '"
                    + SmallNetwork.NODE
                    + "' already has an interface attached at device index '0'."),
            List.of(
                "DetachNetworkInterface AttachmentId=eni-attach-0000000000000000f",
                "InvalidAttachmentID.NotFound: The attachment ID 'eni-attach-0000000000000000f'"
                    + " does not exist"),
            List.of(
                "DeleteNetworkInterface NetworkInterfaceId=eni-x",
                "InvalidNetworkInterfaceId.Malformed: Invalid id: \"eni-x\" (expecting"
                    + " \"eni-...\")"))
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.getFirst(),
                    () -> assertThat(said(row.getFirst()).refusal()).isEqualTo(row.getLast())));
  }

  private Said said(String line) {
    String[] parts = line.split(" ", -1);
    String[] parameters =
        Stream.of(parts).skip(1).flatMap(it -> Stream.of(it.split("=", 2))).toArray(String[]::new);
    return aws.ec2(parts[0], parameters);
  }

  private Said create(String... more) {
    String[] parameters =
        Stream.concat(Stream.of("SubnetId", SUBNET), Stream.of(more)).toArray(String[]::new);
    Said made = aws.ec2("CreateNetworkInterface", parameters);
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    return made;
  }

  private void modify(String eni, String member, String value) {
    aws.ec2("ModifyNetworkInterfaceAttribute", "NetworkInterfaceId", eni, member, value);
  }

  private Said attribute(String eni, String attribute) {
    return aws.ec2(
        "DescribeNetworkInterfaceAttribute", "NetworkInterfaceId", eni, "Attribute", attribute);
  }

  private static String id(Said made) {
    return made.one("networkInterfaceId");
  }
}
