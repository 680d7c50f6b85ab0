package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.table.Facts;

/**
 * Accepts a peering connection that waits; it is provisioned, then active.
 *
 * <p>Refused with InvalidVpcPeeringConnectionID.NotFound, OperationNotPermitted (not the accepter,
 * or not in its Region), InvalidStateTransition, VpcPeeringConnectionsPerVpcLimitExceeded.
 *
 * @param by the account and Region of the caller
 */
public record AcceptVpcPeeringConnection(VpcPeeringConnectionId connection, Scope by)
    implements Command<VpcPeeringConnection> {
  @Override
  public Decision<VpcPeeringConnection> decide(Facts facts, Context context) {
    return Peerings.accept(new Vpcs(facts), this, context);
  }
}
