package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Takes secondary addresses from an interface: all that are named, or none.
 *
 * <p>Refused with InvalidNetworkInterfaceID.NotFound, InvalidParameterValue (an address is not a
 * secondary one of this interface).
 */
public record UnassignPrivateIpAddresses(EniId eni, List<Ipv4Address> addresses)
    implements Command<NetworkInterface> {
  public UnassignPrivateIpAddresses {
    addresses = List.copyOf(addresses);
  }

  @Override
  public Decision<NetworkInterface> decide(Facts facts, Context context) {
    return PrivateAddresses.unassign(new Vpcs(facts), this);
  }
}
