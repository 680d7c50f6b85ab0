package io.eksnet.vpc;

import io.eksnet.id.DirectConnectAssociationId;
import io.eksnet.id.DirectConnectGatewayId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a Direct Connect gateway is joined with.
 *
 * @param scope the account and Region of the other gateway
 * @param allowedPrefixes what AWS tells the customer's router of: through a virtual private gateway
 *     the blocks of the VPC that lie in one of them, through a transit gateway these themselves
 * @param since when it came into its state
 */
public record DirectConnectAssociation(
    DirectConnectAssociationId id,
    Scope scope,
    DirectConnectGatewayId gateway,
    With with,
    List<Cidr> allowedPrefixes,
    State state,
    Instant since)
    implements Scoped {

  /** The other gateway. */
  public sealed interface With {
    /** A virtual private gateway. */
    record AVpnGateway(VpnGatewayId id) implements With {}

    /** A transit gateway, by an attachment of its own. */
    record ATransitGateway(TransitGatewayId id, TransitGatewayAttachmentId attachment)
        implements With {}
  }

  /** The states of an association, in AWS's words when lower-cased. */
  public enum State {
    ASSOCIATING,
    ASSOCIATED,
    DISASSOCIATING,
    DISASSOCIATED
  }

  /** Associations by Direct Connect gateway. */
  public static final Index<DirectConnectAssociation, DirectConnectGatewayId> BY_GATEWAY =
      Index.by("associations by Direct Connect gateway", DirectConnectAssociation::gateway);

  /** Associations by virtual private gateway. */
  public static final Index<DirectConnectAssociation, VpnGatewayId> BY_VPN_GATEWAY =
      Index.byOptional(
          "Direct Connect associations by virtual private gateway",
          DirectConnectAssociation::vpnGateway);

  /** Associations by id. */
  public static final Kind<DirectConnectAssociationId, DirectConnectAssociation> KIND =
      Kind.of(
              "direct-connect-association",
              DirectConnectAssociation.class,
              DirectConnectAssociation::id)
          .indexed(BY_GATEWAY)
          .indexed(BY_VPN_GATEWAY);

  public DirectConnectAssociation {
    allowedPrefixes = List.copyOf(allowedPrefixes);
  }

  /** The virtual private gateway, if it is one. */
  public Optional<VpnGatewayId> vpnGateway() {
    return with instanceof With.AVpnGateway(VpnGatewayId it) ? Optional.of(it) : Optional.empty();
  }

  /** The transit gateway, if it is one. */
  public Optional<With.ATransitGateway> transitGateway() {
    return with instanceof With.ATransitGateway it ? Optional.of(it) : Optional.empty();
  }

  /** Whether packets pass. */
  public boolean isAssociated() {
    return state == State.ASSOCIATED;
  }

  /** Whether an address of a VPC is among what the customer's router is told of. */
  public boolean allows(IpAddress address) {
    return allowedPrefixes.stream().anyMatch(it -> it.contains(address));
  }

  /** This association with other prefixes. */
  DirectConnectAssociation withAllowedPrefixes(List<Cidr> others) {
    return new DirectConnectAssociation(id, scope, gateway, with, others, state, since);
  }

  /** This association in another state. */
  public DirectConnectAssociation withState(State next, Instant at) {
    return new DirectConnectAssociation(id, scope, gateway, with, allowedPrefixes, next, at);
  }
}
