package io.eksnet.vpc;

import io.eksnet.id.DirectConnectGatewayId;
import io.eksnet.id.EniId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpnConnectionId;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is plugged into a transit gateway.
 *
 * @param association the table that routes what comes in through it
 * @param propagations the tables that learn its blocks
 * @param since when it came into its state
 */
public record TransitGatewayAttachment(
    TransitGatewayAttachmentId id,
    Scope scope,
    TransitGatewayId gateway,
    Resource resource,
    State state,
    Optional<TransitGatewayRouteTableId> association,
    List<TransitGatewayRouteTableId> propagations,
    Instant createdAt,
    Instant since,
    Tags tags)
    implements Scoped {

  /** What is attached. */
  public sealed interface Resource {
    /**
     * A VPC.
     *
     * @param places a subnet, and the gateway's interface in it, for each zone
     */
    record OfVpc(VpcId vpc, List<Place> places, Options options) implements Resource {
      public OfVpc {
        places = List.copyOf(places);
      }
    }

    /** A VPN connection. */
    record OfVpn(VpnConnectionId connection) implements Resource {}

    /** A Direct Connect gateway. */
    record OfDirectConnect(DirectConnectGatewayId gateway) implements Resource {}

    /**
     * Another transit gateway; the attachment is one thing with two ends.
     *
     * @param accepter the other gateway, which had to accept
     * @param association the table of the other gateway that routes what comes in there
     */
    record OfPeer(
        TransitGatewayId accepter,
        Scope accepterScope,
        Optional<TransitGatewayRouteTableId> association)
        implements Resource {}
  }

  /** Where the gateway is in a VPC. */
  public record Place(SubnetId subnet, EniId eni) {}

  /** What the owner of a VPC chose (EC2 API reference, TransitGatewayVpcAttachmentOptions). */
  public record Options(
      boolean dns, boolean groupReferencing, boolean ipv6, boolean applianceMode) {
    /** What AWS takes for what is not said. */
    public static final Options DEFAULT = new Options(true, true, false, false);
  }

  /** The states of an attachment, in AWS's words. */
  public enum State {
    INITIATING_REQUEST("initiatingRequest"),
    PENDING_ACCEPTANCE("pendingAcceptance"),
    PENDING("pending"),
    AVAILABLE("available"),
    MODIFYING("modifying"),
    DELETING("deleting"),
    DELETED("deleted"),
    REJECTED("rejected"),
    FAILED("failed");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /** AWS's word. */
    public String text() {
      return text;
    }

    /** Whether it is only still shown. */
    public boolean isOver() {
      return this == DELETED || this == REJECTED || this == FAILED;
    }
  }

  /** Attachments by gateway; one between two gateways is found by both. */
  public static final Index<TransitGatewayAttachment, TransitGatewayId> BY_GATEWAY =
      Index.byEach("attachments by transit gateway", TransitGatewayAttachment::gateways);

  /** Attachments by VPC. */
  public static final Index<TransitGatewayAttachment, VpcId> BY_VPC =
      Index.byOptional("transit gateway attachments by VPC", TransitGatewayAttachment::vpc);

  /** Attachments by the tables they are associated with. */
  public static final Index<TransitGatewayAttachment, TransitGatewayRouteTableId> BY_ASSOCIATION =
      Index.byEach(
          "transit gateway attachments by association", TransitGatewayAttachment::associations);

  /** Attachments by the tables they propagate to. */
  public static final Index<TransitGatewayAttachment, TransitGatewayRouteTableId> BY_PROPAGATION =
      Index.byEach(
          "transit gateway attachments by propagation", TransitGatewayAttachment::propagations);

  /** Attachments by id. */
  public static final Kind<TransitGatewayAttachmentId, TransitGatewayAttachment> KIND =
      Kind.of(
              "transit-gateway-attachment",
              TransitGatewayAttachment.class,
              TransitGatewayAttachment::id)
          .indexed(BY_GATEWAY)
          .indexed(BY_VPC)
          .indexed(BY_ASSOCIATION)
          .indexed(BY_PROPAGATION);

  public TransitGatewayAttachment {
    propagations = List.copyOf(propagations);
  }

  /** The VPC that is attached, if it is one. */
  public Optional<VpcId> vpc() {
    return resource instanceof Resource.OfVpc it ? Optional.of(it.vpc()) : Optional.empty();
  }

  /** The part of a VPC in it, if it is one. */
  public Optional<Resource.OfVpc> ofVpc() {
    return resource instanceof Resource.OfVpc it ? Optional.of(it) : Optional.empty();
  }

  /** The other transit gateway, if it is one. */
  public Optional<Resource.OfPeer> ofPeer() {
    return resource instanceof Resource.OfPeer it ? Optional.of(it) : Optional.empty();
  }

  /** Whether packets pass. */
  public boolean isAvailable() {
    return state == State.AVAILABLE || state == State.MODIFYING;
  }

  /** Its gateway, or its two. */
  public List<TransitGatewayId> gateways() {
    List<TransitGatewayId> both = new ArrayList<>(List.of(gateway));
    ofPeer().map(Resource.OfPeer::accepter).filter(it -> !it.equals(gateway)).ifPresent(both::add);
    return both;
  }

  /** Whether one of its gateways is of an account and Region. */
  public boolean isSeenBy(Scope who) {
    return scope.equals(who) || ofPeer().map(it -> it.accepterScope().equals(who)).orElse(false);
  }

  private List<TransitGatewayRouteTableId> associations() {
    return Stream.concat(
            association.stream(), ofPeer().flatMap(Resource.OfPeer::association).stream())
        .toList();
  }

  /** The table of one of its gateways that routes what comes in there. */
  public Optional<TransitGatewayRouteTableId> associationAt(TransitGatewayId end) {
    return end.equals(gateway) ? association : ofPeer().flatMap(Resource.OfPeer::association);
  }

  /** The word of AWS for what is attached. */
  public String resourceType() {
    return switch (resource) {
      case Resource.OfVpc _ -> "vpc";
      case Resource.OfVpn _ -> "vpn";
      case Resource.OfDirectConnect _ -> "direct-connect-gateway";
      case Resource.OfPeer _ -> "peering";
    };
  }

  /** The id of what is attached, seen from one of its gateways. */
  public String resourceId(TransitGatewayId end) {
    return switch (resource) {
      case Resource.OfVpc it -> it.vpc().value();
      case Resource.OfVpn it -> it.connection().value();
      case Resource.OfDirectConnect it -> it.gateway().value();
      case Resource.OfPeer it -> (end.equals(gateway) ? it.accepter() : gateway).value();
    };
  }

  /** This attachment in another state. */
  public TransitGatewayAttachment withState(State next, Instant at) {
    return new TransitGatewayAttachment(
        id, scope, gateway, resource, next, association, propagations, createdAt, at, tags);
  }

  /** This attachment of another resource, or of the same one changed. */
  public TransitGatewayAttachment withResource(Resource other) {
    return new TransitGatewayAttachment(
        id, scope, gateway, other, state, association, propagations, createdAt, since, tags);
  }

  /** This attachment associated with another table of one of its gateways. */
  public TransitGatewayAttachment withAssociation(
      TransitGatewayId end, Optional<TransitGatewayRouteTableId> table) {
    if (!end.equals(gateway) && resource instanceof Resource.OfPeer it) {
      return withResource(new Resource.OfPeer(it.accepter(), it.accepterScope(), table));
    }
    return new TransitGatewayAttachment(
        id, scope, gateway, resource, state, table, propagations, createdAt, since, tags);
  }

  /** This attachment with other tables that learn its blocks. */
  public TransitGatewayAttachment withPropagations(List<TransitGatewayRouteTableId> tables) {
    return new TransitGatewayAttachment(
        id, scope, gateway, resource, state, association, tables, createdAt, since, tags);
  }

  /** This attachment with other tags. */
  public TransitGatewayAttachment withTags(Tags others) {
    return new TransitGatewayAttachment(
        id, scope, gateway, resource, state, association, propagations, createdAt, since, others);
  }
}
