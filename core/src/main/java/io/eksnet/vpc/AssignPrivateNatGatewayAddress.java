package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NatGatewayId;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Facts;

/**
 * Gives a private NAT gateway more private addresses.
 *
 * <p>Refused with NatGatewayNotFound, PrivateIpAddressLimitExceeded,
 * InsufficientFreeAddressesInSubnet, Resource.AlreadyAssigned, InvalidParameterValue (a public
 * gateway; one that is not available; addresses that it cannot have).
 */
public record AssignPrivateNatGatewayAddress(NatGatewayId id, AddressRequest<Ipv4Address> addresses)
    implements Command<NatGateway> {
  @Override
  public Decision<NatGateway> decide(Facts facts, Context context) {
    return NatGatewayAddresses.assign(new Vpcs(facts), this, context);
  }
}
