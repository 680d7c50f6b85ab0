package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Makes a NAT gateway; its interface takes an address of the subnet. It is pending at first.
 *
 * <p>Refused with InvalidSubnetID.NotFound, NatGatewayLimitExceeded, and at once with what EC2
 * tells later by the state {@code failed} and a failure code: Gateway.NotAttached,
 * InvalidAllocationID.NotFound, Resource.AlreadyAssociated, InsufficientFreeAddressesInSubnet.
 *
 * @param allocation the Elastic IP of a public gateway; none makes a private one
 * @param id pinned in networks that are built from files; otherwise none
 */
public record CreateNatGateway(
    SubnetId subnet, Optional<AllocationId> allocation, Tags tags, Optional<NatGatewayId> id)
    implements Command<NatGateway> {
  @Override
  public Decision<NatGateway> decide(Facts facts, Context context) {
    return NatGateways.create(new Vpcs(facts), this, context);
  }
}
