package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Lets names resolve to private addresses across an active connection, each side by itself.
 *
 * <p>Refused with InvalidVpcPeeringConnectionID.NotFound, OperationNotPermitted (not active, or the
 * other account's or Region's side), InvalidVpcPeeringConnectionState.DnsHostnamesDisabled.
 *
 * @param by the account and Region of the caller
 * @param requesterDns whether the requester's VPC lets the other resolve; none leaves it as it is
 * @param accepterDns the same for the accepter's VPC
 */
public record ModifyVpcPeeringConnectionOptions(
    VpcPeeringConnectionId connection,
    Scope by,
    Optional<Boolean> requesterDns,
    Optional<Boolean> accepterDns)
    implements Command<VpcPeeringConnection> {
  @Override
  public Decision<VpcPeeringConnection> decide(Facts facts, Context context) {
    return Peerings.modify(new Vpcs(facts), this);
  }
}
