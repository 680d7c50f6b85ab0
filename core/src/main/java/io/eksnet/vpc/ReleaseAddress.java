package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Gives an Elastic IP back.
 *
 * <p>Refused with InvalidAllocationID.NotFound, InvalidIPAddress.InUse, InvalidAddress.Locked (it
 * has a reverse DNS record), OperationNotPermitted (a regional NAT gateway's own).
 */
public record ReleaseAddress(AllocationId id) implements Command<AllocationId> {
  @Override
  public Decision<AllocationId> decide(Facts facts, Context context) {
    return ElasticIps.release(new Vpcs(facts), this);
  }
}
