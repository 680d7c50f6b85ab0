package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Gives the account an Elastic IP address.
 *
 * <p>Refused with AddressLimitExceeded, InsufficientAddressCapacity.
 *
 * @param id pinned in networks that are built from files; otherwise none
 */
public record AllocateAddress(Scope scope, Tags tags, Optional<AllocationId> id)
    implements Command<ElasticIp> {
  @Override
  public Decision<ElasticIp> decide(Facts facts, Context context) {
    return PublicAddresses.allocate(new Vpcs(facts), this, context);
  }
}
