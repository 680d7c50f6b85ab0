package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.net.Cidr;
import io.eksnet.net.Ipv6Address;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Gives an interface IPv6 addresses, or /80 prefixes, of its subnet: all that are asked for, or
 * none.
 *
 * <p>Refused with InvalidNetworkInterfaceID.NotFound, MissingParameter (nothing asked for),
 * InvalidParameterCombination (addresses and prefixes), PrivateIpAddressLimitExceeded (what the
 * instance's type allows), InvalidParameterValue (a subnet without IPv6, outside of the subnet,
 * reserved, in use), InsufficientFreeAddressesInSubnet, InsufficientCidrBlocks.
 */
public record AssignIpv6Addresses(
    EniId eni, AddressRequest<Ipv6Address> addresses, AddressRequest<Cidr> prefixes)
    implements Command<AssignIpv6Addresses.Assigned> {

  /** What the interface has now beside what it had. */
  public record Assigned(List<Ipv6Address> addresses, List<Cidr> prefixes) {
    public Assigned {
      addresses = List.copyOf(addresses);
      prefixes = List.copyOf(prefixes);
    }
  }

  @Override
  public Decision<Assigned> decide(Facts facts, Context context) {
    return Ipv6Addresses.assign(new Vpcs(facts), this);
  }
}
