package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Changes the options of a transit gateway; what is absent stays as it is.
 *
 * <p>Refused with InvalidTransitGatewayID.NotFound, IncorrectState, InvalidRouteTableID.NotFound,
 * InvalidParameterValue, MissingParameter (a default without its table).
 */
public record ModifyTransitGateway(
    TransitGatewayId gateway,
    Optional<String> description,
    Optional<Long> amazonSideAsn,
    List<Cidr> addedCidrs,
    List<Cidr> removedCidrs,
    Optional<Boolean> autoAcceptSharedAttachments,
    Optional<Boolean> defaultAssociation,
    Optional<TransitGatewayRouteTableId> associationTable,
    Optional<Boolean> defaultPropagation,
    Optional<TransitGatewayRouteTableId> propagationTable,
    Optional<Boolean> vpnEcmp,
    Optional<Boolean> dns,
    Optional<Boolean> groupReferencing)
    implements Command<TransitGateway> {
  @Override
  public Decision<TransitGateway> decide(Facts facts, Context context) {
    return TransitGateways.modify(new Vpcs(facts), this);
  }
}
