package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.table.Facts;

/**
 * Reserves a part of a subnet. What is in use there stays in use.
 *
 * <p>Refused with InvalidSubnetID.NotFound, InvalidParameterValue (outside of the subnet, or over
 * another reservation).
 */
public record CreateSubnetCidrReservation(
    SubnetId subnet, Cidr cidr, SubnetCidrReservation.Type type, String description, Tags tags)
    implements Command<SubnetCidrReservation> {
  @Override
  public Decision<SubnetCidrReservation> decide(Facts facts, Context context) {
    return SubnetCidrs.reserve(new Vpcs(facts), this, context);
  }
}
