package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.SubnetCidrAssociationId;
import io.eksnet.table.Facts;

/**
 * Takes the IPv6 block from a subnet.
 *
 * <p>Refused with InvalidSubnetCidrBlockAssociationID.NotFound, InvalidCidrBlock.InUse (interfaces
 * have addresses of it, or get them on creation).
 *
 * @param scope who asks, and where
 */
public record DisassociateSubnetCidrBlock(Scope scope, SubnetCidrAssociationId id)
    implements Command<Subnet> {
  @Override
  public Decision<Subnet> decide(Facts facts, Context context) {
    return SubnetCidrs.disassociate(new Vpcs(facts), this, context);
  }
}
