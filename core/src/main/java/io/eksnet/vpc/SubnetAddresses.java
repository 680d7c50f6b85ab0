package io.eksnet.vpc;

import io.eksnet.id.Refusal;
import io.eksnet.net.AddressBitmap;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.IpFamily;
import io.eksnet.net.Ipv4Address;
import io.eksnet.net.Ipv6Address;
import java.util.List;
import java.util.Optional;

/**
 * The addresses of a subnet while a command hands some of them out: the one place that decides
 * which free ones EC2 picks.
 *
 * <p>Single addresses never come from a CIDR reservation. Prefixes come from reservations of type
 * prefix first, then from the rest of the subnet, never from a reservation of type explicit.
 *
 * @param taken those in use and the reserved ones
 * @param reservations the subnet's CIDR reservations
 */
record SubnetAddresses(
    Subnet subnet,
    AddressBitmap taken,
    List<SubnetCidrReservation> reservations,
    AddressPicking picking) {

  /** The length of a prefix that interfaces get. */
  static final int PREFIX = 28;

  /** The length of an IPv6 prefix that interfaces get. */
  static final int IPV6_PREFIX = 80;

  static SubnetAddresses of(Vpcs vpcs, Subnet subnet) {
    AddressBitmap taken = vpcs.addressesInUse(subnet.id());
    for (IpAddress reserved : Subnet.reserved(subnet.cidr())) {
      taken = taken.with(reserved);
    }
    for (IpAddress reserved : subnet.ipv6Cidr().map(Subnet::reserved).orElse(List.of())) {
      taken = taken.with(reserved);
    }
    return new SubnetAddresses(
        subnet, taken, vpcs.reservationsOf(subnet.id()), vpcs.addressPicking());
  }

  /** Why nobody can ever have an address here, if so. */
  Optional<Refusal> unfit(IpAddress address) {
    Optional<Cidr> block = block(address.family()).filter(it -> it.contains(address));
    if (block.isEmpty()) {
      return Optional.of(Ec2Refusals.addressOutsideSubnet(address));
    }
    return Subnet.reserved(block.get()).contains(address)
        ? Optional.of(Ec2Refusals.addressReserved(address))
        : Optional.empty();
  }

  boolean isTaken(IpAddress address) {
    return taken.contains(address);
  }

  /** Whether no address of a block is in use or reserved by AWS. */
  boolean isFree(Cidr block) {
    return taken.isFree(block);
  }

  /** Whether a block is part of the subnet. */
  boolean covers(Cidr block) {
    return block(block.family()).filter(it -> it.contains(block)).isPresent();
  }

  SubnetAddresses with(IpAddress address) {
    return with(Cidr.single(address));
  }

  SubnetAddresses with(Cidr block) {
    return new SubnetAddresses(subnet, taken.withBlock(block), reservations, picking);
  }

  /** Free addresses for interfaces; none at all when there are fewer than asked. */
  Optional<List<Ipv4Address>> pick(int count) {
    return single(IpFamily.IPV4, count)
        .map(blocks -> blocks.stream().map(it -> (Ipv4Address) it.base()).toList());
  }

  /** Free aligned /28 blocks; none at all when there are fewer than asked. */
  Optional<List<Cidr>> pickPrefixes(int count) {
    return prefixes(IpFamily.IPV4, count);
  }

  /** Free IPv6 addresses; none at all when there are fewer than asked. */
  Optional<List<Ipv6Address>> pickIpv6(int count) {
    return single(IpFamily.IPV6, count)
        .map(blocks -> blocks.stream().map(it -> (Ipv6Address) it.base()).toList());
  }

  /** Free aligned /80 blocks; none at all when there are fewer than asked. */
  Optional<List<Cidr>> pickIpv6Prefixes(int count) {
    return prefixes(IpFamily.IPV6, count);
  }

  /** How many /28 blocks EC2 could still pick, one after the other. */
  long freePrefixes() {
    return withoutReservations(SubnetCidrReservation.Type.EXPLICIT)
        .freeBlocks(subnet.cidr(), PREFIX);
  }

  private Optional<List<Cidr>> single(IpFamily family, int count) {
    AddressBitmap open =
        withoutReservations(SubnetCidrReservation.Type.EXPLICIT, SubnetCidrReservation.Type.PREFIX);
    int length = family == IpFamily.IPV4 ? 32 : 128;
    return picker(family, length).pick(List.of(block(family).stream().toList()), open, count);
  }

  private Optional<List<Cidr>> prefixes(IpFamily family, int count) {
    AddressBitmap open = withoutReservations(SubnetCidrReservation.Type.EXPLICIT);
    List<Cidr> first =
        reservations.stream()
            .filter(it -> it.type() == SubnetCidrReservation.Type.PREFIX)
            .map(SubnetCidrReservation::cidr)
            .filter(cidr -> cidr.family() == family)
            .toList();
    return picker(family, prefix(family))
        .pick(List.of(first, block(family).stream().toList()), open, count);
  }

  private AddressPicker picker(IpFamily family, int length) {
    return new AddressPicker(picking, subnet.id().value().hashCode(), length, prefix(family));
  }

  private static int prefix(IpFamily family) {
    return family == IpFamily.IPV4 ? PREFIX : IPV6_PREFIX;
  }

  private Optional<Cidr> block(IpFamily family) {
    return switch (family) {
      case IPV4 -> Optional.of(subnet.cidr());
      case IPV6 -> subnet.ipv6Cidr();
    };
  }

  /** What is taken, and what reservations of some types keep. */
  private AddressBitmap withoutReservations(SubnetCidrReservation.Type... types) {
    AddressBitmap closed = taken;
    for (SubnetCidrReservation reservation : reservations) {
      if (List.of(types).contains(reservation.type())) {
        closed = closed.withBlock(reservation.cidr());
      }
    }
    return closed;
  }
}
