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
 * Takes IPv6 addresses and /80 prefixes from an interface: all that are named, or none.
 *
 * <p>Refused with InvalidNetworkInterfaceID.NotFound, MissingParameter (nothing named),
 * InvalidParameterValue (an address or a prefix is not this interface's).
 */
public record UnassignIpv6Addresses(EniId eni, List<Ipv6Address> addresses, List<Cidr> prefixes)
    implements Command<NetworkInterface> {
  public UnassignIpv6Addresses {
    addresses = List.copyOf(addresses);
    prefixes = List.copyOf(prefixes);
  }

  @Override
  public Decision<NetworkInterface> decide(Facts facts, Context context) {
    return Ipv6Addresses.unassign(new Vpcs(facts), this);
  }
}
