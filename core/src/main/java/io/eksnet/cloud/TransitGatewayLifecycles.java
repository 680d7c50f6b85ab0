package io.eksnet.cloud;

import static io.eksnet.cloud.Lifecycle.Next.later;
import static io.eksnet.cloud.Lifecycle.Next.soon;
import static io.eksnet.cloud.Lifecycle.SHOWN;

import io.eksnet.table.Change;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.TransitGateway;
import io.eksnet.vpc.TransitGatewayAttachment;
import io.eksnet.vpc.TransitGatewayAttachment.State;
import io.eksnet.vpc.TransitGatewayRouteTable;
import io.eksnet.world.Controller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What becomes of transit gateways, their attachments and tables by themselves. */
final class TransitGatewayLifecycles {
  /** How long EC2 usually takes to make or delete a gateway. */
  static final Duration GATEWAY = Duration.ofSeconds(90);

  /** How long EC2 usually takes to make or delete an attachment. */
  static final Duration ATTACHMENT = Duration.ofSeconds(60);

  /** How long EC2 usually takes for a table. */
  static final Duration TABLE = Duration.ofSeconds(10);

  /** How long the accepter of a request has. */
  static final Duration EXPIRY = Duration.ofDays(7);

  private TransitGatewayLifecycles() {}

  static List<Controller<?>> all() {
    return List.of(
        new Lifecycle<>(
            "transit-gateway-lifecycle", TransitGateway.KIND, TransitGatewayLifecycles::gateway),
        new Lifecycle<>(
            "transit-gateway-attachment-lifecycle",
            TransitGatewayAttachment.KIND,
            TransitGatewayLifecycles::attachment),
        new Lifecycle<>(
            "transit-gateway-route-table-lifecycle",
            TransitGatewayRouteTable.KIND,
            TransitGatewayLifecycles::table));
  }

  private static Optional<Lifecycle.Next> gateway(TransitGateway it) {
    return switch (it.state()) {
      case PENDING, MODIFYING ->
          soon(it.since(), GATEWAY, at -> put(it.withState(TransitGateway.State.AVAILABLE, at)));
      case AVAILABLE -> Optional.empty();
      case DELETING ->
          soon(it.since(), GATEWAY, at -> put(it.withState(TransitGateway.State.DELETED, at)));
      case DELETED ->
          later(it.since(), SHOWN, _ -> List.of(Change.remove(TransitGateway.KIND, it.id())));
    };
  }

  private static List<Change<?, ?>> put(TransitGateway gateway) {
    return List.of(Change.put(TransitGateway.KIND, gateway));
  }

  private static Optional<Lifecycle.Next> attachment(TransitGatewayAttachment it) {
    return switch (it.state()) {
      case INITIATING_REQUEST -> soon(it.since(), ATTACHMENT, to(it, State.PENDING_ACCEPTANCE));
      case PENDING_ACCEPTANCE -> later(it.since(), EXPIRY, to(it, State.FAILED));
      case PENDING, MODIFYING -> soon(it.since(), ATTACHMENT, to(it, State.AVAILABLE));
      case AVAILABLE -> Optional.empty();
      case DELETING -> soon(it.since(), ATTACHMENT, at -> deleted(it, at));
      case DELETED, REJECTED, FAILED ->
          later(
              it.since(),
              SHOWN,
              _ -> List.of(Change.remove(TransitGatewayAttachment.KIND, it.id())));
    };
  }

  private static Function<Instant, List<Change<?, ?>>> to(
      TransitGatewayAttachment attachment, State state) {
    return at ->
        List.of(Change.put(TransitGatewayAttachment.KIND, attachment.withState(state, at)));
  }

  /** With an attachment go its interfaces, its association and what it propagated. */
  private static List<Change<?, ?>> deleted(TransitGatewayAttachment attachment, Instant at) {
    List<Change<?, ?>> changes = new ArrayList<>();
    attachment.ofVpc().stream()
        .flatMap(vpc -> vpc.places().stream())
        .forEach(place -> changes.add(Change.remove(NetworkInterface.KIND, place.eni())));
    TransitGatewayAttachment after = attachment;
    for (var end : attachment.gateways()) {
      after = after.withAssociation(end, Optional.empty());
    }
    changes.add(
        Change.put(
            TransitGatewayAttachment.KIND,
            after.withPropagations(List.of()).withState(State.DELETED, at)));
    return changes;
  }

  private static Optional<Lifecycle.Next> table(TransitGatewayRouteTable it) {
    return switch (it.state()) {
      case PENDING ->
          soon(
              it.since(),
              TABLE,
              at -> put(it.withState(TransitGatewayRouteTable.State.AVAILABLE, at)));
      case AVAILABLE -> Optional.empty();
      case DELETING ->
          soon(
              it.since(),
              TABLE,
              at -> put(it.withState(TransitGatewayRouteTable.State.DELETED, at)));
      case DELETED ->
          later(
              it.since(),
              SHOWN,
              _ -> List.of(Change.remove(TransitGatewayRouteTable.KIND, it.id())));
    };
  }

  private static List<Change<?, ?>> put(TransitGatewayRouteTable table) {
    return List.of(Change.put(TransitGatewayRouteTable.KIND, table));
  }
}
