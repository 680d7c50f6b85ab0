package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Gives a public NAT gateway more Elastic IPs.
 *
 * <p>Refused with NatGatewayNotFound, InvalidAllocationID.NotFound, Resource.AlreadyAssociated,
 * AddressLimitExceeded, InsufficientFreeAddressesInSubnet, InvalidParameterValue (a private
 * gateway; one that is not available; addresses that it cannot have).
 *
 * @param addresses the private addresses for them; none at all means of EC2's choice
 * @param zone the zone that they are for, of a regional gateway
 */
public record AssociateNatGatewayAddress(
    NatGatewayId id,
    List<AllocationId> allocations,
    List<Ipv4Address> addresses,
    Optional<ZoneName> zone)
    implements Command<NatGateway> {
  @Override
  public Decision<NatGateway> decide(Facts facts, Context context) {
    return NatGatewayAddresses.associate(new Vpcs(facts), this, context);
  }
}
