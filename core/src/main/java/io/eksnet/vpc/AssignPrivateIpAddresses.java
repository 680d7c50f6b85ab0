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
 * Gives an interface more secondary addresses, or /28 prefixes, of its subnet: all that are asked
 * for, or none.
 *
 * <p>Refused with InvalidNetworkInterfaceID.NotFound, MissingParameter (nothing asked for),
 * InvalidParameterCombination (addresses and prefixes, a type without prefixes),
 * PrivateIpAddressLimitExceeded (what the instance's type allows), InvalidParameterValue (outside
 * of the subnet, reserved, in use), InsufficientFreeAddressesInSubnet, InsufficientCidrBlocks.
 *
 * @param allowReassignment whether named addresses may move here from being another interface's
 *     secondary ones, with the Elastic IPs in front of them
 */
public record AssignPrivateIpAddresses(
    EniId eni,
    AddressRequest<Ipv4Address> addresses,
    AddressRequest<Cidr> prefixes,
    boolean allowReassignment)
    implements Command<AssignPrivateIpAddresses.Assigned> {

  /** What the interface has now beside what it had. */
  public record Assigned(List<Ipv4Address> addresses, List<Cidr> prefixes) {
    public Assigned {
      addresses = List.copyOf(addresses);
      prefixes = List.copyOf(prefixes);
    }
  }

  /** So many addresses of EC2's choice. */
  public static AssignPrivateIpAddresses count(EniId eni, int count) {
    return new AssignPrivateIpAddresses(
        eni, new AddressRequest.Count<>(count), AddressRequest.none(), false);
  }

  /** Certain addresses. */
  public static AssignPrivateIpAddresses named(
      EniId eni, List<Ipv4Address> addresses, boolean allowReassignment) {
    return new AssignPrivateIpAddresses(
        eni, new AddressRequest.Exactly<>(addresses), AddressRequest.none(), allowReassignment);
  }

  /** So many prefixes of EC2's choice. */
  public static AssignPrivateIpAddresses prefixes(EniId eni, int count) {
    return new AssignPrivateIpAddresses(
        eni, AddressRequest.none(), new AddressRequest.Count<>(count), false);
  }

  @Override
  public Decision<Assigned> decide(Facts facts, Context context) {
    return PrivateAddresses.assign(new Vpcs(facts), this);
  }
}
