package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.table.Facts;

/**
 * Declines a peering connection that waits.
 *
 * <p>Refused with InvalidVpcPeeringConnectionID.NotFound, OperationNotPermitted (not the accepter,
 * or not in its Region), InvalidStateTransition.
 *
 * @param by the account and Region of the caller
 */
public record RejectVpcPeeringConnection(VpcPeeringConnectionId connection, Scope by)
    implements Command<VpcPeeringConnection> {
  @Override
  public Decision<VpcPeeringConnection> decide(Facts facts, Context context) {
    return Peerings.reject(new Vpcs(facts), this, context);
  }
}
