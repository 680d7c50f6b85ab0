package io.eksnet.cloud;

import static io.eksnet.cloud.Lifecycle.Next.later;
import static io.eksnet.cloud.Lifecycle.Next.soon;
import static io.eksnet.cloud.Lifecycle.SHOWN;

import io.eksnet.table.Change;
import io.eksnet.vpc.CustomerGateway;
import io.eksnet.vpc.DirectConnectAssociation;
import io.eksnet.vpc.DirectConnectGateway;
import io.eksnet.vpc.VirtualInterface;
import io.eksnet.vpc.VpnConnection;
import io.eksnet.vpc.VpnGateway;
import io.eksnet.vpc.VpnGateway.Attachment;
import io.eksnet.vpc.VpnGateway.AttachmentState;
import io.eksnet.world.Controller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What becomes of VPN's and Direct Connect's things by themselves. */
final class VpnLifecycles {
  /** How long EC2 usually takes to attach or detach a virtual private gateway. */
  static final Duration ATTACHMENT = Duration.ofSeconds(20);

  /** How long EC2 usually takes to make or delete a VPN connection. */
  static final Duration CONNECTION = Duration.ofMinutes(3);

  /** How long Direct Connect usually takes for an interface or an association. */
  static final Duration DIRECT_CONNECT = Duration.ofMinutes(5);

  private VpnLifecycles() {}

  static List<Controller<?>> all() {
    return List.of(
        new Lifecycle<>("vpn-gateway-lifecycle", VpnGateway.KIND, VpnLifecycles::gateway),
        new Lifecycle<>(
            "customer-gateway-lifecycle", CustomerGateway.KIND, VpnLifecycles::customerGateway),
        new Lifecycle<>("vpn-connection-lifecycle", VpnConnection.KIND, VpnLifecycles::connection),
        new Lifecycle<>(
            "direct-connect-gateway-lifecycle",
            DirectConnectGateway.KIND,
            VpnLifecycles::directConnectGateway),
        new Lifecycle<>(
            "virtual-interface-lifecycle", VirtualInterface.KIND, VpnLifecycles::virtualInterface),
        new Lifecycle<>(
            "direct-connect-association-lifecycle",
            DirectConnectAssociation.KIND,
            VpnLifecycles::association));
  }

  private static Optional<Lifecycle.Next> gateway(VpnGateway it) {
    return switch (it.state()) {
      case PENDING ->
          soon(it.since(), ATTACHMENT, at -> put(it.withState(VpnGateway.State.AVAILABLE, at)));
      case AVAILABLE -> it.attachment().flatMap(attachment -> attachment(it, attachment));
      case DELETING ->
          soon(it.since(), ATTACHMENT, at -> put(it.withState(VpnGateway.State.DELETED, at)));
      case DELETED ->
          later(it.since(), SHOWN, _ -> List.of(Change.remove(VpnGateway.KIND, it.id())));
    };
  }

  private static Optional<Lifecycle.Next> attachment(VpnGateway gateway, Attachment it) {
    return switch (it.state()) {
      case ATTACHING -> soon(it.since(), ATTACHMENT, to(gateway, it, AttachmentState.ATTACHED));
      case ATTACHED -> Optional.empty();
      case DETACHING -> soon(it.since(), ATTACHMENT, to(gateway, it, AttachmentState.DETACHED));
      case DETACHED -> later(it.since(), SHOWN, _ -> put(gateway.withAttachment(Optional.empty())));
    };
  }

  private static Function<Instant, List<Change<?, ?>>> to(
      VpnGateway gateway, Attachment attachment, AttachmentState state) {
    return at ->
        put(gateway.withAttachment(Optional.of(new Attachment(attachment.vpc(), state, at))));
  }

  private static List<Change<?, ?>> put(VpnGateway gateway) {
    return List.of(Change.put(VpnGateway.KIND, gateway));
  }

  private static Optional<Lifecycle.Next> customerGateway(CustomerGateway it) {
    return it.state() == CustomerGateway.State.DELETED
        ? later(it.since(), SHOWN, _ -> List.of(Change.remove(CustomerGateway.KIND, it.id())))
        : Optional.empty();
  }

  private static Optional<Lifecycle.Next> connection(VpnConnection it) {
    return switch (it.state()) {
      case PENDING -> soon(it.since(), CONNECTION, to(it, VpnConnection.State.AVAILABLE));
      case AVAILABLE -> Optional.empty();
      case DELETING -> soon(it.since(), CONNECTION, to(it, VpnConnection.State.DELETED));
      case DELETED ->
          later(it.since(), SHOWN, _ -> List.of(Change.remove(VpnConnection.KIND, it.id())));
    };
  }

  private static Function<Instant, List<Change<?, ?>>> to(
      VpnConnection connection, VpnConnection.State state) {
    return at -> List.of(Change.put(VpnConnection.KIND, connection.withState(state, at)));
  }

  private static Optional<Lifecycle.Next> directConnectGateway(DirectConnectGateway it) {
    return it.state() == DirectConnectGateway.State.DELETED
        ? later(it.since(), SHOWN, _ -> List.of(Change.remove(DirectConnectGateway.KIND, it.id())))
        : Optional.empty();
  }

  private static Optional<Lifecycle.Next> virtualInterface(VirtualInterface it) {
    return switch (it.state()) {
      case PENDING -> soon(it.since(), DIRECT_CONNECT, to(it, VirtualInterface.State.AVAILABLE));
      case AVAILABLE -> Optional.empty();
      case DELETING -> soon(it.since(), DIRECT_CONNECT, to(it, VirtualInterface.State.DELETED));
      case DELETED ->
          later(it.since(), SHOWN, _ -> List.of(Change.remove(VirtualInterface.KIND, it.id())));
    };
  }

  private static Function<Instant, List<Change<?, ?>>> to(
      VirtualInterface virtual, VirtualInterface.State state) {
    return at -> List.of(Change.put(VirtualInterface.KIND, virtual.withState(state, at)));
  }

  private static Optional<Lifecycle.Next> association(DirectConnectAssociation it) {
    return switch (it.state()) {
      case ASSOCIATING ->
          soon(it.since(), DIRECT_CONNECT, to(it, DirectConnectAssociation.State.ASSOCIATED));
      case ASSOCIATED -> Optional.empty();
      case DISASSOCIATING ->
          soon(it.since(), DIRECT_CONNECT, to(it, DirectConnectAssociation.State.DISASSOCIATED));
      case DISASSOCIATED ->
          later(
              it.since(),
              SHOWN,
              _ -> List.of(Change.remove(DirectConnectAssociation.KIND, it.id())));
    };
  }

  private static Function<Instant, List<Change<?, ?>>> to(
      DirectConnectAssociation association, DirectConnectAssociation.State state) {
    return at ->
        List.of(Change.put(DirectConnectAssociation.KIND, association.withState(state, at)));
  }
}
