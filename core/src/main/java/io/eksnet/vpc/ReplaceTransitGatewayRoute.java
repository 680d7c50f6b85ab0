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
 * Leads a static route of a transit gateway's table elsewhere.
 *
 * <p>Refused with InvalidRouteTableID.NotFound, InvalidRoute.NotFound,
 * InvalidTransitGatewayAttachmentID.NotFound, IncorrectState, InvalidParameterValue (another
 * gateway's attachment).
 *
 * @param attachment where packets go; none for a blackhole, which drops them
 */
public record ReplaceTransitGatewayRoute(
    TransitGatewayRouteTableId table,
    Cidr destination,
    Optional<TransitGatewayAttachmentId> attachment)
    implements Command<TransitGatewayRouteTable> {
  @Override
  public Decision<TransitGatewayRouteTable> decide(Facts facts, Context context) {
    return TransitTables.replace(new Vpcs(facts), this);
  }
}
