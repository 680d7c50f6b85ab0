package io.eksnet.vpc;

import io.eksnet.id.Refusal;
import io.eksnet.net.AddressBitmap;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The addresses of a subnet while a command hands some of them out. EC2 does not say which free
 * address it picks; eksnet takes the lowest, so that results repeat.
 *
 * @param taken those in use and the five reserved ones
 */
record SubnetAddresses(Subnet subnet, AddressBitmap taken) {
  static SubnetAddresses of(Vpcs vpcs, Subnet subnet) {
    AddressBitmap taken = vpcs.addressesInUse(subnet.id());
    for (Ipv4Address reserved : subnet.reservedAddresses()) {
      taken = taken.with(reserved);
    }
    return new SubnetAddresses(subnet, taken);
  }

  /** Why nobody can ever have an address here, if so. */
  Optional<Refusal> unfit(Ipv4Address address) {
    if (!subnet.cidr().contains(address)) {
      return Optional.of(Ec2Refusals.addressOutsideSubnet(address));
    }
    return subnet.reservedAddresses().contains(address)
        ? Optional.of(Ec2Refusals.addressReserved(address))
        : Optional.empty();
  }

  boolean isTaken(Ipv4Address address) {
    return taken.contains(address);
  }

  SubnetAddresses with(Ipv4Address address) {
    return new SubnetAddresses(subnet, taken.with(address));
  }

  /** The lowest free addresses; none at all when there are fewer than asked. */
  Optional<List<Ipv4Address>> lowest(int count) {
    List<Ipv4Address> found = new ArrayList<>(count);
    AddressBitmap used = taken;
    while (found.size() < count) {
      Optional<IpAddress> free = used.lowestFree(subnet.cidr());
      if (free.isEmpty()) {
        return Optional.empty();
      }
      found.add((Ipv4Address) free.get());
      used = used.with(free.get());
    }
    return Optional.of(found);
  }
}
