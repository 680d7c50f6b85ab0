package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Adds a static route to a transit gateway's table.
 *
 * <p>Refused with InvalidRouteTableID.NotFound, RouteAlreadyExists,
 * InvalidTransitGatewayAttachmentID.NotFound, IncorrectState, InvalidParameterValue (another
 * gateway's attachment).
 *
 * @param attachment where packets go; none for a blackhole, which drops them
 */
public record CreateTransitGatewayRoute(
    TransitGatewayRouteTableId table,
    Cidr destination,
    Optional<TransitGatewayAttachmentId> attachment)
    implements Command<TransitGatewayRouteTable> {
  @Override
  public Decision<TransitGatewayRouteTable> decide(Facts facts, Context context) {
    return TransitTables.add(new Vpcs(facts), this);
  }
}
