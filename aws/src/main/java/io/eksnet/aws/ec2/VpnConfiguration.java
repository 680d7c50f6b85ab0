package io.eksnet.aws.ec2;

import io.eksnet.vpc.CustomerGateway;
import io.eksnet.vpc.VpnConnection;
import io.eksnet.vpc.VpnGateway;
import java.util.Optional;

/**
 * The document that tells a customer's device how to connect: what AWS's has that devices and tools
 * read, with the secrets in it.
 */
final class VpnConfiguration {
  private static final int HOLD_TIME = 30;

  private VpnConfiguration() {}

  static String xml(VpnConnection it, Optional<CustomerGateway> customer) {
    StringBuilder out = new StringBuilder(2_000);
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<vpn_connection id=\"");
    out.append(it.id()).append("\">\n");
    element(out, "customer_gateway_id", it.customerGateway());
    element(
        out,
        "vpn_gateway_id",
        it.vpnGateway()
            .map(Object::toString)
            .or(() -> it.atTransitGateway().map(at -> at.gateway().toString()))
            .orElse(""));
    element(out, "vpn_connection_type", VpnGatewayActions.TYPE);
    for (VpnConnection.Tunnel tunnel : it.tunnels()) {
      tunnel(out, tunnel, customer);
    }
    return out.append("</vpn_connection>\n").toString();
  }

  /** The gateway has the first address of the inside block, the customer's device the second. */
  private static void tunnel(
      StringBuilder out, VpnConnection.Tunnel tunnel, Optional<CustomerGateway> customer) {
    out.append("<ipsec_tunnel>\n");
    side(
        out,
        "customer_gateway",
        customer.flatMap(CustomerGateway::address).map(Object::toString).orElse(""),
        tunnel.inside().first().plus(2),
        customer.map(CustomerGateway::bgpAsn).orElse(0L));
    side(
        out,
        "vpn_gateway",
        tunnel.outside().toString(),
        tunnel.inside().first().plus(1),
        VpnGateway.DEFAULT_ASN);
    out.append("<ike>\n");
    element(out, "authentication_protocol", "sha1");
    element(out, "encryption_protocol", "aes-128-cbc");
    element(out, "lifetime", 28_800);
    element(out, "perfect_forward_secrecy", "group2");
    element(out, "mode", "main");
    element(out, "pre_shared_key", tunnel.preSharedKey().value());
    out.append("</ike>\n<ipsec>\n");
    element(out, "protocol", "esp");
    element(out, "authentication_protocol", "hmac-sha1-96");
    element(out, "encryption_protocol", "aes-128-cbc");
    element(out, "lifetime", 3_600);
    element(out, "perfect_forward_secrecy", "group2");
    element(out, "mode", "tunnel");
    element(out, "tcp_mss_adjustment", 1_379);
    out.append("</ipsec>\n</ipsec_tunnel>\n");
  }

  private static void side(
      StringBuilder out, String name, String outside, Object inside, long asn) {
    out.append('<').append(name).append(">\n<tunnel_outside_address>\n");
    element(out, "ip_address", outside);
    out.append("</tunnel_outside_address>\n<tunnel_inside_address>\n");
    element(out, "ip_address", inside);
    element(out, "network_mask", "255.255.255.252");
    element(out, "network_cidr", 30);
    out.append("</tunnel_inside_address>\n<bgp>\n");
    element(out, "asn", asn);
    element(out, "hold_time", HOLD_TIME);
    out.append("</bgp>\n</").append(name).append(">\n");
  }

  private static void element(StringBuilder out, String name, Object text) {
    out.append('<').append(name).append('>').append(text).append("</").append(name).append(">\n");
  }
}
