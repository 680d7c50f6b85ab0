package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import io.eksnet.vpc.VpnGateway.Attachment;
import io.eksnet.vpc.VpnGateway.AttachmentState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules for virtual private gateways (Site-to-Site VPN user guide). */
final class VpnGateways {
  private VpnGateways() {}

  static Decision<VpnGateway> create(Vpcs vpcs, CreateVpnGateway command, Context context) {
    if (command.zone().isPresent()
        && Zones.find(command.scope().region(), command.zone().get()).isEmpty()) {
      return Decision.refuse(
          NetworkRefusals.badZone(command.zone().get(), command.scope().region()));
    }
    if (!asnAllowed(command.amazonSideAsn())) {
      return Decision.refuse(TransitRefusals.badAsn(command.amazonSideAsn()));
    }
    long present =
        vpcs.facts().table(VpnGateway.KIND).stream()
            .filter(it -> it.scope().equals(command.scope()))
            .filter(it -> it.state() != VpnGateway.State.DELETED)
            .count();
    if (present >= vpcs.quota(Quota.VIRTUAL_PRIVATE_GATEWAYS_PER_REGION)) {
      return Decision.refuse(VpnRefusals.gatewayLimit());
    }
    return changed(
        new VpnGateway(
            new VpnGatewayId(context.ids().next("vgw")),
            command.scope(),
            command.amazonSideAsn(),
            command.zone(),
            Optional.empty(),
            VpnGateway.State.AVAILABLE,
            context.now(),
            command.tags()));
  }

  /** Beside the private numbers, the ones that AWS used in some Regions before 2018. */
  private static boolean asnAllowed(long asn) {
    return TransitGateways.asnAllowed(asn)
        || List.of(7_224L, 9_059L, 10_124L, 17_493L).contains(asn);
  }

  static Decision<VpnGateway> attach(Vpcs vpcs, AttachVpnGateway command, Context context) {
    Optional<VpnGateway> found = present(vpcs, command.gateway());
    if (found.isEmpty()) {
      return Decision.refuse(VpnRefusals.gatewayNotFound(command.gateway()));
    }
    if (vpcs.vpc(command.vpc()).isEmpty()) {
      return Decision.refuse(NetworkRefusals.vpcNotFound(command.vpc()));
    }
    VpnGateway gateway = found.get();
    Optional<Attachment> held = gateway.attachment().filter(Attachment::holds);
    if (held.isPresent() && !held.get().vpc().equals(command.vpc())) {
      return Decision.refuse(VpnRefusals.gatewayElsewhere(gateway.id(), held.get().vpc()));
    }
    if (held.isPresent()) {
      return held.get().state() == AttachmentState.DETACHING
          ? Decision.refuse(VpnRefusals.gatewayBusy(gateway.id()))
          : Decision.accept(gateway);
    }
    if (gateway.state() != VpnGateway.State.AVAILABLE) {
      return Decision.refuse(VpnRefusals.gatewayBusy(gateway.id()));
    }
    if (of(vpcs, command.vpc()).isPresent()) {
      return Decision.refuse(VpnRefusals.attachmentLimit(command.vpc()));
    }
    return changed(
        gateway.withAttachment(
            Optional.of(new Attachment(command.vpc(), AttachmentState.ATTACHING, context.now()))));
  }

  static Decision<VpnGateway> detach(Vpcs vpcs, DetachVpnGateway command, Context context) {
    Optional<VpnGateway> found = present(vpcs, command.gateway());
    if (found.isEmpty()) {
      return Decision.refuse(VpnRefusals.gatewayNotFound(command.gateway()));
    }
    Optional<Attachment> held =
        found
            .get()
            .attachment()
            .filter(it -> it.holds() && it.state() != AttachmentState.DETACHING)
            .filter(it -> it.vpc().equals(command.vpc()));
    return held.isEmpty()
        ? Decision.refuse(VpnRefusals.notAttached(command.gateway(), command.vpc()))
        : changed(
            found
                .get()
                .withAttachment(
                    Optional.of(
                        new Attachment(command.vpc(), AttachmentState.DETACHING, context.now()))));
  }

  static Decision<VpnGateway> delete(Vpcs vpcs, DeleteVpnGateway command, Context context) {
    Optional<VpnGateway> found = present(vpcs, command.gateway());
    if (found.isEmpty()) {
      return Decision.refuse(VpnRefusals.gatewayNotFound(command.gateway()));
    }
    boolean connected =
        vpcs
            .facts()
            .table(VpnConnection.KIND)
            .by(VpnConnection.BY_GATEWAY, command.gateway())
            .stream()
            .anyMatch(it -> it.state() != VpnConnection.State.DELETED);
    boolean attached = found.get().attachment().filter(Attachment::holds).isPresent();
    boolean onDirectConnect = DirectConnect.uses(vpcs, command.gateway());
    return connected || attached || onDirectConnect
        ? Decision.refuse(VpnRefusals.gatewayInUse(command.gateway()))
        : changed(found.get().withState(VpnGateway.State.DELETED, context.now()));
  }

  /** The gateway of a VPC, also while it comes or goes. */
  static Optional<VpnGateway> of(Vpcs vpcs, VpcId vpc) {
    return vpcs.facts().table(VpnGateway.KIND).firstBy(VpnGateway.BY_VPC, vpc);
  }

  /** A gateway that has not gone. */
  static Optional<VpnGateway> present(Vpcs vpcs, VpnGatewayId id) {
    return vpcs.facts()
        .find(VpnGateway.KIND, id)
        .filter(it -> it.state() != VpnGateway.State.DELETED);
  }

  /**
   * The routes that a gateway gives to the route tables that take them over: to what Direct Connect
   * advertises, then to what its VPN connections were told. None while it is not attached to the
   * VPC.
   */
  static List<RouteTable.Route> propagated(Vpcs vpcs, VpnGatewayId id, VpcId vpc) {
    boolean attached =
        vpcs.facts().find(VpnGateway.KIND, id).filter(it -> it.isAttachedTo(vpc)).isPresent();
    if (!attached) {
      return List.of();
    }
    Set<Cidr> blocks = new LinkedHashSet<>(DirectConnect.advertisedTo(vpcs, id));
    vpcs.facts().table(VpnConnection.KIND).by(VpnConnection.BY_GATEWAY, id).stream()
        .filter(VpnConnection::isAvailable)
        .forEach(connection -> blocks.addAll(connection.routes()));
    List<RouteTable.Route> routes = new ArrayList<>();
    for (Cidr block : blocks) {
      routes.add(
          new RouteTable.Route(
              block,
              new RouteTable.Target.VirtualPrivate(id),
              RouteTable.Origin.ENABLE_VGW_ROUTE_PROPAGATION));
    }
    return routes;
  }

  private static Decision<VpnGateway> changed(VpnGateway gateway) {
    return Decision.accept(gateway, Change.put(VpnGateway.KIND, gateway));
  }
}
