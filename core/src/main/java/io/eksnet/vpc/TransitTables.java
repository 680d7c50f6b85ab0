package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import io.eksnet.vpc.TransitGatewayRouteTable.PrefixListReference;
import io.eksnet.vpc.TransitGatewayRouteTable.State;
import io.eksnet.vpc.TransitGatewayRouteTable.StaticRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The rules for transit gateways' route tables. */
final class TransitTables {
  private TransitTables() {}

  static Decision<TransitGatewayRouteTable> create(
      Vpcs vpcs, CreateTransitGatewayRouteTable command, Context context) {
    Optional<TransitGateway> gateway = TransitGateways.present(vpcs, command.gateway());
    if (gateway.isEmpty()) {
      return Decision.refuse(TransitRefusals.gatewayNotFound(command.gateway()));
    }
    if (!gateway.get().isAvailable()) {
      return Decision.refuse(TransitRefusals.invalidState(command.gateway()));
    }
    if (TransitGateways.tablesOf(vpcs, command.gateway()).size()
        >= vpcs.quota(Quota.TRANSIT_GATEWAY_ROUTE_TABLES)) {
      return Decision.refuse(TransitRefusals.tableLimit());
    }
    return changed(
        TransitGateways.newTable(
            command.gateway(), gateway.get().scope(), command.tags(), context));
  }

  static Decision<TransitGatewayRouteTable> delete(
      Vpcs vpcs, DeleteTransitGatewayRouteTable command, Context context) {
    Optional<TransitGatewayRouteTable> table = present(vpcs, command.table());
    if (table.isEmpty()) {
      return Decision.refuse(TransitRefusals.tableNotFound(command.table()));
    }
    Optional<TransitGateway> gateway = TransitGateways.present(vpcs, table.get().gateway());
    Optional<TransitGatewayRouteTableId> id = Optional.of(command.table());
    boolean standard =
        gateway.isPresent()
            && (gateway.get().associationTable().equals(id)
                || gateway.get().propagationTable().equals(id));
    if (standard) {
      return Decision.refuse(TransitRefusals.defaultTable(command.table()));
    }
    var attachments = vpcs.facts().table(TransitGatewayAttachment.KIND);
    List<TransitGatewayAttachment> associated =
        attachments.by(TransitGatewayAttachment.BY_ASSOCIATION, command.table());
    if (!associated.isEmpty()) {
      return Decision.refuse(TransitRefusals.tableInUse(command.table(), associated));
    }
    TransitGatewayRouteTable after = table.get().withState(State.DELETING, context.now());
    List<Change<?, ?>> changes = new ArrayList<>();
    changes.add(Change.put(TransitGatewayRouteTable.KIND, after));
    attachments.by(TransitGatewayAttachment.BY_PROPAGATION, command.table()).stream()
        .map(it -> it.withPropagations(without(it.propagations(), command.table())))
        .forEach(it -> changes.add(Change.put(TransitGatewayAttachment.KIND, it)));
    return Decision.accept(after, changes);
  }

  static Decision<TransitGatewayAttachment> associate(
      Vpcs vpcs, AssociateTransitGatewayRouteTable command) {
    return plugged(
        vpcs,
        command.table(),
        command.attachment(),
        (table, attachment) ->
            attachment.associationAt(table.gateway()).isPresent()
                ? Decision.refuse(TransitRefusals.associated(attachment.id()))
                : changed(attachment.withAssociation(table.gateway(), Optional.of(table.id()))));
  }

  static Decision<TransitGatewayAttachment> disassociate(
      Vpcs vpcs, DisassociateTransitGatewayRouteTable command) {
    return plugged(
        vpcs,
        command.table(),
        command.attachment(),
        (table, attachment) ->
            attachment.associationAt(table.gateway()).equals(Optional.of(table.id()))
                ? changed(attachment.withAssociation(table.gateway(), Optional.empty()))
                : Decision.refuse(TransitRefusals.notAssociated(table.id(), attachment.id())));
  }

  static Decision<TransitGatewayAttachment> propagate(
      Vpcs vpcs, EnableTransitGatewayRouteTablePropagation command) {
    return plugged(
        vpcs,
        command.table(),
        command.attachment(),
        (table, attachment) -> {
          if (attachment.ofPeer().isPresent()) {
            return Decision.refuse(TransitRefusals.cannotPropagate(attachment.id()));
          }
          if (attachment.propagations().contains(table.id())) {
            return Decision.refuse(TransitRefusals.propagating(table.id(), attachment.id()));
          }
          List<TransitGatewayRouteTableId> more = new ArrayList<>(attachment.propagations());
          more.add(table.id());
          return changed(attachment.withPropagations(more));
        });
  }

  static Decision<TransitGatewayAttachment> stopPropagating(
      Vpcs vpcs, DisableTransitGatewayRouteTablePropagation command) {
    return plugged(
        vpcs,
        command.table(),
        command.attachment(),
        (table, attachment) ->
            attachment.propagations().contains(table.id())
                ? changed(
                    attachment.withPropagations(without(attachment.propagations(), table.id())))
                : Decision.refuse(TransitRefusals.notPropagating(table.id(), attachment.id())));
  }

  static Decision<TransitGatewayRouteTable> add(Vpcs vpcs, CreateTransitGatewayRoute command) {
    return onTable(
        vpcs,
        command.table(),
        table -> {
          if (position(table, command.destination()).isPresent()) {
            return Decision.refuse(TransitRefusals.routeExists(command.destination(), table.id()));
          }
          List<StaticRoute> routes = new ArrayList<>(table.routes());
          routes.add(new StaticRoute(command.destination(), command.attachment()));
          return target(vpcs, table, command.attachment())
              .<Decision<TransitGatewayRouteTable>>map(Decision::refuse)
              .orElseGet(() -> changed(table.withRoutes(routes)));
        });
  }

  static Decision<TransitGatewayRouteTable> replace(Vpcs vpcs, ReplaceTransitGatewayRoute command) {
    return onTable(
        vpcs,
        command.table(),
        table -> {
          Optional<Integer> at = position(table, command.destination());
          if (at.isEmpty()) {
            return Decision.refuse(
                TransitRefusals.routeNotFound(command.destination(), table.id()));
          }
          List<StaticRoute> routes = new ArrayList<>(table.routes());
          routes.set(at.get(), new StaticRoute(command.destination(), command.attachment()));
          return target(vpcs, table, command.attachment())
              .<Decision<TransitGatewayRouteTable>>map(Decision::refuse)
              .orElseGet(() -> changed(table.withRoutes(routes)));
        });
  }

  static Decision<StaticRoute> remove(Vpcs vpcs, DeleteTransitGatewayRoute command) {
    Optional<TransitGatewayRouteTable> table = present(vpcs, command.table());
    if (table.isEmpty()) {
      return Decision.refuse(TransitRefusals.tableNotFound(command.table()));
    }
    Optional<Integer> at = position(table.get(), command.destination());
    if (at.isEmpty()) {
      return Decision.refuse(TransitRefusals.routeNotFound(command.destination(), command.table()));
    }
    List<StaticRoute> routes = new ArrayList<>(table.get().routes());
    StaticRoute gone = routes.remove((int) at.get());
    return changed(table.get().withRoutes(routes)).map(_ -> gone);
  }

  static Decision<TransitGatewayRouteTable> refer(
      Vpcs vpcs, SetTransitGatewayPrefixListReference command) {
    return onTable(
        vpcs,
        command.table(),
        table -> {
          boolean there =
              table.references().stream().anyMatch(it -> it.list().equals(command.list()));
          if (there == command.creates()) {
            return Decision.refuse(
                there
                    ? TransitRefusals.referenceExists(command.list(), table.id())
                    : TransitRefusals.referenceNotFound(command.list(), table.id()));
          }
          List<PrefixListReference> references = new ArrayList<>(table.references());
          references.removeIf(it -> it.list().equals(command.list()));
          references.add(new PrefixListReference(command.list(), command.attachment()));
          return target(vpcs, table, command.attachment())
              .<Decision<TransitGatewayRouteTable>>map(Decision::refuse)
              .orElseGet(() -> changed(table.withReferences(references)));
        });
  }

  static Decision<PrefixListReference> removeReference(
      Vpcs vpcs, DeleteTransitGatewayPrefixListReference command) {
    Optional<TransitGatewayRouteTable> table = present(vpcs, command.table());
    if (table.isEmpty()) {
      return Decision.refuse(TransitRefusals.tableNotFound(command.table()));
    }
    List<PrefixListReference> references = new ArrayList<>(table.get().references());
    Optional<PrefixListReference> gone =
        references.stream().filter(it -> it.list().equals(command.list())).findFirst();
    if (gone.isEmpty()) {
      return Decision.refuse(TransitRefusals.referenceNotFound(command.list(), command.table()));
    }
    references.remove(gone.get());
    return changed(table.get().withReferences(references)).map(_ -> gone.get());
  }

  private static Optional<Integer> position(TransitGatewayRouteTable table, Cidr destination) {
    for (int i = 0; i < table.routes().size(); i++) {
      if (table.routes().get(i).destination().equals(destination)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** What is wrong with where a route leads; none is a blackhole. */
  private static Optional<Refusal> target(
      Vpcs vpcs, TransitGatewayRouteTable table, Optional<TransitGatewayAttachmentId> attachment) {
    if (attachment.isEmpty()) {
      return Optional.empty();
    }
    Optional<TransitGatewayAttachment> found = attachment(vpcs, attachment.get());
    if (found.isEmpty()) {
      return Optional.of(TransitRefusals.attachmentNotFound(attachment.get()));
    }
    if (!found.get().gateways().contains(table.gateway())) {
      return Optional.of(TransitRefusals.otherGateway(table.id(), attachment.get()));
    }
    return found.get().isAvailable()
        ? Optional.empty()
        : Optional.of(TransitRefusals.invalidState(attachment.get()));
  }

  private static Decision<TransitGatewayRouteTable> onTable(
      Vpcs vpcs,
      TransitGatewayRouteTableId id,
      Function<TransitGatewayRouteTable, Decision<TransitGatewayRouteTable>> change) {
    Optional<TransitGatewayRouteTable> table = present(vpcs, id);
    if (table.isEmpty()) {
      return Decision.refuse(TransitRefusals.tableNotFound(id));
    }
    return table.get().state() == State.AVAILABLE
        ? change.apply(table.get())
        : Decision.refuse(TransitRefusals.invalidState(id));
  }

  private static Decision<TransitGatewayAttachment> plugged(
      Vpcs vpcs,
      TransitGatewayRouteTableId tableId,
      TransitGatewayAttachmentId attachmentId,
      BiFunction<
              TransitGatewayRouteTable,
              TransitGatewayAttachment,
              Decision<TransitGatewayAttachment>>
          change) {
    Optional<TransitGatewayRouteTable> table = present(vpcs, tableId);
    if (table.isEmpty()) {
      return Decision.refuse(TransitRefusals.tableNotFound(tableId));
    }
    Optional<TransitGatewayAttachment> attachment = attachment(vpcs, attachmentId);
    if (attachment.isEmpty()) {
      return Decision.refuse(TransitRefusals.attachmentNotFound(attachmentId));
    }
    if (!attachment.get().gateways().contains(table.get().gateway())) {
      return Decision.refuse(TransitRefusals.otherGateway(tableId, attachmentId));
    }
    if (table.get().state() != State.AVAILABLE) {
      return Decision.refuse(TransitRefusals.invalidState(tableId));
    }
    return attachment.get().isAvailable()
        ? change.apply(table.get(), attachment.get())
        : Decision.refuse(TransitRefusals.invalidState(attachmentId));
  }

  private static Optional<TransitGatewayAttachment> attachment(
      Vpcs vpcs, TransitGatewayAttachmentId id) {
    return vpcs.facts()
        .find(TransitGatewayAttachment.KIND, id)
        .filter(it -> it.state() != TransitGatewayAttachment.State.DELETED);
  }

  /** A table that has not gone. */
  static Optional<TransitGatewayRouteTable> present(Vpcs vpcs, TransitGatewayRouteTableId id) {
    return vpcs.facts()
        .find(TransitGatewayRouteTable.KIND, id)
        .filter(it -> it.state() != State.DELETED);
  }

  private static <T> List<T> without(List<T> list, T gone) {
    return list.stream().filter(it -> !it.equals(gone)).toList();
  }

  private static Decision<TransitGatewayRouteTable> changed(TransitGatewayRouteTable table) {
    return Decision.accept(table, Change.put(TransitGatewayRouteTable.KIND, table));
  }

  private static Decision<TransitGatewayAttachment> changed(TransitGatewayAttachment attachment) {
    return Decision.accept(attachment, Change.put(TransitGatewayAttachment.KIND, attachment));
  }
}
