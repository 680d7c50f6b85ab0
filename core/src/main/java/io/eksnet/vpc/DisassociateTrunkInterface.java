package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.TrunkAssociationId;
import io.eksnet.table.Facts;

/**
 * Takes a branch interface from its trunk.
 *
 * <p>Refused with InvalidTrunkInterfaceAssociationID.NotFound.
 */
public record DisassociateTrunkInterface(TrunkAssociationId id)
    implements Command<TrunkAssociation> {
  @Override
  public Decision<TrunkAssociation> decide(Facts facts, Context context) {
    return TrunkInterfaces.disassociate(new Vpcs(facts), this);
  }
}
