package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.table.Facts;

/**
 * Ends a peering connection: either side an active one, the requester its own request. Routes to it
 * stay and swallow what they match.
 *
 * <p>Refused with InvalidVpcPeeringConnectionID.NotFound, InvalidStateTransition,
 * OperationNotPermitted (the accepter of a request).
 *
 * @param by the account and Region of the caller
 */
public record DeleteVpcPeeringConnection(VpcPeeringConnectionId connection, Scope by)
    implements Command<VpcPeeringConnection> {
  @Override
  public Decision<VpcPeeringConnection> decide(Facts facts, Context context) {
    return Peerings.delete(new Vpcs(facts), this, context);
  }
}
