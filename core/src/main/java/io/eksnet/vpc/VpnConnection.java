package io.eksnet.vpc;

import io.eksnet.id.CustomerGatewayId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.VpnConnectionId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.net.Cidr;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A Site-to-Site VPN connection between a customer gateway and AWS.
 *
 * @param end its end at AWS
 * @param staticRoutesOnly whether its routes are told by the customer; else BGP would tell them,
 *     which nobody speaks here, so that there are none
 * @param routes the blocks behind it, as they were told
 * @param tunnels always two
 * @param since when it came into its state
 */
public record VpnConnection(
    VpnConnectionId id,
    Scope scope,
    CustomerGatewayId customerGateway,
    End end,
    boolean staticRoutesOnly,
    Networks networks,
    List<Cidr> routes,
    List<Tunnel> tunnels,
    State state,
    Instant since,
    Tags tags)
    implements Scoped {

  /** The end of a connection at AWS. */
  public sealed interface End {
    /** A virtual private gateway. */
    record AtVpnGateway(VpnGatewayId gateway) implements End {}

    /** A transit gateway, by an attachment of its own. */
    record AtTransitGateway(TransitGatewayId gateway, TransitGatewayAttachmentId attachment)
        implements End {}
  }

  /** The blocks that the two ends may talk between; all, if not said otherwise. */
  public record Networks(Cidr customers, Cidr amazons) {
    /** All. */
    public static final Networks ALL = new Networks(Cidr.ANY_IPV4, Cidr.ANY_IPV4);
  }

  /**
   * One of the two tunnels.
   *
   * @param outside AWS's public address
   * @param inside a /30 of 169.254.0.0/16
   * @param preSharedKey both ends' secret
   */
  public record Tunnel(Ipv4Address outside, Cidr inside, Secret preSharedKey) {}

  /** The states of a connection, in AWS's words when lower-cased. */
  public enum State {
    PENDING,
    AVAILABLE,
    DELETING,
    DELETED
  }

  /** Connections by virtual private gateway. */
  public static final Index<VpnConnection, VpnGatewayId> BY_GATEWAY =
      Index.byOptional("VPN connections by virtual private gateway", VpnConnection::vpnGateway);

  /** Connections by customer gateway. */
  public static final Index<VpnConnection, CustomerGatewayId> BY_CUSTOMER_GATEWAY =
      Index.by("VPN connections by customer gateway", VpnConnection::customerGateway);

  /** Connections by id. */
  public static final Kind<VpnConnectionId, VpnConnection> KIND =
      Kind.of("vpn-connection", VpnConnection.class, VpnConnection::id)
          .indexed(BY_GATEWAY)
          .indexed(BY_CUSTOMER_GATEWAY);

  public VpnConnection {
    routes = List.copyOf(routes);
    tunnels = List.copyOf(tunnels);
  }

  /** Whether its routes count. */
  public boolean isAvailable() {
    return state == State.AVAILABLE;
  }

  /** The virtual private gateway that it ends at, if at one. */
  public Optional<VpnGatewayId> vpnGateway() {
    return end instanceof End.AtVpnGateway(VpnGatewayId gateway)
        ? Optional.of(gateway)
        : Optional.empty();
  }

  /** The end at a transit gateway, if it is at one. */
  public Optional<End.AtTransitGateway> atTransitGateway() {
    return end instanceof End.AtTransitGateway at ? Optional.of(at) : Optional.empty();
  }

  /** This connection in another state. */
  public VpnConnection withState(State next, Instant at) {
    return new VpnConnection(
        id,
        scope,
        customerGateway,
        end,
        staticRoutesOnly,
        networks,
        routes,
        tunnels,
        next,
        at,
        tags);
  }

  /** This connection with other static routes. */
  public VpnConnection withRoutes(List<Cidr> others) {
    return new VpnConnection(
        id,
        scope,
        customerGateway,
        end,
        staticRoutesOnly,
        networks,
        others,
        tunnels,
        state,
        since,
        tags);
  }

  /** This connection with other tags. */
  public VpnConnection withTags(Tags others) {
    return new VpnConnection(
        id,
        scope,
        customerGateway,
        end,
        staticRoutesOnly,
        networks,
        routes,
        tunnels,
        state,
        since,
        others);
  }
}
