package io.eksnet.aws.directconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.Botocore;
import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient;
import io.eksnet.aws.TestClient.Said;
import io.eksnet.aws.ec2.CloudAtWork;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectConnectWireTest {
  private static final String CLIENT = "DirectConnectClientException: ";

  private final SmallNetwork network = new SmallNetwork();
  private final CloudAtWork cloud = new CloudAtWork(network.ledger, SmallNetwork.NOW);
  private final TestClient client = new TestClient(network.ledger);
  private String gateway = "";

  @BeforeEach
  void aGateway() {
    Said made =
        call(
            "CreateDirectConnectGateway",
            """
            {"directConnectGatewayName": "office", "tags": [{"key": "team", "value": "net"}]}
            """);
    gateway = inside(made, "directConnectGateway", "directConnectGatewayId");
  }

  @Test
  void aGatewayIsMadeRenamedShownAndDeleted() {
    call(
        "UpdateDirectConnectGateway",
        "{\"directConnectGatewayId\": \""
            + gateway
            + "\", \"newDirectConnectGatewayName\": \"b\"}");

    Map<String, Object> shown = first(gateways(client), "directConnectGateways");

    assertThat(shown)
        .containsEntry("directConnectGatewayName", "b")
        .containsEntry("amazonSideAsn", 64512)
        .containsEntry("directConnectGatewayState", "available")
        .containsEntry("ownerAccount", "111122223333")
        .containsEntry("tags", List.of(Map.of("key", "team", "value", "net")));
    assertThat(first(gateways(client.in("eu-west-1")), "directConnectGateways")).isEqualTo(shown);
    assertThat(gateways(client.ofOtherAccount()).json())
        .containsEntry("directConnectGateways", List.of());
    call("DeleteDirectConnectGateway", "{\"directConnectGatewayId\": \"" + gateway + "\"}");
    assertThat(first(gateways(client), "directConnectGateways"))
        .containsEntry("directConnectGatewayState", "deleted");
  }

  @Test
  void aVirtualPrivateGatewayIsJoinedAndParted() {
    String vgw = vpnGateway();
    Said made =
        call(
            "CreateDirectConnectGatewayAssociation",
            "{\"directConnectGatewayId\": \"" + gateway + "\", \"gatewayId\": \"" + vgw + "\"}");
    String id = inside(made, "directConnectGatewayAssociation", "associationId");
    assertThat(inside(made, "directConnectGatewayAssociation", "associationState"))
        .isEqualTo("associating");
    cloud.settle();

    Map<String, Object> shown = association(id);

    assertThat(shown)
        .containsEntry("associationState", "associated")
        .containsEntry("virtualGatewayId", vgw)
        .containsEntry(
            "allowedPrefixesToDirectConnectGateway", List.of(Map.of("cidr", "10.0.0.0/16")));
    assertThat(Botocore.text(shown, "associatedGateway")).contains("type=virtualPrivateGateway");
    call(
        "UpdateDirectConnectGatewayAssociation",
        "{\"associationId\": \""
            + id
            + "\", \"addAllowedPrefixesToDirectConnectGateway\": [{\"cidr\": \"10.0.0.0/20\"}],"
            + " \"removeAllowedPrefixesToDirectConnectGateway\": [{\"cidr\": \"10.0.0.0/16\"}]}");
    assertThat(association(id))
        .containsEntry(
            "allowedPrefixesToDirectConnectGateway", List.of(Map.of("cidr", "10.0.0.0/20")));
    assertThat(
            client
                .directConnect(
                    "DeleteDirectConnectGateway",
                    "{\"directConnectGatewayId\": \"" + gateway + "\"}")
                .jsonRefusal())
        .startsWith(CLIENT);
    call(
        "DeleteDirectConnectGatewayAssociation",
        "{\"directConnectGatewayId\": \"" + gateway + "\", \"virtualGatewayId\": \"" + vgw + "\"}");
    cloud.settle();
    assertThat(association(id)).containsEntry("associationState", "disassociated");
  }

  @Test
  void aPrivateInterfaceLeadsToAGateway() {
    Said made =
        call(
            "CreatePrivateVirtualInterface",
            """
            {"connectionId": "dxcon-1", "newPrivateVirtualInterface": {
              "virtualInterfaceName": "vif", "vlan": 101, "asn": 65000, "mtu": 1500,
              "addressFamily": "ipv4", "enableSiteLink": false, "directConnectGatewayId": "%s",
              "tags": [{"key": "eksnet:advertises", "value": "192.168.0.0/16"}]}}
            """
                .formatted(gateway));
    String id = Botocore.text(made.json(), "virtualInterfaceId");
    cloud.settle();

    assertThat(first(call("DescribeVirtualInterfaces", "{}"), "virtualInterfaces"))
        .containsEntry("virtualInterfaceId", id)
        .containsEntry("virtualInterfaceState", "available")
        .containsEntry("virtualInterfaceType", "private")
        .containsEntry("asn", 65000)
        .containsEntry("amazonSideAsn", 64512)
        .containsEntry("directConnectGatewayId", gateway);
    assertThat(
            first(
                call(
                    "DescribeDirectConnectGatewayAttachments",
                    "{\"directConnectGatewayId\": \"" + gateway + "\"}"),
                "directConnectGatewayAttachments"))
        .containsEntry("attachmentState", "attached")
        .containsEntry("attachmentType", "PrivateVirtualInterface");
    assertThat(call("DeleteVirtualInterface", "{\"virtualInterfaceId\": \"" + id + "\"}").json())
        .containsEntry("virtualInterfaceState", "deleting");
  }

  @Test
  void aTransitInterfaceNeedsADirectConnectGateway() {
    String body =
        """
        {"connectionId": "dxcon-1", "newTransitVirtualInterface": {
          "virtualInterfaceName": "vif", "vlan": 101, "asnLong": 4200000001 %s}}
        """;
    assertThat(
            client.directConnect("CreateTransitVirtualInterface", body.formatted("")).jsonRefusal())
        .isEqualTo(CLIENT + "directConnectGatewayId must be specified");
    Said made =
        call(
            "CreateTransitVirtualInterface",
            body.formatted(", \"directConnectGatewayId\": \"" + gateway + "\""));
    assertThat(inside(made, "virtualInterface", "asnLong")).isEqualTo("4200000001");
    assertThat(made.text()).doesNotContain("\"asn\"");
  }

  @Test
  void tagsAreAddedAndTaken() {
    String arn = "arn:aws:directconnect::111122223333:dx-gateway/" + gateway;
    call(
        "TagResource",
        "{\"resourceArn\": \"" + arn + "\", \"tags\": [{\"key\": \"a\", \"value\": \"1\"}]}");
    call("UntagResource", "{\"resourceArn\": \"" + arn + "\", \"tagKeys\": [\"team\"]}");

    assertThat(first(call("DescribeTags", "{\"resourceArns\": [\"" + arn + "\"]}"), "resourceTags"))
        .containsEntry("tags", List.of(Map.of("key", "a", "value", "1")));
    assertThat(
            client
                .ofOtherAccount()
                .directConnect("DescribeTags", "{\"resourceArns\": [\"" + arn + "\"]}")
                .jsonRefusal())
        .isEqualTo(CLIENT + "Resource " + arn + " does not exist");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CreateDirectConnectGateway | {} | ValidationException: 1 validation error detected: Value null at 'directConnectGatewayName' failed to satisfy constraint: Member must not be null
          CreateDirectConnectGateway | {"directConnectGatewayName": "x", "amazonSideAsn": 1} | DirectConnectClientException: Amazon side ASN 1 is invalid.
          CreateDirectConnectGateway | {"directConnectGatewayName": "x", "tags": [{"key": "!"}]} | DirectConnectClientException: The tag key '!' is invalid
          DeleteDirectConnectGateway | {"directConnectGatewayId": "x"} | DirectConnectClientException: Direct Connect Gateway x does not exist
          UpdateDirectConnectGateway | {"directConnectGatewayId": "x", "newDirectConnectGatewayName": "y"} | DirectConnectClientException: Direct Connect Gateway x does not exist
          CreateDirectConnectGatewayAssociation | {"directConnectGatewayId": "x"} | DirectConnectClientException: gatewayId must be specified
          CreateDirectConnectGatewayAssociation | {"directConnectGatewayId": "x", "gatewayId": "y"} | DirectConnectClientException: Direct Connect Gateway x does not exist
          CreateDirectConnectGatewayAssociation | {"directConnectGatewayId": "x", "gatewayId": "y", "addAllowedPrefixesToDirectConnectGateway": [{"cidr": "z"}]} | DirectConnectClientException: The CIDR z is invalid
          DeleteDirectConnectGatewayAssociation | {"associationId": "x"} | DirectConnectClientException: Direct Connect Gateway association x does not exist
          UpdateDirectConnectGatewayAssociation | {"associationId": "x"} | DirectConnectClientException: Direct Connect Gateway association x does not exist
          DescribeDirectConnectGatewayAssociations | {} | DirectConnectClientException: associationId, associatedGatewayId
          DescribeDirectConnectGatewayAttachments | {} | DirectConnectClientException: directConnectGatewayId or
          DescribeDirectConnectGateways | {"maxResults": 0} | DirectConnectClientException: maxResults must be 1 to 100, not 0
          DescribeDirectConnectGateways | {"nextToken": "?"} | DirectConnectClientException: nextToken is invalid
          DeleteVirtualInterface | {"virtualInterfaceId": "x"} | DirectConnectClientException: VirtualInterface x does not exist
          CreatePrivateVirtualInterface | {"connectionId": "x", "newPrivateVirtualInterface": {}} | DirectConnectClientException: virtualInterfaceName, vlan and asn must be specified
          CreatePrivateVirtualInterface | {"connectionId": "x", "newPrivateVirtualInterface": {"authKey": "k"}} | ValidationException: eksnet does not serve the parameter newPrivateVirtualInterface.authKey
          CreatePrivateVirtualInterface | {"connectionId": "x", "newPrivateVirtualInterface": {"virtualInterfaceName": "v", "vlan": 1, "asn": 1}} | DirectConnectClientException: Could not find Connection with ID x
          CreatePrivateVirtualInterface | {"connectionId": "dxcon-1", "newPrivateVirtualInterface": {"virtualInterfaceName": "v", "vlan": 1, "asn": 1}} | DirectConnectClientException: Either virtualGatewayId or
          CreatePrivateVirtualInterface | {"connectionId": "dxcon-1", "newPrivateVirtualInterface": {"virtualInterfaceName": "v", "vlan": 1, "asn": 1, "virtualGatewayId": "vgw-1", "mtu": 9001}} | DirectConnectClientException: eksnet serves virtual interfaces with mtu 1500
          TagResource | {"resourceArn": "x", "tags": [{"key": "a"}]} | DirectConnectClientException: Resource x does not exist
          CreateConnection | {} | UnknownOperationException: eksnet does not serve OvertureService.CreateConnection.
          """)
  void badRequestsAreRefused(String action, String body, String refusal) {
    Said said = client.directConnect(action, body);
    assertThat(said.status()).isEqualTo(400);
    assertThat(said.jsonRefusal()).startsWith(refusal);
  }

  private String vpnGateway() {
    String vgw = client.ec2("CreateVpnGateway", "Type", "ipsec.1").one("vpnGatewayId");
    cloud.settle();
    client.ec2("AttachVpnGateway", "VpnGatewayId", vgw, "VpcId", SmallNetwork.VPC.value());
    cloud.settle();
    return vgw;
  }

  private Map<String, Object> association(String id) {
    return first(
        call("DescribeDirectConnectGatewayAssociations", "{\"associationId\": \"" + id + "\"}"),
        "directConnectGatewayAssociations");
  }

  private Said gateways(TestClient by) {
    return by.directConnect(
        "DescribeDirectConnectGateways", "{\"directConnectGatewayId\": \"" + gateway + "\"}");
  }

  private Said call(String action, String body) {
    Said said = client.directConnect(action, body);
    assertThat(said.status()).as(said.text()).isEqualTo(200);
    return said;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> first(Said said, String list) {
    return ((List<Map<String, Object>>) Botocore.field(said.json(), list)).getFirst();
  }

  @SuppressWarnings("unchecked")
  private static String inside(Said said, String structure, String member) {
    return Botocore.text((Map<String, Object>) Botocore.field(said.json(), structure), member);
  }
}
