package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.CustomerGatewayId;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.VpnConnectionId;
import io.eksnet.net.Cidr;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import io.eksnet.vpc.TransitGatewayAttachment.Resource;
import io.eksnet.vpc.VpnConnection.End;
import io.eksnet.vpc.VpnConnection.Tunnel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for customer gateways and VPN connections (Site-to-Site VPN user guide). */
final class VpnConnections {
  /** The far part of the block for benchmarks, whose near part is lent as public addresses. */
  private static final Cidr OUTSIDE = Cidr.parse("198.19.128.0/17");

  private static final Cidr INSIDE = Cidr.parse("169.254.0.0/16");
  private static final int INSIDE_LENGTH = 30;

  /** Blocks of {@link #INSIDE} that AWS keeps ("Tunnel options", inside tunnel CIDR). */
  private static final Set<Cidr> RESERVED =
      Set.of(
          Cidr.parse("169.254.0.0/30"),
          Cidr.parse("169.254.1.0/30"),
          Cidr.parse("169.254.2.0/30"),
          Cidr.parse("169.254.3.0/30"),
          Cidr.parse("169.254.4.0/30"),
          Cidr.parse("169.254.5.0/30"),
          Cidr.parse("169.254.169.252/30"));

  /** Where automatic inside blocks start. */
  private static final long FIRST_INSIDE = 512;

  private static final Pattern KEY = Pattern.compile("(?!0)[A-Za-z0-9._]{8,64}");
  private static final int TUNNELS = 2;

  private VpnConnections() {}

  /** An identical request gets the gateway that is there (EC2 API reference). */
  static Decision<CustomerGateway> createCustomerGateway(
      Vpcs vpcs, CreateCustomerGateway command, Context context) {
    if (command.bgpAsn() < 1 || command.bgpAsn() > 4_294_967_295L) {
      return Decision.refuse(VpnRefusals.badAsn(command.bgpAsn()));
    }
    List<CustomerGateway> own =
        vpcs.facts().table(CustomerGateway.KIND).stream()
            .filter(it -> it.scope().equals(command.scope()))
            .filter(it -> it.state() != CustomerGateway.State.DELETED)
            .toList();
    Optional<CustomerGateway> same =
        own.stream()
            .filter(it -> it.bgpAsn() == command.bgpAsn())
            .filter(it -> it.address().equals(command.address()))
            .filter(it -> it.certificate().equals(command.certificate()))
            .filter(it -> it.device().equals(command.device()))
            .findFirst();
    if (same.isPresent()) {
      return Decision.accept(same.get());
    }
    if (own.size() >= vpcs.quota(Quota.CUSTOMER_GATEWAYS_PER_REGION)) {
      return Decision.refuse(VpnRefusals.customerGatewayLimit());
    }
    CustomerGateway made =
        new CustomerGateway(
            new CustomerGatewayId(context.ids().next("cgw")),
            command.scope(),
            command.bgpAsn(),
            command.address(),
            command.certificate(),
            command.device(),
            CustomerGateway.State.AVAILABLE,
            context.now(),
            command.tags());
    return Decision.accept(made, Change.put(CustomerGateway.KIND, made));
  }

  static Decision<CustomerGateway> deleteCustomerGateway(
      Vpcs vpcs, DeleteCustomerGateway command, Context context) {
    Optional<CustomerGateway> found = customerGateway(vpcs, command.gateway());
    if (found.isEmpty()) {
      return Decision.refuse(VpnRefusals.customerGatewayNotFound(command.gateway()));
    }
    boolean used =
        vpcs
            .facts()
            .table(VpnConnection.KIND)
            .by(VpnConnection.BY_CUSTOMER_GATEWAY, command.gateway())
            .stream()
            .anyMatch(it -> it.state() != VpnConnection.State.DELETED);
    if (used) {
      return Decision.refuse(VpnRefusals.customerGatewayInUse());
    }
    CustomerGateway after = found.get().withState(CustomerGateway.State.DELETED, context.now());
    return Decision.accept(after, Change.put(CustomerGateway.KIND, after));
  }

  private static Optional<CustomerGateway> customerGateway(Vpcs vpcs, CustomerGatewayId id) {
    return vpcs.facts()
        .find(CustomerGateway.KIND, id)
        .filter(it -> it.state() != CustomerGateway.State.DELETED);
  }

  static Decision<VpnConnection> create(Vpcs vpcs, CreateVpnConnection command, Context context) {
    Optional<CustomerGateway> customer = customerGateway(vpcs, command.customerGateway());
    if (customer.isEmpty()) {
      return Decision.refuse(VpnRefusals.customerGatewayNotFound(command.customerGateway()));
    }
    Scope scope = customer.get().scope();
    Optional<Refusal> problem =
        endProblem(vpcs, command)
            .or(() -> limit(vpcs, scope))
            .or(() -> askedProblem(vpcs, command));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    Optional<List<Tunnel>> tunnels = tunnels(vpcs, command.tunnels(), context);
    if (tunnels.isEmpty()) {
      return Decision.refuse(VpnRefusals.noTunnelAddress());
    }
    VpnConnectionId id = new VpnConnectionId(context.ids().next("vpn"));
    Optional<TransitGatewayAttachment> attachment =
        switch (command.end()) {
          case CreateVpnConnection.At.VpnGateway _ -> Optional.empty();
          case CreateVpnConnection.At.TransitGateway at ->
              TransitGateways.present(vpcs, at.id())
                  .map(
                      gateway ->
                          TransitAttachments.plugged(
                              gateway,
                              TransitAttachments.newId(context),
                              new Resource.OfVpn(id),
                              command.tags(),
                              context));
        };
    VpnConnection made =
        new VpnConnection(
            id,
            scope,
            customer.get().id(),
            end(command.end(), attachment.map(TransitGatewayAttachment::id)),
            command.staticRoutesOnly(),
            command.networks(),
            List.of(),
            tunnels.get(),
            VpnConnection.State.PENDING,
            context.now(),
            command.tags());
    List<Change<?, ?>> changes = new ArrayList<>();
    changes.add(Change.put(VpnConnection.KIND, made));
    attachment.ifPresent(it -> changes.add(Change.put(TransitGatewayAttachment.KIND, it)));
    return Decision.accept(made, changes);
  }

  private static End end(
      CreateVpnConnection.At at, Optional<TransitGatewayAttachmentId> attachment) {
    return switch (at) {
      case CreateVpnConnection.At.VpnGateway it -> new End.AtVpnGateway(it.id());
      case CreateVpnConnection.At.TransitGateway it ->
          new End.AtTransitGateway(it.id(), attachment.orElseThrow());
    };
  }

  private static Optional<Refusal> endProblem(Vpcs vpcs, CreateVpnConnection command) {
    return switch (command.end()) {
      case CreateVpnConnection.At.VpnGateway at ->
          VpnGateways.present(vpcs, at.id()).isPresent()
              ? Optional.empty()
              : Optional.of(VpnRefusals.gatewayNotFound(at.id()));
      case CreateVpnConnection.At.TransitGateway at ->
          TransitGateways.present(vpcs, at.id())
              .map(gateway -> TransitAttachments.usable(vpcs, gateway))
              .orElseGet(() -> Optional.of(TransitRefusals.gatewayNotFound(at.id())));
    };
  }

  private static Optional<Refusal> limit(Vpcs vpcs, Scope scope) {
    long present =
        vpcs.facts().table(VpnConnection.KIND).stream()
            .filter(it -> it.scope().equals(scope))
            .filter(it -> it.state() != VpnConnection.State.DELETED)
            .count();
    return present >= vpcs.quota(Quota.VPN_CONNECTIONS_PER_REGION)
        ? Optional.of(VpnRefusals.connectionLimit())
        : Optional.empty();
  }

  private static Optional<Refusal> askedProblem(Vpcs vpcs, CreateVpnConnection command) {
    Set<Cidr> taken = insideTaken(vpcs);
    for (CreateVpnConnection.TunnelAsked asked : command.tunnels()) {
      if (asked.inside().isPresent()) {
        Cidr inside = asked.inside().get();
        boolean fits =
            INSIDE.contains(inside)
                && inside.length() == INSIDE_LENGTH
                && !RESERVED.contains(inside)
                && taken.add(inside);
        if (!fits) {
          return Optional.of(VpnRefusals.badInside(inside));
        }
      }
      if (asked.preSharedKey().filter(key -> !KEY.matcher(key.value()).matches()).isPresent()) {
        return Optional.of(VpnRefusals.badKey());
      }
    }
    return Optional.empty();
  }

  private static Optional<List<Tunnel>> tunnels(
      Vpcs vpcs, List<CreateVpnConnection.TunnelAsked> asked, Context context) {
    Set<Cidr> insides = insideTaken(vpcs);
    asked.forEach(it -> it.inside().ifPresent(insides::add));
    Set<Ipv4Address> outsides = new HashSet<>();
    all(vpcs).forEach(tunnel -> outsides.add(tunnel.outside()));
    List<Tunnel> tunnels = new ArrayList<>();
    for (int i = 0; i < TUNNELS; i++) {
      CreateVpnConnection.TunnelAsked wish =
          i < asked.size() ? asked.get(i) : CreateVpnConnection.TunnelAsked.NOTHING;
      Optional<Cidr> inside = wish.inside().or(() -> freeInside(insides));
      Optional<Ipv4Address> outside = freeOutside(outsides);
      if (inside.isEmpty() || outside.isEmpty()) {
        return Optional.empty();
      }
      insides.add(inside.get());
      outsides.add(outside.get());
      Secret key = wish.preSharedKey().orElseGet(() -> new Secret("k" + context.ids().hex(31)));
      tunnels.add(new Tunnel(outside.get(), inside.get(), key));
    }
    return Optional.of(tunnels);
  }

  private static Set<Cidr> insideTaken(Vpcs vpcs) {
    Set<Cidr> taken = new HashSet<>();
    all(vpcs).forEach(tunnel -> taken.add(tunnel.inside()));
    return taken;
  }

  private static List<Tunnel> all(Vpcs vpcs) {
    return vpcs.facts().table(VpnConnection.KIND).stream()
        .flatMap(connection -> connection.tunnels().stream())
        .toList();
  }

  private static Optional<Cidr> freeInside(Set<Cidr> taken) {
    for (long i = FIRST_INSIDE; i < INSIDE.blockCount(INSIDE_LENGTH); i++) {
      Cidr block = INSIDE.block(INSIDE_LENGTH, i);
      if (!taken.contains(block) && !RESERVED.contains(block)) {
        return Optional.of(block);
      }
    }
    return Optional.empty();
  }

  private static Optional<Ipv4Address> freeOutside(Set<Ipv4Address> taken) {
    for (long i = 1; i < OUTSIDE.addressCount() - 1; i++) {
      Ipv4Address address = (Ipv4Address) OUTSIDE.first().plus(i);
      if (!taken.contains(address)) {
        return Optional.of(address);
      }
    }
    return Optional.empty();
  }

  static Decision<VpnConnection> delete(Vpcs vpcs, DeleteVpnConnection command, Context context) {
    Optional<VpnConnection> found = vpcs.facts().find(VpnConnection.KIND, command.connection());
    if (found.isEmpty()) {
      return Decision.refuse(VpnRefusals.connectionNotFound(command.connection()));
    }
    VpnConnection connection = found.get();
    if (connection.state() == VpnConnection.State.DELETING
        || connection.state() == VpnConnection.State.DELETED) {
      return Decision.refuse(VpnRefusals.connectionDeleted(command.connection()));
    }
    VpnConnection after = connection.withState(VpnConnection.State.DELETING, context.now());
    List<Change<?, ?>> changes = new ArrayList<>();
    changes.add(Change.put(VpnConnection.KIND, after));
    connection
        .atTransitGateway()
        .flatMap(at -> vpcs.facts().find(TransitGatewayAttachment.KIND, at.attachment()))
        .map(it -> it.withState(TransitGatewayAttachment.State.DELETING, context.now()))
        .ifPresent(it -> changes.add(Change.put(TransitGatewayAttachment.KIND, it)));
    return Decision.accept(after, changes);
  }

  static Decision<VpnConnection> addRoute(Vpcs vpcs, CreateVpnConnectionRoute command) {
    Optional<VpnConnection> found = vpcs.facts().find(VpnConnection.KIND, command.connection());
    if (found.isEmpty()) {
      return Decision.refuse(VpnRefusals.connectionNotFound(command.connection()));
    }
    VpnConnection connection = found.get();
    if (!connection.staticRoutesOnly()) {
      return Decision.refuse(VpnRefusals.notStatic());
    }
    if (!connection.isAvailable()) {
      return Decision.refuse(VpnRefusals.connectionBusy());
    }
    if (connection.routes().contains(command.destination())) {
      return Decision.refuse(VpnRefusals.routeExists(command.destination()));
    }
    List<Cidr> routes = new ArrayList<>(connection.routes());
    routes.add(command.destination());
    return changed(connection.withRoutes(routes));
  }

  static Decision<VpnConnection> removeRoute(Vpcs vpcs, DeleteVpnConnectionRoute command) {
    Optional<VpnConnection> found = vpcs.facts().find(VpnConnection.KIND, command.connection());
    if (found.isEmpty()) {
      return Decision.refuse(VpnRefusals.connectionNotFound(command.connection()));
    }
    if (!found.get().isAvailable()) {
      return Decision.refuse(VpnRefusals.connectionBusy());
    }
    if (!found.get().routes().contains(command.destination())) {
      return Decision.refuse(VpnRefusals.routeNotFound(command.destination()));
    }
    return changed(
        found
            .get()
            .withRoutes(
                found.get().routes().stream()
                    .filter(it -> !it.equals(command.destination()))
                    .toList()));
  }

  private static Decision<VpnConnection> changed(VpnConnection connection) {
    return Decision.accept(connection, Change.put(VpnConnection.KIND, connection));
  }
}
