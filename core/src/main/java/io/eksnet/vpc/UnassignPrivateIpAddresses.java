package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.net.Cidr;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Takes secondary addresses and /28 prefixes from an interface: all that are named, or none. An
 * Elastic IP in front of such an address stands for nothing then.
 *
 * <p>Refused with InvalidNetworkInterfaceID.NotFound, MissingParameter (nothing named),
 * InvalidParameterValue (an address is not a secondary one of this interface, a prefix is not its
 * own).
 */
public record UnassignPrivateIpAddresses(
    EniId eni, List<Ipv4Address> addresses, List<Cidr> prefixes)
    implements Command<NetworkInterface> {
  public UnassignPrivateIpAddresses {
    addresses = List.copyOf(addresses);
    prefixes = List.copyOf(prefixes);
  }

  /** Takes addresses alone. */
  public UnassignPrivateIpAddresses(EniId eni, List<Ipv4Address> addresses) {
    this(eni, addresses, List.of());
  }

  @Override
  public Decision<NetworkInterface> decide(Facts facts, Context context) {
    return PrivateAddresses.unassign(new Vpcs(facts), this);
  }
}
