package io.eksnet.vpc;

import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.vpc.TransitGatewayAttachment.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The networks outside of AWS, as far as VPN connections and Direct Connect tell of them. */
public final class Premises {
  private Premises() {}

  /** Where packets from there come in, and packets to there leave. */
  public sealed interface Entry {
    /** A virtual private gateway. */
    record AtVpnGateway(VpnGatewayId gateway) implements Entry {}

    /** A transit gateway, by an attachment of a VPN connection or of Direct Connect. */
    record AtTransitGateway(TransitGatewayId gateway, TransitGatewayAttachmentId attachment)
        implements Entry {}
  }

  /**
   * How a virtual private gateway reaches an address.
   *
   * @param by the VPN connection, the Direct Connect gateway or the virtual interface
   * @param allowed what the other side is told of, none if it is told of everything
   */
  public record Way(String by, Cidr prefix, boolean directConnect, Optional<List<Cidr>> allowed) {
    /** Whether the other side knows a way back to an address of the VPC. */
    public boolean leadsBackTo(IpAddress address) {
      return allowed.map(list -> list.stream().anyMatch(it -> it.contains(address))).orElse(true);
    }
  }

  /** The way with the longest prefix; for one prefix, Direct Connect comes before VPN. */
  public static Optional<Way> way(Vpcs vpcs, VpnGatewayId gateway, IpAddress address) {
    return ways(vpcs, gateway).stream()
        .filter(way -> way.prefix().contains(address))
        .max(
            Comparator.<Way>comparingInt(way -> way.prefix().length())
                .thenComparing(Way::directConnect));
  }

  private static List<Way> ways(Vpcs vpcs, VpnGatewayId gateway) {
    List<Way> ways = new ArrayList<>();
    var facts = vpcs.facts();
    for (DirectConnectAssociation association :
        facts
            .table(DirectConnectAssociation.KIND)
            .by(DirectConnectAssociation.BY_VPN_GATEWAY, gateway)) {
      if (association.isAssociated()) {
        Optional<List<Cidr>> allowed = Optional.of(association.allowedPrefixes());
        String name = "Direct Connect gateway " + association.gateway();
        DirectConnect.advertised(vpcs, association.gateway())
            .forEach(block -> ways.add(new Way(name, block, true, allowed)));
      }
    }
    for (VirtualInterface line :
        facts.table(VirtualInterface.KIND).by(VirtualInterface.BY_VPN_GATEWAY, gateway)) {
      line.advertised()
          .forEach(block -> ways.add(new Way(line.id().value(), block, true, Optional.empty())));
    }
    for (VpnConnection connection :
        facts.table(VpnConnection.KIND).by(VpnConnection.BY_GATEWAY, gateway)) {
      if (connection.isAvailable()) {
        connection
            .routes()
            .forEach(
                block ->
                    ways.add(
                        new Way(
                            "VPN connection " + connection.id(), block, false, Optional.empty())));
      }
    }
    return ways;
  }

  /** Where packets from an address outside come in that are for an address of a VPC. */
  public static Optional<Entry> entry(Vpcs vpcs, IpAddress from, IpAddress to) {
    Optional<Entry> direct =
        vpcs.facts().table(VpnGateway.KIND).stream()
            .filter(gateway -> leadsTo(vpcs, gateway, to))
            .filter(gateway -> way(vpcs, gateway.id(), from).isPresent())
            .map(gateway -> (Entry) new Entry.AtVpnGateway(gateway.id()))
            .findFirst();
    return direct.or(() -> transitEntry(vpcs, from));
  }

  private static boolean leadsTo(Vpcs vpcs, VpnGateway gateway, IpAddress to) {
    return gateway
        .attachment()
        .map(VpnGateway.Attachment::vpc)
        .filter(gateway::isAttachedTo)
        .flatMap(vpcs::vpc)
        .filter(vpc -> vpc.contains(to))
        .isPresent();
  }

  private static Optional<Entry> transitEntry(Vpcs vpcs, IpAddress from) {
    return vpcs.facts().table(TransitGatewayAttachment.KIND).stream()
        .filter(TransitGatewayAttachment::isAvailable)
        .filter(it -> isOutside(it.resource()))
        .filter(
            it ->
                TransitGatewayRoutes.blocks(vpcs, it).stream()
                    .anyMatch(block -> block.contains(from)))
        .map(it -> (Entry) new Entry.AtTransitGateway(it.gateway(), it.id()))
        .findFirst();
  }

  /** Whether an attachment leads out of AWS. */
  public static boolean isOutside(Resource resource) {
    return switch (resource) {
      case Resource.OfVpn _, Resource.OfDirectConnect _ -> true;
      case Resource.OfVpc _, Resource.OfPeer _ -> false;
    };
  }
}
