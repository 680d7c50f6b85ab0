package io.eksnet.vpc;

import io.eksnet.id.AccountId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.DirectConnectAssociationId;
import io.eksnet.id.DirectConnectGatewayId;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.VirtualInterfaceId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import io.eksnet.vpc.DirectConnectAssociation.With;
import io.eksnet.vpc.TransitGatewayAttachment.Resource;
import io.eksnet.vpc.VirtualInterface.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules for Direct Connect, as far as routes depend on it (Direct Connect user guide). */
final class DirectConnect {
  private static final int HIGHEST_VLAN = 4_094;

  private DirectConnect() {}

  /** The blocks that customers advertise to a Direct Connect gateway. */
  static List<Cidr> advertised(Vpcs vpcs, DirectConnectGatewayId gateway) {
    return interfacesOf(vpcs, gateway).stream()
        .flatMap(it -> it.advertised().stream())
        .distinct()
        .toList();
  }

  /** The blocks that a virtual private gateway learns of, by gateways and by interfaces. */
  static List<Cidr> advertisedTo(Vpcs vpcs, VpnGatewayId gateway) {
    Stream<Cidr> direct =
        vpcs
            .facts()
            .table(VirtualInterface.KIND)
            .by(VirtualInterface.BY_VPN_GATEWAY, gateway)
            .stream()
            .flatMap(it -> it.advertised().stream());
    Stream<Cidr> joined =
        associationsOf(vpcs, gateway).stream()
            .filter(DirectConnectAssociation::isAssociated)
            .flatMap(it -> advertised(vpcs, it.gateway()).stream());
    return Stream.concat(direct, joined).distinct().toList();
  }

  /** Whether a virtual private gateway is in use by Direct Connect. */
  static boolean uses(Vpcs vpcs, VpnGatewayId gateway) {
    boolean byInterface =
        vpcs
            .facts()
            .table(VirtualInterface.KIND)
            .by(VirtualInterface.BY_VPN_GATEWAY, gateway)
            .stream()
            .anyMatch(it -> it.state() != VirtualInterface.State.DELETED);
    return byInterface
        || associationsOf(vpcs, gateway).stream()
            .anyMatch(it -> it.state() != DirectConnectAssociation.State.DISASSOCIATED);
  }

  private static List<DirectConnectAssociation> associationsOf(Vpcs vpcs, VpnGatewayId gateway) {
    return vpcs.facts()
        .table(DirectConnectAssociation.KIND)
        .by(DirectConnectAssociation.BY_VPN_GATEWAY, gateway);
  }

  private static List<VirtualInterface> interfacesOf(Vpcs vpcs, DirectConnectGatewayId gateway) {
    return vpcs.facts().table(VirtualInterface.KIND).by(VirtualInterface.BY_GATEWAY, gateway);
  }

  static Decision<DirectConnectGateway> create(
      CreateDirectConnectGateway command, Context context) {
    if (!TransitGateways.asnAllowed(command.amazonSideAsn())) {
      return Decision.refuse(DirectConnectRefusals.badAsn(command.amazonSideAsn()));
    }
    Optional<Refusal> tooMany = DirectConnectEdits.tagProblem(command.tags());
    if (tooMany.isPresent()) {
      return Decision.refuse(tooMany.get());
    }
    return changed(
        new DirectConnectGateway(
            new DirectConnectGatewayId(context.ids().uuid()),
            command.scope(),
            command.name(),
            command.amazonSideAsn(),
            DirectConnectGateway.State.AVAILABLE,
            context.now(),
            command.tags()));
  }

  static Decision<DirectConnectGateway> delete(
      Vpcs vpcs, DeleteDirectConnectGateway command, Context context) {
    Optional<DirectConnectGateway> found = gateway(vpcs, command.gateway(), command.by());
    if (found.isEmpty()) {
      return Decision.refuse(DirectConnectRefusals.gatewayNotFound(command.gateway()));
    }
    boolean used =
        interfacesOf(vpcs, command.gateway()).stream()
                .anyMatch(it -> it.state() != VirtualInterface.State.DELETED)
            || !associationsOf(vpcs, command.gateway()).isEmpty();
    return used
        ? Decision.refuse(DirectConnectRefusals.gatewayInUse(command.gateway()))
        : changed(found.get().withState(DirectConnectGateway.State.DELETED, context.now()));
  }

  private static List<DirectConnectAssociation> associationsOf(
      Vpcs vpcs, DirectConnectGatewayId gateway) {
    return vpcs
        .facts()
        .table(DirectConnectAssociation.KIND)
        .by(DirectConnectAssociation.BY_GATEWAY, gateway)
        .stream()
        .filter(it -> it.state() != DirectConnectAssociation.State.DISASSOCIATED)
        .toList();
  }

  static Optional<DirectConnectGateway> gateway(
      Vpcs vpcs, DirectConnectGatewayId id, AccountId by) {
    return vpcs.facts()
        .find(DirectConnectGateway.KIND, id)
        .filter(it -> it.scope().account().equals(by))
        .filter(it -> it.state() != DirectConnectGateway.State.DELETED);
  }

  static Decision<VirtualInterface> create(
      Vpcs vpcs, CreateVirtualInterface command, Context context) {
    Optional<Refusal> problem =
        targetProblem(vpcs, command)
            .or(() -> lineProblem(vpcs, command))
            .or(() -> DirectConnectEdits.tagProblem(command.tags()))
            .or(() -> advertisedProblem(command.tags()));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    VirtualInterface made =
        new VirtualInterface(
            new VirtualInterfaceId("dxvif-" + context.ids().hex(8)),
            command.scope(),
            command.type(),
            command.name(),
            command.connection(),
            command.vlan(),
            command.customerAsn(),
            command.target(),
            VirtualInterface.State.PENDING,
            context.now(),
            command.tags());
    return Decision.accept(made, Change.put(VirtualInterface.KIND, made));
  }

  private static Optional<Refusal> targetProblem(Vpcs vpcs, CreateVirtualInterface command) {
    return switch (command.target()) {
      case Target.OfVpnGateway(VpnGatewayId id) ->
          VpnGateways.present(vpcs, id).filter(it -> it.scope().equals(command.scope())).isPresent()
              ? Optional.empty()
              : Optional.of(DirectConnectRefusals.targetNotFound(id));
      case Target.OfGateway(DirectConnectGatewayId id) -> {
        if (gateway(vpcs, id, command.scope().account()).isEmpty()) {
          yield Optional.of(DirectConnectRefusals.gatewayNotFound(id));
        }
        boolean transit = command.type() == VirtualInterface.Type.TRANSIT;
        yield otherKind(vpcs, id, transit);
      }
    };
  }

  /** A Direct Connect gateway serves virtual private gateways or transit gateways, never both. */
  private static Optional<Refusal> otherKind(
      Vpcs vpcs, DirectConnectGatewayId id, boolean transit) {
    boolean clashes =
        interfacesOf(vpcs, id).stream()
                .filter(it -> it.state() != VirtualInterface.State.DELETED)
                .anyMatch(it -> (it.type() == VirtualInterface.Type.TRANSIT) != transit)
            || associationsOf(vpcs, id).stream()
                .anyMatch(it -> it.transitGateway().isPresent() != transit);
    return clashes
        ? Optional.of(
            DirectConnectRefusals.otherKind(
                id, transit ? "virtual private gateways" : "transit gateways"))
        : Optional.empty();
  }

  private static Optional<Refusal> lineProblem(Vpcs vpcs, CreateVirtualInterface command) {
    if (command.vlan() < 1 || command.vlan() > HIGHEST_VLAN) {
      return Optional.of(DirectConnectRefusals.badVlan(command.vlan()));
    }
    boolean taken =
        vpcs.facts().table(VirtualInterface.KIND).stream()
            .filter(it -> it.state() != VirtualInterface.State.DELETED)
            .anyMatch(
                it -> it.connection().equals(command.connection()) && it.vlan() == command.vlan());
    return taken
        ? Optional.of(DirectConnectRefusals.vlanInUse(command.vlan(), command.connection()))
        : Optional.empty();
  }

  /** Tags that tell of what is no block. */
  static Optional<Refusal> advertisedProblem(Tags tags) {
    return tags.get(VirtualInterface.ADVERTISES)
        .filter(
            text ->
                Stream.of(text.strip().split("\\s+", -1)).anyMatch(it -> Cidr.strict(it).isEmpty()))
        .map(DirectConnectRefusals::badAdvertised);
  }

  static Decision<VirtualInterface> delete(
      Vpcs vpcs, DeleteVirtualInterface command, Context context) {
    return vpcs.facts()
        .find(VirtualInterface.KIND, command.virtualInterface())
        .filter(it -> it.scope().equals(command.by()))
        .map(
            it ->
                switch (it.state()) {
                  case DELETING, DELETED ->
                      Decision.<VirtualInterface>refuse(DirectConnectRefusals.gone(it.id()));
                  case PENDING, AVAILABLE -> {
                    VirtualInterface after =
                        it.withState(VirtualInterface.State.DELETING, context.now());
                    yield Decision.accept(after, Change.put(VirtualInterface.KIND, after));
                  }
                })
        .orElseGet(
            () ->
                Decision.refuse(
                    DirectConnectRefusals.interfaceNotFound(command.virtualInterface())));
  }

  static Decision<DirectConnectAssociation> associate(
      Vpcs vpcs, CreateDirectConnectGatewayAssociation command, Context context) {
    Optional<DirectConnectGateway> gateway =
        gateway(vpcs, command.gateway(), command.by().account());
    if (gateway.isEmpty()) {
      return Decision.refuse(DirectConnectRefusals.gatewayNotFound(command.gateway()));
    }
    if (command.with().startsWith("tgw-")) {
      return withTransitGateway(vpcs, command, context);
    }
    VpnGatewayId id = new VpnGatewayId(command.with());
    Optional<VpnGateway> vgw =
        VpnGateways.present(vpcs, id).filter(it -> it.scope().equals(command.by()));
    if (vgw.isEmpty()) {
      return Decision.refuse(DirectConnectRefusals.targetNotFound(id));
    }
    Optional<Vpc> vpc =
        vgw.get()
            .attachment()
            .filter(VpnGateway.Attachment::holds)
            .flatMap(it -> vpcs.vpc(it.vpc()));
    if (vpc.isEmpty()) {
      return Decision.refuse(DirectConnectRefusals.notAttached(id));
    }
    Optional<Refusal> problem =
        twice(vpcs, command)
            .or(() -> otherKind(vpcs, command.gateway(), false))
            .or(() -> overlapping(vpcs, command.gateway(), vpc.get()));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    List<Cidr> allowed =
        command.allowedPrefixes().isEmpty() ? vpc.get().blocks() : command.allowedPrefixes();
    return changed(
        association(command, vgw.get().scope(), new With.AVpnGateway(id), allowed, context));
  }

  private static Decision<DirectConnectAssociation> withTransitGateway(
      Vpcs vpcs, CreateDirectConnectGatewayAssociation command, Context context) {
    TransitGatewayId id = new TransitGatewayId(command.with());
    Optional<TransitGateway> tgw =
        TransitGateways.present(vpcs, id).filter(it -> it.scope().equals(command.by()));
    if (tgw.isEmpty()) {
      return Decision.refuse(DirectConnectRefusals.targetNotFound(id));
    }
    if (command.allowedPrefixes().isEmpty()) {
      return Decision.refuse(DirectConnectRefusals.prefixesMissing());
    }
    Optional<Refusal> problem =
        twice(vpcs, command)
            .or(() -> otherKind(vpcs, command.gateway(), true))
            .or(() -> TransitAttachments.usable(vpcs, tgw.get()));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    TransitGatewayAttachment attachment =
        TransitAttachments.plugged(
            tgw.get(),
            TransitAttachments.newId(context),
            new Resource.OfDirectConnect(command.gateway()),
            Tags.NONE,
            context);
    DirectConnectAssociation made =
        association(
            command,
            tgw.get().scope(),
            new With.ATransitGateway(id, attachment.id()),
            command.allowedPrefixes(),
            context);
    return Decision.accept(
        made,
        Change.put(DirectConnectAssociation.KIND, made),
        Change.put(TransitGatewayAttachment.KIND, attachment));
  }

  private static DirectConnectAssociation association(
      CreateDirectConnectGatewayAssociation command,
      Scope scope,
      With with,
      List<Cidr> allowed,
      Context context) {
    return new DirectConnectAssociation(
        new DirectConnectAssociationId(context.ids().uuid()),
        scope,
        command.gateway(),
        with,
        allowed,
        DirectConnectAssociation.State.ASSOCIATING,
        context.now());
  }

  private static Optional<Refusal> twice(Vpcs vpcs, CreateDirectConnectGatewayAssociation command) {
    boolean there =
        associationsOf(vpcs, command.gateway()).stream()
            .anyMatch(it -> named(it.with()).equals(command.with()));
    return there
        ? Optional.of(DirectConnectRefusals.associated(command.gateway(), command.with()))
        : Optional.empty();
  }

  private static String named(With with) {
    return switch (with) {
      case With.AVpnGateway it -> it.id().value();
      case With.ATransitGateway it -> it.id().value();
    };
  }

  /** VPCs on one Direct Connect gateway may not overlap. */
  private static Optional<Refusal> overlapping(Vpcs vpcs, DirectConnectGatewayId gateway, Vpc vpc) {
    return associationsOf(vpcs, gateway).stream()
        .flatMap(it -> it.vpnGateway().stream())
        .flatMap(id -> vpcs.facts().find(VpnGateway.KIND, id).stream())
        .flatMap(vgw -> vgw.attachment().stream())
        .flatMap(at -> vpcs.vpc(at.vpc()).stream())
        .filter(other -> !other.id().equals(vpc.id()) && Peerings.overlap(vpc, other))
        .findFirst()
        .map(other -> DirectConnectRefusals.overlap(gateway, vpc.id(), other.id()));
  }

  static Decision<DirectConnectAssociation> disassociate(
      Vpcs vpcs, DeleteDirectConnectGatewayAssociation command, Context context) {
    Optional<DirectConnectAssociation> found =
        vpcs.facts()
            .find(DirectConnectAssociation.KIND, command.association())
            .filter(it -> it.scope().account().equals(command.by()));
    if (found.isEmpty()) {
      return Decision.refuse(DirectConnectRefusals.associationNotFound(command.association()));
    }
    boolean going =
        found.get().state() == DirectConnectAssociation.State.DISASSOCIATING
            || found.get().state() == DirectConnectAssociation.State.DISASSOCIATED;
    if (going) {
      return Decision.refuse(DirectConnectRefusals.gone(command.association()));
    }
    DirectConnectAssociation after =
        found.get().withState(DirectConnectAssociation.State.DISASSOCIATING, context.now());
    List<Change<?, ?>> changes = new ArrayList<>();
    changes.add(Change.put(DirectConnectAssociation.KIND, after));
    after
        .transitGateway()
        .flatMap(at -> vpcs.facts().find(TransitGatewayAttachment.KIND, at.attachment()))
        .map(it -> it.withState(TransitGatewayAttachment.State.DELETING, context.now()))
        .ifPresent(it -> changes.add(Change.put(TransitGatewayAttachment.KIND, it)));
    return Decision.accept(after, changes);
  }

  private static Decision<DirectConnectGateway> changed(DirectConnectGateway gateway) {
    return Decision.accept(gateway, Change.put(DirectConnectGateway.KIND, gateway));
  }

  private static Decision<DirectConnectAssociation> changed(DirectConnectAssociation association) {
    return Decision.accept(association, Change.put(DirectConnectAssociation.KIND, association));
  }
}
