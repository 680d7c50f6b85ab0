package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.table.Facts;

/**
 * Puts a branch interface on a trunk interface.
 *
 * <p>Refused with InvalidNetworkInterfaceID.NotFound, InvalidParameterValue (no trunk, no ordinary
 * interface that is free, a VLAN outside of 1 to 4094, a key in use), InvalidParameterCombination
 * (another VPC or zone), AttachmentLimitExceeded (what the instance's type allows, once the trunk
 * is attached).
 */
public record AssociateTrunkInterface(EniId trunk, EniId branch, TrunkAssociation.Key key)
    implements Command<TrunkAssociation> {
  @Override
  public Decision<TrunkAssociation> decide(Facts facts, Context context) {
    return TrunkInterfaces.associate(new Vpcs(facts), this, context);
  }
}
