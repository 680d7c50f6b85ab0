package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Asks for a peering connection. A VPC that is not there or that overlaps is not refused: the
 * connection fails a little later, as on AWS; but a VPC of the caller's own account and Region must
 * exist.
 *
 * <p>Refused with InvalidVpcID.NotFound, VpcPeeringConnectionAlreadyExists,
 * OutstandingVpcPeeringConnectionLimitExceeded, VpcPeeringConnectionsPerVpcLimitExceeded,
 * InvalidParameterValue (no such Region).
 *
 * @param peerScope the account and Region in which the accepter's VPC is looked for
 * @param id pinned in networks that are built from files; otherwise none
 */
public record CreateVpcPeeringConnection(
    VpcId vpc, VpcId peer, Scope peerScope, Tags tags, Optional<VpcPeeringConnectionId> id)
    implements Command<VpcPeeringConnection> {
  @Override
  public Decision<VpcPeeringConnection> decide(Facts facts, Context context) {
    return Peerings.create(new Vpcs(facts), this, context);
  }
}
