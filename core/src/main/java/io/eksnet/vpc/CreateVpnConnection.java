package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.CustomerGatewayId;
import io.eksnet.id.Decision;
import io.eksnet.id.Tags;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Makes a VPN connection of two tunnels between a customer gateway and AWS; at a transit gateway it
 * is an attachment too. It is pending at first.
 *
 * <p>Refused with InvalidCustomerGatewayID.NotFound, InvalidVpnGatewayID.NotFound,
 * InvalidTransitGatewayID.NotFound, IncorrectState, VpnConnectionLimitExceeded,
 * InvalidParameterValue (an inside block, a key).
 *
 * @param tunnels what is asked of the tunnels, at most two
 */
public record CreateVpnConnection(
    CustomerGatewayId customerGateway,
    At end,
    boolean staticRoutesOnly,
    VpnConnection.Networks networks,
    List<TunnelAsked> tunnels,
    Tags tags)
    implements Command<VpnConnection> {

  /** The end at AWS. */
  public sealed interface At {
    /** A virtual private gateway. */
    record VpnGateway(VpnGatewayId id) implements At {}

    /** A transit gateway. */
    record TransitGateway(TransitGatewayId id) implements At {}
  }

  /**
   * What is asked of a tunnel; what is absent is chosen.
   *
   * @param inside a /30 of 169.254.0.0/16
   */
  public record TunnelAsked(Optional<Cidr> inside, Optional<Secret> preSharedKey) {
    /** Everything is to be chosen. */
    public static final TunnelAsked NOTHING = new TunnelAsked(Optional.empty(), Optional.empty());
  }

  public CreateVpnConnection {
    tunnels = List.copyOf(tunnels);
  }

  @Override
  public Decision<VpnConnection> decide(Facts facts, Context context) {
    return VpnConnections.create(new Vpcs(facts), this, context);
  }
}
