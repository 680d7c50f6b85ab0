package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.CustomerGatewayId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpnConnectionId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VpnTest {
  private static final Cidr OFFICE = Cidr.parse("192.168.0.0/16");

  private final ConnectionLab aws = new ConnectionLab();
  private final Vpc vpc = aws.vpc("vpc-a", ConnectionLab.HOME, "10.0.0.0/16");
  private final Vpc other = aws.vpc("vpc-b", ConnectionLab.HOME, "10.1.0.0/16");
  private final VpnGateway vgw = vpnGateway();
  private final CustomerGateway office = customerGateway(65_000);

  private VpnGateway vpnGateway() {
    return aws.done(
        new CreateVpnGateway(
            ConnectionLab.HOME, VpnGateway.DEFAULT_ASN, Optional.empty(), Tags.NONE));
  }

  private CustomerGateway customerGateway(long asn) {
    return aws.done(customer(asn));
  }

  private static CreateCustomerGateway customer(long asn) {
    return new CreateCustomerGateway(
        ConnectionLab.HOME,
        asn,
        Optional.of(IpAddress.parse("203.0.113.9")),
        Optional.empty(),
        Optional.empty(),
        Tags.NONE);
  }

  private CreateVpnConnection connection(CreateVpnConnection.TunnelAsked... asked) {
    return connection(new CreateVpnConnection.At.VpnGateway(vgw.id()), asked);
  }

  private CreateVpnConnection connection(
      CreateVpnConnection.At at, CreateVpnConnection.TunnelAsked... asked) {
    return new CreateVpnConnection(
        office.id(), at, true, VpnConnection.Networks.ALL, List.of(asked), Tags.NONE);
  }

  private List<String> routes() {
    RouteTable table = aws.mainTable(vpc).withPropagating(List.of(vgw.id()));
    return aws.vpcs().routesOf(table).stream()
        .map(it -> it.destination() + " " + it.origin().text())
        .toList();
  }

  @Test
  void aConnectionHasTwoTunnelsWithSecretsThatNobodySees() {
    VpnConnection made = aws.done(connection());
    assertThat(made.tunnels()).hasSize(2);
    assertThat(made.tunnels().getFirst().preSharedKey().value()).matches("k[0-9a-f]{31}");
    assertThat(made.toString())
        .contains("(secret)")
        .doesNotContain(made.tunnels().getFirst().preSharedKey().value());
    assertThat(made.tunnels().getFirst().inside()).isNotEqualTo(made.tunnels().getLast().inside());
    assertThat(aws.now(VpnConnection.KIND, made).isAvailable()).isTrue();
  }

  @Test
  void staticRoutesOfAnAttachedGatewayPropagate() {
    VpnConnection made = aws.done(connection());
    aws.done(new CreateVpnConnectionRoute(made.id(), OFFICE));
    assertThat(routes()).containsExactly("10.0.0.0/16 CreateRouteTable");
    aws.done(new AttachVpnGateway(vgw.id(), vpc.id()));
    assertThat(routes())
        .containsExactly(
            "10.0.0.0/16 CreateRouteTable", "192.168.0.0/16 EnableVgwRoutePropagation");
  }

  @Test
  void aStoredRouteBeatsAPropagatedOneAndTheVpcsOwnBlocksStayLocal() {
    aws.done(new AttachVpnGateway(vgw.id(), vpc.id()));
    VpnConnection made = aws.done(connection());
    aws.done(new CreateVpnConnectionRoute(made.id(), OFFICE));
    aws.done(new CreateVpnConnectionRoute(made.id(), Cidr.parse("10.0.7.0/24")));
    aws.done(
        new CreateRoute(
            aws.mainTable(vpc).id(), OFFICE, new RouteTable.Target.VirtualPrivate(vgw.id())));
    assertThat(routes())
        .containsExactly("10.0.0.0/16 CreateRouteTable", "192.168.0.0/16 CreateRoute");
  }

  @Test
  void aVpcHasOneGatewayAndAGatewayOneVpc() {
    aws.done(new AttachVpnGateway(vgw.id(), vpc.id()));
    VpnGateway second = vpnGateway();
    assertThat(aws.refused(new AttachVpnGateway(second.id(), vpc.id())))
        .startsWith("VpnGatewayAttachmentLimitExceeded: ");
    assertThat(aws.refused(new AttachVpnGateway(vgw.id(), other.id())))
        .startsWith("VpnGatewayAttachmentLimitExceeded: ");
    assertThat(aws.refused(new DetachVpnGateway(vgw.id(), other.id())))
        .isEqualTo(
            "InvalidVpnGatewayAttachment.NotFound: The attachment with vpn gateway ID '"
                + vgw.id()
                + "' and vpc ID 'vpc-b' does not exist");
    assertThat(aws.refused(new DeleteVpnGateway(vgw.id()))).startsWith("IncorrectState: ");
    aws.done(new DetachVpnGateway(vgw.id(), vpc.id()));
    assertThat(aws.now(VpnGateway.KIND, vgw).attachment().orElseThrow().state())
        .isEqualTo(VpnGateway.AttachmentState.DETACHED);
    aws.done(new DeleteVpnGateway(vgw.id()));
    aws.pass(Duration.ofHours(1));
    assertThat(aws.find(VpnGateway.KIND, vgw.id())).isEmpty();
  }

  @Test
  void theSameCustomerGatewayAgainIsTheSame() {
    assertThat(customerGateway(65_000)).isEqualTo(office);
    assertThat(customerGateway(65_001)).isNotEqualTo(office);
    assertThat(aws.refused(customer(0))).startsWith("InvalidParameterValue: ");
  }

  @Test
  void whatIsInUseStays() {
    VpnConnection made = aws.done(connection());
    assertThat(aws.refused(new DeleteCustomerGateway(office.id())))
        .isEqualTo("IncorrectState: The customer gateway is in use.");
    assertThat(aws.refused(new DeleteVpnGateway(vgw.id()))).startsWith("IncorrectState: ");
    aws.done(new DeleteVpnConnection(made.id()));
    aws.done(new DeleteCustomerGateway(office.id()));
    aws.done(new DeleteVpnGateway(vgw.id()));
    assertThat(aws.refused(new DeleteVpnConnection(made.id()))).startsWith("IncorrectState: ");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(aws.refused(new DeleteVpnConnection(new VpnConnectionId("vpn-0"))))
        .isEqualTo("InvalidVpnConnectionID.NotFound: The vpnConnection ID 'vpn-0' does not exist");
    assertThat(aws.refused(new DeleteCustomerGateway(new CustomerGatewayId("cgw-0"))))
        .isEqualTo(
            "InvalidCustomerGatewayID.NotFound: The customerGateway ID 'cgw-0' does not exist");
    assertThat(aws.refused(new AttachVpnGateway(new VpnGatewayId("vgw-0"), vpc.id())))
        .isEqualTo("InvalidVpnGatewayID.NotFound: The vpnGateway ID 'vgw-0' does not exist");
  }

  @Test
  void tunnelsTakeWhatIsAskedIfItFits() {
    Cidr inside = Cidr.parse("169.254.44.0/30");
    var wish =
        new CreateVpnConnection.TunnelAsked(
            Optional.of(inside), Optional.of(new Secret("abcdefgh")));
    VpnConnection made = aws.done(connection(wish));
    assertThat(made.tunnels().getFirst().inside()).isEqualTo(inside);
    assertThat(aws.refused(connection(wish))).startsWith("InvalidParameterValue: Value (169.254");
    var weak =
        new CreateVpnConnection.TunnelAsked(Optional.empty(), Optional.of(new Secret("0short")));
    assertThat(aws.refused(connection(weak)))
        .startsWith("InvalidParameterValue: ")
        .doesNotContain("0short");
  }

  @Test
  void routesAreForStaticConnectionsAndOnce() {
    VpnConnection made = aws.done(connection());
    aws.done(new CreateVpnConnectionRoute(made.id(), OFFICE));
    assertThat(aws.refused(new CreateVpnConnectionRoute(made.id(), OFFICE)))
        .startsWith("RouteAlreadyExists: ");
    aws.done(new DeleteVpnConnectionRoute(made.id(), OFFICE));
    assertThat(aws.refused(new DeleteVpnConnectionRoute(made.id(), OFFICE)))
        .startsWith("InvalidRoute.NotFound: ");
    VpnConnection bgp =
        aws.done(
            new CreateVpnConnection(
                office.id(),
                new CreateVpnConnection.At.VpnGateway(vgw.id()),
                false,
                VpnConnection.Networks.ALL,
                List.of(),
                Tags.NONE));
    assertThat(aws.refused(new CreateVpnConnectionRoute(bgp.id(), OFFICE)))
        .isEqualTo(
            "InvalidVpnConnection.InvalidType: The specified VPN connection does not support"
                + " static routes.");
  }

  @Test
  void aConnectionToATransitGatewayIsAnAttachmentThatPropagates() {
    TransitGateway tgw = aws.transitGateway(ConnectionLab.HOME);
    VpnConnection made = aws.done(connection(new CreateVpnConnection.At.TransitGateway(tgw.id())));
    aws.done(new CreateVpnConnectionRoute(made.id(), OFFICE));
    assertThat(aws.routes(tgw)).containsExactly("192.168.0.0/16 propagated");
    assertThat(aws.refused(new DeleteTransitGateway(tgw.id())))
        .contains("has non-deleted VPN Attachments: ");
    aws.done(new DeleteVpnConnection(made.id()));
    assertThat(aws.routes(tgw)).isEmpty();
    aws.done(new DeleteTransitGateway(tgw.id()));
  }

  @Test
  void gatewaysHaveQuotas() {
    for (int i = 0; i < 4; i++) {
      vpnGateway();
    }
    assertThat(
            aws.refused(
                new CreateVpnGateway(
                    ConnectionLab.HOME, VpnGateway.DEFAULT_ASN, Optional.empty(), Tags.NONE)))
        .startsWith("VpnGatewayLimitExceeded: ");
    for (int i = 1; i < 50; i++) {
      customerGateway(65_000 + i);
    }
    assertThat(aws.refused(customer(64_000))).startsWith("CustomerGatewayLimitExceeded: ");
  }

  private DirectConnectGateway directConnect(String advertises) {
    DirectConnectGateway gateway =
        aws.done(new CreateDirectConnectGateway(ConnectionLab.HOME, "dx", 64_512, Tags.NONE));
    aws.done(line(gateway, VirtualInterface.Type.PRIVATE, 101, advertises));
    return gateway;
  }

  private static CreateVirtualInterface line(
      DirectConnectGateway gateway, VirtualInterface.Type type, int vlan, String advertises) {
    return new CreateVirtualInterface(
        ConnectionLab.HOME,
        type,
        "vif",
        "dxcon-1",
        vlan,
        65_000,
        new VirtualInterface.Target.OfGateway(gateway.id()),
        Tags.of(Map.of(VirtualInterface.ADVERTISES, advertises)));
  }

  private static CreateDirectConnectGatewayAssociation joined(
      DirectConnectGateway gateway, String with, String... allowed) {
    return new CreateDirectConnectGatewayAssociation(
        gateway.id(),
        with,
        List.of(allowed).stream().map(Cidr::parse).toList(),
        ConnectionLab.HOME);
  }

  @Test
  void whatDirectConnectAdvertisesPropagatesAndComesBeforeVpn() {
    aws.done(new AttachVpnGateway(vgw.id(), vpc.id()));
    DirectConnectGateway gateway = directConnect("192.168.0.0/16 172.20.0.0/16");
    aws.done(joined(gateway, vgw.id().value()));
    VpnConnection made = aws.done(connection());
    aws.done(new CreateVpnConnectionRoute(made.id(), OFFICE));
    assertThat(routes())
        .containsExactly(
            "10.0.0.0/16 CreateRouteTable",
            "192.168.0.0/16 EnableVgwRoutePropagation",
            "172.20.0.0/16 EnableVgwRoutePropagation");
  }

  @Test
  void directConnectRefusesWhatCannotBe() {
    DirectConnectGateway gateway = directConnect("192.168.0.0/16");
    assertThat(aws.refused(joined(gateway, vgw.id().value()))).contains("is not attached to a VPC");
    aws.done(new AttachVpnGateway(vgw.id(), vpc.id()));
    aws.done(joined(gateway, vgw.id().value()));
    assertThat(aws.refused(joined(gateway, vgw.id().value()))).contains("is already associated");
    assertThat(aws.refused(line(gateway, VirtualInterface.Type.PRIVATE, 101, "10.0.0.0/8")))
        .contains("VLAN 101 is already in use");
    assertThat(aws.refused(line(gateway, VirtualInterface.Type.PRIVATE, 102, "none")))
        .contains("Expecting CIDR blocks");
    assertThat(aws.refused(line(gateway, VirtualInterface.Type.TRANSIT, 102, "10.0.0.0/8")))
        .contains("is already used with virtual private gateways");
    assertThat(aws.refused(new DeleteDirectConnectGateway(gateway.id(), ConnectionLab.ONE)))
        .contains("has virtual interfaces or associations");
    assertThat(aws.refused(new DeleteVpnGateway(vgw.id()))).startsWith("IncorrectState: ");
    TransitGateway tgw = aws.transitGateway(ConnectionLab.HOME);
    assertThat(aws.refused(joined(gateway, tgw.id().value(), "10.0.0.0/8")))
        .contains("is already used with virtual private gateways");
  }

  @Test
  void aTransitGatewayLearnsWhatATransitInterfaceAdvertises() {
    TransitGateway tgw = aws.transitGateway(ConnectionLab.HOME);
    DirectConnectGateway gateway =
        aws.done(new CreateDirectConnectGateway(ConnectionLab.HOME, "dx", 64_512, Tags.NONE));
    aws.done(line(gateway, VirtualInterface.Type.TRANSIT, 101, "192.168.0.0/16"));
    assertThat(aws.refused(joined(gateway, tgw.id().value()))).contains("Allowed prefixes");
    DirectConnectAssociation made = aws.done(joined(gateway, tgw.id().value(), "10.0.0.0/8"));
    assertThat(aws.routes(tgw)).containsExactly("192.168.0.0/16 propagated");
    aws.done(new DeleteDirectConnectGatewayAssociation(made.id(), ConnectionLab.ONE));
    assertThat(aws.routes(tgw)).isEmpty();
  }
}
