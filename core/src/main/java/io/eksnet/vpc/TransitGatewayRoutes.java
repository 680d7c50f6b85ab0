package io.eksnet.vpc;

import io.eksnet.id.PrefixListId;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.vpc.TransitGatewayAttachment.Resource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The routes of a transit gateway's table: those that somebody made, and those that follow from the
 * attachments that propagate to it. For one destination a static route comes first, then that of a
 * prefix list, then what a VPC, a Direct Connect gateway and a VPN connection propagate, in this
 * order (Transit Gateways guide, "Route evaluation order").
 */
public final class TransitGatewayRoutes {
  private TransitGatewayRoutes() {}

  /**
   * One route.
   *
   * @param list the prefix list that it comes from
   * @param isStatic whether somebody made it; else it is propagated
   * @param attachment where packets go, which may be gone
   * @param blackhole whether it drops what it matches
   */
  public record Route(
      Cidr destination,
      Optional<PrefixListId> list,
      boolean isStatic,
      Optional<TransitGatewayAttachmentId> attachment,
      boolean blackhole) {}

  /** The routes of a table, the best for each destination, in the order of destinations. */
  public static List<Route> of(Vpcs vpcs, TransitGatewayRouteTable table) {
    Map<Cidr, Route> best = new TreeMap<>();
    for (TransitGatewayRouteTable.StaticRoute route : table.routes()) {
      best.put(
          route.destination(),
          made(vpcs, route.destination(), Optional.empty(), route.attachment()));
    }
    for (TransitGatewayRouteTable.PrefixListReference reference : table.references()) {
      vpcs.facts().find(ManagedPrefixList.KIND, reference.list()).stream()
          .flatMap(list -> list.entries().stream())
          .map(ManagedPrefixList.Entry::cidr)
          .map(it -> made(vpcs, it, Optional.of(reference.list()), reference.attachment()))
          .forEach(route -> best.putIfAbsent(route.destination(), route));
    }
    for (TransitGatewayAttachment attachment : propagating(vpcs, table)) {
      for (Cidr block : blocks(vpcs, attachment)) {
        best.putIfAbsent(
            block, new Route(block, Optional.empty(), false, Optional.of(attachment.id()), false));
      }
    }
    return List.copyOf(best.values());
  }

  /** The route that a packet to an address takes: the one with the longest prefix. */
  public static Optional<Route> to(
      Vpcs vpcs, TransitGatewayRouteTable table, IpAddress destination) {
    return of(vpcs, table).stream()
        .filter(route -> route.destination().contains(destination))
        .max(Comparator.comparingInt(route -> route.destination().length()));
  }

  private static Route made(
      Vpcs vpcs,
      Cidr destination,
      Optional<PrefixListId> list,
      Optional<TransitGatewayAttachmentId> attachment) {
    boolean leads =
        attachment
            .flatMap(id -> vpcs.facts().find(TransitGatewayAttachment.KIND, id))
            .filter(TransitGatewayAttachment::isAvailable)
            .isPresent();
    return new Route(destination, list, true, attachment, !leads);
  }

  /** The attachments that a table learns from, those that it prefers first. */
  private static List<TransitGatewayAttachment> propagating(
      Vpcs vpcs, TransitGatewayRouteTable table) {
    return vpcs
        .facts()
        .table(TransitGatewayAttachment.KIND)
        .by(TransitGatewayAttachment.BY_PROPAGATION, table.id())
        .stream()
        .filter(TransitGatewayAttachment::isAvailable)
        .sorted(
            Comparator.comparingInt(TransitGatewayRoutes::rank)
                .thenComparing(TransitGatewayAttachment::createdAt))
        .toList();
  }

  private static int rank(TransitGatewayAttachment attachment) {
    return switch (attachment.resource()) {
      case Resource.OfVpc _ -> 0;
      case Resource.OfDirectConnect _ -> 1;
      case Resource.OfVpn _ -> 2;
      case Resource.OfPeer _ -> 3;
    };
  }

  /**
   * The blocks behind an attachment. Peering attachments learn nothing: their routes are static.
   */
  static List<Cidr> blocks(Vpcs vpcs, TransitGatewayAttachment attachment) {
    return switch (attachment.resource()) {
      case Resource.OfVpc it -> vpcs.vpc(it.vpc()).map(Vpc::blocks).orElse(List.of());
      case Resource.OfVpn it ->
          vpcs.facts().find(VpnConnection.KIND, it.connection()).stream()
              .filter(VpnConnection::isAvailable)
              .flatMap(connection -> connection.routes().stream())
              .toList();
      case Resource.OfDirectConnect it -> DirectConnect.advertised(vpcs, it.gateway());
      case Resource.OfPeer _ -> List.of();
    };
  }
}
