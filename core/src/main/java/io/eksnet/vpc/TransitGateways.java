package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules for transit gateways themselves. */
final class TransitGateways {
  private TransitGateways() {}

  static Decision<TransitGateway> create(Vpcs vpcs, CreateTransitGateway command, Context context) {
    TransitGateway.Options options = command.options();
    if (!asnAllowed(options.amazonSideAsn())) {
      return Decision.refuse(TransitRefusals.badAsn(options.amazonSideAsn()));
    }
    long present =
        vpcs.facts().table(TransitGateway.KIND).stream()
            .filter(it -> it.scope().equals(command.scope()))
            .filter(it -> it.state() != TransitGateway.State.DELETED)
            .count();
    if (present >= vpcs.quota(Quota.TRANSIT_GATEWAYS_PER_REGION)) {
      return Decision.refuse(TransitRefusals.gatewayLimit());
    }
    TransitGatewayId id =
        command.id().orElseGet(() -> new TransitGatewayId(context.ids().next("tgw")));
    if (vpcs.facts().find(TransitGateway.KIND, id).isPresent()) {
      return Decision.refuse(Ec2Refusals.idInUse(id));
    }
    Optional<TransitGatewayRouteTable> table =
        options.defaultAssociation() || options.defaultPropagation()
            ? Optional.of(newTable(id, command.scope(), Tags.NONE, context))
            : Optional.empty();
    Optional<TransitGatewayRouteTableId> first = table.map(TransitGatewayRouteTable::id);
    TransitGateway made =
        new TransitGateway(
            id,
            command.scope(),
            command.description(),
            options,
            first.filter(_ -> options.defaultAssociation()),
            first.filter(_ -> options.defaultPropagation()),
            TransitGateway.State.PENDING,
            context.now(),
            context.now(),
            command.tags());
    List<Change<?, ?>> changes = new ArrayList<>();
    changes.add(Change.put(TransitGateway.KIND, made));
    table.ifPresent(it -> changes.add(Change.put(TransitGatewayRouteTable.KIND, it)));
    return Decision.accept(made, changes);
  }

  static boolean asnAllowed(long asn) {
    return (asn >= 64_512 && asn <= 65_534) || (asn >= 4_200_000_000L && asn <= 4_294_967_294L);
  }

  static TransitGatewayRouteTable newTable(
      TransitGatewayId gateway, Scope scope, Tags tags, Context context) {
    return new TransitGatewayRouteTable(
        new TransitGatewayRouteTableId(context.ids().next("tgw-rtb")),
        scope,
        gateway,
        List.of(),
        List.of(),
        TransitGatewayRouteTable.State.PENDING,
        context.now(),
        context.now(),
        tags);
  }

  static Decision<TransitGateway> modify(Vpcs vpcs, ModifyTransitGateway command) {
    Optional<TransitGateway> found = present(vpcs, command.gateway());
    if (found.isEmpty()) {
      return Decision.refuse(TransitRefusals.gatewayNotFound(command.gateway()));
    }
    TransitGateway gateway = found.get();
    if (!gateway.isAvailable()) {
      return Decision.refuse(TransitRefusals.invalidState(gateway.id()));
    }
    TransitGateway.Options options = changed(gateway.options(), command);
    if (!asnAllowed(options.amazonSideAsn())) {
      return Decision.refuse(TransitRefusals.badAsn(options.amazonSideAsn()));
    }
    var association =
        command
            .associationTable()
            .or(gateway::associationTable)
            .filter(_ -> options.defaultAssociation());
    var propagation =
        command
            .propagationTable()
            .or(gateway::propagationTable)
            .filter(_ -> options.defaultPropagation());
    Optional<Refusal> problem =
        tableProblem(vpcs, gateway, association)
            .or(() -> tableProblem(vpcs, gateway, propagation))
            .or(() -> missing(options.defaultAssociation(), association, "Association"))
            .or(() -> missing(options.defaultPropagation(), propagation, "Propagation"));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    TransitGateway after =
        gateway.with(
            command.description().orElse(gateway.description()), options, association, propagation);
    return Decision.accept(after, Change.put(TransitGateway.KIND, after));
  }

  private static Optional<Refusal> missing(
      boolean wanted, Optional<TransitGatewayRouteTableId> table, String which) {
    return wanted && table.isEmpty()
        ? Optional.of(Ec2Refusals.missing(which + "DefaultRouteTableId"))
        : Optional.empty();
  }

  private static Optional<Refusal> tableProblem(
      Vpcs vpcs, TransitGateway gateway, Optional<TransitGatewayRouteTableId> table) {
    return table
        .filter(
            id ->
                vpcs.facts()
                    .find(TransitGatewayRouteTable.KIND, id)
                    .filter(it -> it.gateway().equals(gateway.id()))
                    .isEmpty())
        .map(TransitRefusals::tableNotFound);
  }

  private static TransitGateway.Options changed(
      TransitGateway.Options old, ModifyTransitGateway command) {
    List<Cidr> cidrs =
        Stream.concat(old.cidrBlocks().stream(), command.addedCidrs().stream())
            .filter(cidr -> !command.removedCidrs().contains(cidr))
            .distinct()
            .toList();
    return new TransitGateway.Options(
        command.amazonSideAsn().orElse(old.amazonSideAsn()),
        cidrs,
        command.autoAcceptSharedAttachments().orElse(old.autoAcceptSharedAttachments()),
        command.defaultAssociation().orElse(old.defaultAssociation()),
        command.defaultPropagation().orElse(old.defaultPropagation()),
        command.vpnEcmp().orElse(old.vpnEcmp()),
        command.dns().orElse(old.dns()),
        command.groupReferencing().orElse(old.groupReferencing()));
  }

  static Decision<TransitGateway> delete(Vpcs vpcs, DeleteTransitGateway command, Context context) {
    Optional<TransitGateway> found = present(vpcs, command.gateway());
    if (found.isEmpty()) {
      return Decision.refuse(TransitRefusals.gatewayNotFound(command.gateway()));
    }
    TransitGateway gateway = found.get();
    if (!gateway.isAvailable()) {
      return Decision.refuse(TransitRefusals.invalidState(gateway.id()));
    }
    Optional<Refusal> used = used(vpcs, gateway.id());
    if (used.isPresent()) {
      return Decision.refuse(used.get());
    }
    Instant now = context.now();
    TransitGateway after = gateway.withState(TransitGateway.State.DELETING, now);
    List<Change<?, ?>> changes = new ArrayList<>();
    changes.add(Change.put(TransitGateway.KIND, after));
    for (TransitGatewayRouteTable table : tablesOf(vpcs, gateway.id())) {
      changes.add(
          Change.put(
              TransitGatewayRouteTable.KIND,
              table.withState(TransitGatewayRouteTable.State.DELETING, now)));
    }
    return Decision.accept(after, changes);
  }

  private static Optional<Refusal> used(Vpcs vpcs, TransitGatewayId id) {
    for (String type : List.of("vpc", "vpn", "direct-connect-gateway", "peering")) {
      List<TransitGatewayAttachment> left =
          attachmentsOf(vpcs, id).stream()
              .filter(it -> it.resourceType().equals(type))
              .filter(it -> !it.state().isOver())
              .toList();
      if (!left.isEmpty()) {
        return Optional.of(TransitRefusals.hasAttachments(id, words(type), left));
      }
    }
    return Optional.empty();
  }

  private static String words(String type) {
    return switch (type) {
      case "vpc" -> "VPC";
      case "vpn" -> "VPN";
      case "peering" -> "Transit Gateway Cross Region Peering";
      default -> "DirectConnect Gateway";
    };
  }

  /** A gateway that has not gone. */
  static Optional<TransitGateway> present(Vpcs vpcs, TransitGatewayId id) {
    return vpcs.facts()
        .find(TransitGateway.KIND, id)
        .filter(it -> it.state() != TransitGateway.State.DELETED);
  }

  /** The attachments of a gateway, those that are over too. */
  static List<TransitGatewayAttachment> attachmentsOf(Vpcs vpcs, TransitGatewayId id) {
    return vpcs.facts()
        .table(TransitGatewayAttachment.KIND)
        .by(TransitGatewayAttachment.BY_GATEWAY, id);
  }

  /** The tables of a gateway that have not gone. */
  static List<TransitGatewayRouteTable> tablesOf(Vpcs vpcs, TransitGatewayId id) {
    return vpcs
        .facts()
        .table(TransitGatewayRouteTable.KIND)
        .by(TransitGatewayRouteTable.BY_GATEWAY, id)
        .stream()
        .filter(it -> it.state() != TransitGatewayRouteTable.State.DELETED)
        .toList();
  }
}
