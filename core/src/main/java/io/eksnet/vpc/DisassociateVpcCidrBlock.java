package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.VpcCidrAssociationId;
import io.eksnet.table.Facts;

/**
 * Takes a block from a VPC, and its local route from the VPC's route tables.
 *
 * <p>Refused with InvalidVpcCidrBlockAssociationID.NotFound, OperationNotPermitted (the primary
 * block), InvalidCidrBlock.InUse (a subnet has addresses of it).
 *
 * @param scope who asks, and where
 */
public record DisassociateVpcCidrBlock(Scope scope, VpcCidrAssociationId id)
    implements Command<Vpc> {
  @Override
  public Decision<Vpc> decide(Facts facts, Context context) {
    return VpcCidrs.disassociate(new Vpcs(facts), this, context);
  }
}
