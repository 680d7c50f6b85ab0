package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.SubnetCidrReservationId;
import io.eksnet.table.Facts;

/**
 * Gives a reserved part of a subnet back.
 *
 * <p>Refused with InvalidSubnetCidrReservationID.NotFound.
 */
public record DeleteSubnetCidrReservation(SubnetCidrReservationId id)
    implements Command<SubnetCidrReservation> {
  @Override
  public Decision<SubnetCidrReservation> decide(Facts facts, Context context) {
    return SubnetCidrs.release(new Vpcs(facts), this);
  }
}
