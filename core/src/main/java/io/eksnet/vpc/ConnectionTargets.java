package io.eksnet.vpc;

import io.eksnet.id.Refusal;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.id.VpnGatewayId;
import java.util.Optional;

/** What connects networks as targets of routes: which a table may name, and which take packets. */
final class ConnectionTargets {
  private ConnectionTargets() {}

  /** A route may name a connection before it is active; until then it is a blackhole. */
  static Optional<Refusal> peering(Vpcs vpcs, RouteTable table, VpcPeeringConnectionId id) {
    Optional<VpcPeeringConnection> found =
        vpcs.facts().find(VpcPeeringConnection.KIND, id).filter(it -> !it.state().isOver());
    if (found.isEmpty()) {
      return Optional.of(PeeringRefusals.notFound(id));
    }
    return found.get().across(table.vpc()).isPresent()
        ? Optional.empty()
        : Optional.of(
            NetworkRefusals.routeToOtherNetwork(table.id(), "vpcPeeringConnection " + id));
  }

  /** The VPC must have an attachment to the gateway. */
  static Optional<Refusal> transit(Vpcs vpcs, RouteTable table, TransitGatewayId id) {
    boolean known = TransitGateways.present(vpcs, id).isPresent();
    return known && TransitAttachments.of(vpcs, id, table.vpc()).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                "InvalidTransitGatewayID.NotFound",
                "The transitGateway ID '" + id + "' does not exist"));
  }

  /** The gateway must be attached to the VPC. */
  static Optional<Refusal> virtualPrivate(Vpcs vpcs, RouteTable table, VpnGatewayId id) {
    Optional<VpnGateway> found = VpnGateways.present(vpcs, id);
    if (found.isEmpty()) {
      return Optional.of(VpnRefusals.gatewayNotFound(id));
    }
    return VpnGateways.of(vpcs, table.vpc()).equals(found)
        ? Optional.empty()
        : Optional.of(NetworkRefusals.routeToOtherNetwork(table.id(), "vpnGateway " + id));
  }

  /** Why a connection takes no packets of a VPC, such as {@code pcx-1 is deleted}. */
  static Optional<String> blackhole(Vpcs vpcs, RouteTable table, VpcPeeringConnectionId id) {
    Optional<VpcPeeringConnection> found =
        vpcs.facts()
            .find(VpcPeeringConnection.KIND, id)
            .filter(it -> it.across(table.vpc()).isPresent());
    if (found.filter(VpcPeeringConnection::isActive).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(id + found.map(it -> " is " + it.state().text()).orElse(" does not exist"));
  }

  /** Why a transit gateway takes no packets of a VPC. */
  static Optional<String> blackhole(Vpcs vpcs, RouteTable table, TransitGatewayId id) {
    return TransitAttachments.of(vpcs, id, table.vpc()).isPresent()
        ? Optional.empty()
        : Optional.of(table.vpc() + " is not attached to " + id);
  }

  /** Why a virtual private gateway takes no packets of a VPC. */
  static Optional<String> blackhole(Vpcs vpcs, RouteTable table, VpnGatewayId id) {
    return vpcs.facts()
            .find(VpnGateway.KIND, id)
            .filter(it -> it.isAttachedTo(table.vpc()))
            .isPresent()
        ? Optional.empty()
        : Optional.of(id + " is not attached to " + table.vpc());
  }
}
