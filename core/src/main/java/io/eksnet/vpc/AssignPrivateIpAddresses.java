package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Gives an interface more secondary addresses of its subnet: all that are asked for, or none.
 *
 * <p>Refused with InvalidNetworkInterfaceID.NotFound, MissingParameter (no address asked for),
 * PrivateIpAddressLimitExceeded (what the instance's type allows), InvalidParameterValue (outside
 * of the subnet, reserved, in use), InsufficientFreeAddressesInSubnet.
 *
 * @param allowReassignment whether named addresses may move here from being another interface's
 *     secondary ones
 */
public record AssignPrivateIpAddresses(
    EniId eni, AddressRequest addresses, boolean allowReassignment)
    implements Command<List<Ipv4Address>> {
  /** So many addresses of EC2's choice. */
  public static AssignPrivateIpAddresses count(EniId eni, int count) {
    return new AssignPrivateIpAddresses(eni, new AddressRequest.Count(count), false);
  }

  @Override
  public Decision<List<Ipv4Address>> decide(Facts facts, Context context) {
    return PrivateAddresses.assign(new Vpcs(facts), this);
  }
}
