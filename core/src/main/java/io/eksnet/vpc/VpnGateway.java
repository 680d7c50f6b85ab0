package io.eksnet.vpc;

import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.id.ZoneName;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.Optional;

/**
 * A virtual private gateway: a VPC's end of VPN connections and of Direct Connect.
 *
 * @param zone the zone that was asked for
 * @param since when it came into its state
 */
public record VpnGateway(
    VpnGatewayId id,
    Scope scope,
    long amazonSideAsn,
    Optional<ZoneName> zone,
    Optional<Attachment> attachment,
    State state,
    Instant since,
    Tags tags)
    implements Scoped {

  /** What AWS takes for its autonomous system when nothing is said. */
  public static final long DEFAULT_ASN = 64_512;

  /** The states of a gateway, in AWS's words when lower-cased. */
  public enum State {
    PENDING,
    AVAILABLE,
    DELETING,
    DELETED
  }

  /** The states of its attachment, in AWS's words when lower-cased. */
  public enum AttachmentState {
    ATTACHING,
    ATTACHED,
    DETACHING,
    DETACHED
  }

  /** Its use by a VPC. */
  public record Attachment(VpcId vpc, AttachmentState state, Instant since) {
    /** Whether there is still something between the two. */
    public boolean holds() {
      return state != AttachmentState.DETACHED;
    }
  }

  /** Gateways by the VPC they are attached to, also while they come and go. */
  public static final Index<VpnGateway, VpcId> BY_VPC =
      Index.byOptional(
          "virtual private gateways by VPC",
          it -> it.attachment().filter(Attachment::holds).map(Attachment::vpc));

  /** Gateways by id. */
  public static final Kind<VpnGatewayId, VpnGateway> KIND =
      Kind.of("vpn-gateway", VpnGateway.class, VpnGateway::id).indexed(BY_VPC);

  /** Whether it is attached to a VPC, for packets to pass. */
  public boolean isAttachedTo(VpcId vpc) {
    return state == State.AVAILABLE
        && attachment
            .filter(it -> it.state() == AttachmentState.ATTACHED && it.vpc().equals(vpc))
            .isPresent();
  }

  /** This gateway in another state. */
  public VpnGateway withState(State next, Instant at) {
    return new VpnGateway(id, scope, amazonSideAsn, zone, attachment, next, at, tags);
  }

  /** This gateway with another attachment, or none. */
  public VpnGateway withAttachment(Optional<Attachment> other) {
    return new VpnGateway(id, scope, amazonSideAsn, zone, other, state, since, tags);
  }

  /** This gateway with other tags. */
  public VpnGateway withTags(Tags others) {
    return new VpnGateway(id, scope, amazonSideAsn, zone, attachment, state, since, others);
  }
}
