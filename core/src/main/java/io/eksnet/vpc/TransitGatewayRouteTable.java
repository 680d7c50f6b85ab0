package io.eksnet.vpc;

import io.eksnet.id.PrefixListId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a transit gateway sends what comes in through the attachments associated with it. What
 * attachments propagate is not stored: {@link TransitGatewayRoutes} derives it.
 *
 * @param routes its static routes, one per destination
 * @param references the prefix lists whose blocks are routes of it too
 */
public record TransitGatewayRouteTable(
    TransitGatewayRouteTableId id,
    Scope scope,
    TransitGatewayId gateway,
    List<StaticRoute> routes,
    List<PrefixListReference> references,
    State state,
    Instant createdAt,
    Instant since,
    Tags tags)
    implements Scoped {

  /**
   * A route that somebody made.
   *
   * @param attachment where packets go; none for a blackhole, which drops them
   */
  public record StaticRoute(Cidr destination, Optional<TransitGatewayAttachmentId> attachment) {}

  /**
   * Routes for the blocks of a prefix list.
   *
   * @param attachment where packets go; none for a blackhole, which drops them
   */
  public record PrefixListReference(
      PrefixListId list, Optional<TransitGatewayAttachmentId> attachment) {}

  /** The states of a table, in AWS's words when lower-cased. */
  public enum State {
    PENDING,
    AVAILABLE,
    DELETING,
    DELETED
  }

  /** Tables by transit gateway. */
  public static final Index<TransitGatewayRouteTable, TransitGatewayId> BY_GATEWAY =
      Index.by("transit gateway route tables by gateway", TransitGatewayRouteTable::gateway);

  /** Tables by id. */
  public static final Kind<TransitGatewayRouteTableId, TransitGatewayRouteTable> KIND =
      Kind.of(
              "transit-gateway-route-table",
              TransitGatewayRouteTable.class,
              TransitGatewayRouteTable::id)
          .indexed(BY_GATEWAY);

  public TransitGatewayRouteTable {
    routes = List.copyOf(routes);
    references = List.copyOf(references);
  }

  /** This table in another state. */
  public TransitGatewayRouteTable withState(State next, Instant at) {
    return new TransitGatewayRouteTable(
        id, scope, gateway, routes, references, next, createdAt, at, tags);
  }

  /** This table with other static routes. */
  public TransitGatewayRouteTable withRoutes(List<StaticRoute> others) {
    return new TransitGatewayRouteTable(
        id, scope, gateway, others, references, state, createdAt, since, tags);
  }

  /** This table with other prefix lists. */
  public TransitGatewayRouteTable withReferences(List<PrefixListReference> others) {
    return new TransitGatewayRouteTable(
        id, scope, gateway, routes, others, state, createdAt, since, tags);
  }

  /** This table with other tags. */
  public TransitGatewayRouteTable withTags(Tags others) {
    return new TransitGatewayRouteTable(
        id, scope, gateway, routes, references, state, createdAt, since, others);
  }
}
