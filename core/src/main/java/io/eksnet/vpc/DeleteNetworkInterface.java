package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.table.Facts;

/**
 * Deletes an interface that is attached to nothing; its addresses are free at once.
 *
 * <p>Refused with InvalidNetworkInterfaceID.NotFound, InvalidNetworkInterface.InUse.
 */
public record DeleteNetworkInterface(EniId id) implements Command<EniId> {
  @Override
  public Decision<EniId> decide(Facts facts, Context context) {
    return NetworkInterfaces.delete(new Vpcs(facts), this);
  }
}
