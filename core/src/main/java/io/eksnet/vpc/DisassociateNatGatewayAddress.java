package io.eksnet.vpc;

import io.eksnet.id.AssociationId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NatGatewayId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Takes further Elastic IPs from a public NAT gateway, once their connections are drained.
 *
 * <p>Refused with NatGatewayNotFound, InvalidAssociationID.NotFound, InvalidParameterValue (the
 * primary one).
 */
public record DisassociateNatGatewayAddress(NatGatewayId id, List<AssociationId> associations)
    implements Command<NatGateway> {
  @Override
  public Decision<NatGateway> decide(Facts facts, Context context) {
    return NatGatewayAddresses.disassociate(new Vpcs(facts), this, context);
  }
}
