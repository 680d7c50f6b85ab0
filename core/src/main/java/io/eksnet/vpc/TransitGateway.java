package io.eksnet.vpc;

import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A router between VPCs, VPN connections, Direct Connect gateways and other transit gateways.
 *
 * @param associationTable the table that new attachments are associated with
 * @param propagationTable the table that new attachments propagate their blocks to
 * @param since when it came into its state
 */
public record TransitGateway(
    TransitGatewayId id,
    Scope scope,
    String description,
    Options options,
    Optional<TransitGatewayRouteTableId> associationTable,
    Optional<TransitGatewayRouteTableId> propagationTable,
    State state,
    Instant createdAt,
    Instant since,
    Tags tags)
    implements Scoped {

  /**
   * What its owner chose (EC2 API reference, TransitGatewayRequestOptions).
   *
   * @param amazonSideAsn 64512 to 65534 or 4200000000 to 4294967294
   * @param cidrBlocks for Connect attachments
   * @param groupReferencing whether security groups may name those of other attached VPCs; both it
   *     and the attachments' own setting are needed
   */
  public record Options(
      long amazonSideAsn,
      List<Cidr> cidrBlocks,
      boolean autoAcceptSharedAttachments,
      boolean defaultAssociation,
      boolean defaultPropagation,
      boolean vpnEcmp,
      boolean dns,
      boolean groupReferencing) {
    /** What AWS takes for what is not said. */
    public static final Options DEFAULT =
        new Options(64_512, List.of(), false, true, true, true, true, false);

    public Options {
      cidrBlocks = List.copyOf(cidrBlocks);
    }
  }

  /** The states of a transit gateway, in AWS's words when lower-cased. */
  public enum State {
    PENDING,
    AVAILABLE,
    MODIFYING,
    DELETING,
    DELETED
  }

  /** Transit gateways by id. */
  public static final Kind<TransitGatewayId, TransitGateway> KIND =
      Kind.of("transit-gateway", TransitGateway.class, TransitGateway::id);

  /** Its ARN. */
  public String arn() {
    return scope.arn("ec2", "transit-gateway/" + id);
  }

  /** Whether it is there to be used. */
  public boolean isAvailable() {
    return state == State.AVAILABLE;
  }

  /** This gateway in another state. */
  public TransitGateway withState(State next, Instant at) {
    return new TransitGateway(
        id,
        scope,
        description,
        options,
        associationTable,
        propagationTable,
        next,
        createdAt,
        at,
        tags);
  }

  /** This gateway with other tags. */
  public TransitGateway withTags(Tags others) {
    return new TransitGateway(
        id,
        scope,
        description,
        options,
        associationTable,
        propagationTable,
        state,
        createdAt,
        since,
        others);
  }

  /** This gateway with other choices. */
  public TransitGateway with(
      String text,
      Options others,
      Optional<TransitGatewayRouteTableId> association,
      Optional<TransitGatewayRouteTableId> propagation) {
    return new TransitGateway(
        id, scope, text, others, association, propagation, state, createdAt, since, tags);
  }
}
