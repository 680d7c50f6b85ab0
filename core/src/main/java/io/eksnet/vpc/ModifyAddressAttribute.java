package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Sets the reverse DNS record of an Elastic IP, or takes it away (ResetAddressAttribute).
 *
 * <p>Refused with InvalidAllocationID.NotFound.
 */
public record ModifyAddressAttribute(AllocationId id, Optional<String> domainName)
    implements Command<ElasticIp> {
  @Override
  public Decision<ElasticIp> decide(Facts facts, Context context) {
    return ElasticIps.modify(new Vpcs(facts), this);
  }
}
