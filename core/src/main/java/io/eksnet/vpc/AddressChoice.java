package io.eksnet.vpc;

import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.IpFamily;
import io.eksnet.net.Ipv4Address;
import io.eksnet.net.Ipv6Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives one interface addresses of its subnet: those that the client names are its own before EC2
 * chooses any. Used for one decision; what it has given is not free for it any more.
 */
final class AddressChoice {
  private final Refusal noPrefix;
  private SubnetAddresses left;

  /**
   * @param noPrefix what is said when there are fewer prefixes than asked, which differs between
   *     the actions
   */
  private AddressChoice(SubnetAddresses left, Refusal noPrefix) {
    this.left = left;
    this.noPrefix = noPrefix;
  }

  /** For an interface that is made: too few prefixes are an invalid parameter. */
  static AddressChoice forNew(SubnetAddresses free) {
    return new AddressChoice(free, InterfaceRefusals.noFreePrefixForNew());
  }

  /** For an interface that gets more: too few prefixes have a code of their own. */
  static AddressChoice forMore(SubnetAddresses free) {
    return new AddressChoice(free, InterfaceRefusals.noFreePrefix());
  }

  /** All addresses of a new interface. */
  Decision<NetworkInterface.Addresses> all(AddressSpecification wanted) {
    Optional<Refusal> conflict = conflict(wanted);
    if (conflict.isPresent()) {
      return Decision.refuse(conflict.get());
    }
    AddressRequest<Ipv6Address> ipv6 =
        wanted.ipv6().orElseGet(() -> new AddressRequest.Count<>(givesIpv6(wanted) ? 1 : 0));
    Optional<Refusal> unfit =
        first(
            takePrimary(wanted.primary()),
            () -> takeNamed(wanted.secondary().named()),
            () -> takeBlocks(wanted.prefixes().named(), IpFamily.IPV4),
            () -> takeNamed(ipv6.named()),
            () -> takeBlocks(wanted.ipv6Prefixes().named(), IpFamily.IPV6));
    if (unfit.isPresent()) {
      return Decision.refuse(unfit.get());
    }
    return chosen(wanted, ipv6);
  }

  private Decision<NetworkInterface.Addresses> chosen(
      AddressSpecification wanted, AddressRequest<Ipv6Address> ipv6) {
    int needed = wanted.secondary().open() + (wanted.primary().isPresent() ? 0 : 1);
    Optional<List<Ipv4Address>> singles = pickIpv4(needed);
    Optional<List<Ipv6Address>> singles6 = pickIpv6(ipv6.open());
    if (singles.isEmpty() || singles6.isEmpty()) {
      return Decision.refuse(Ec2Refusals.noFreeAddress());
    }
    Optional<List<Cidr>> blocks = pickPrefixes(wanted.prefixes().open());
    Optional<List<Cidr>> blocks6 = pickIpv6Prefixes(wanted.ipv6Prefixes().open());
    if (blocks.isEmpty() || blocks6.isEmpty()) {
      return Decision.refuse(noPrefix);
    }
    List<Ipv4Address> addresses = new ArrayList<>(wanted.primary().stream().toList());
    addresses.addAll(singles.get());
    addresses.addAll(wanted.secondary().named());
    return Decision.accept(
        new NetworkInterface.Addresses(
            addresses.getFirst(),
            addresses.subList(1, addresses.size()),
            joined(wanted.prefixes().named(), blocks.get()),
            joined(ipv6.named(), singles6.get()),
            joined(wanted.ipv6Prefixes().named(), blocks6.get())));
  }

  /** Single IPv4 addresses, named or chosen. */
  Decision<List<Ipv4Address>> addresses(AddressRequest<Ipv4Address> wanted) {
    Optional<Refusal> unfit = takeNamed(wanted.named());
    if (unfit.isPresent()) {
      return Decision.refuse(unfit.get());
    }
    return pickIpv4(wanted.open())
        .map(more -> Decision.accept(joined(wanted.named(), more)))
        .orElseGet(() -> Decision.refuse(Ec2Refusals.noFreeAddress()));
  }

  /** Single IPv6 addresses, named or chosen. */
  Decision<List<Ipv6Address>> ipv6(AddressRequest<Ipv6Address> wanted) {
    Optional<Refusal> unfit = takeNamed(wanted.named());
    if (unfit.isPresent()) {
      return Decision.refuse(unfit.get());
    }
    return pickIpv6(wanted.open())
        .map(more -> Decision.accept(joined(wanted.named(), more)))
        .orElseGet(() -> Decision.refuse(Ec2Refusals.noFreeAddress()));
  }

  /** Prefixes of one family, named or chosen. */
  Decision<List<Cidr>> prefixes(AddressRequest<Cidr> wanted, IpFamily family) {
    Optional<Refusal> unfit = takeBlocks(wanted.named(), family);
    if (unfit.isPresent()) {
      return Decision.refuse(unfit.get());
    }
    Optional<List<Cidr>> more =
        family == IpFamily.IPV4 ? pickPrefixes(wanted.open()) : pickIpv6Prefixes(wanted.open());
    return more.map(blocks -> Decision.accept(joined(wanted.named(), blocks)))
        .orElseGet(() -> Decision.refuse(noPrefix));
  }

  /** Addresses and prefixes of one family exclude each other, whether named or counted. */
  private static Optional<Refusal> conflict(AddressSpecification wanted) {
    if (wanted.secondary().size() > 0 && wanted.prefixes().size() > 0) {
      return Optional.of(
          InterfaceRefusals.notTogether("ipv4Prefixes", "secondaryPrivateIpAddresses"));
    }
    boolean both =
        wanted.ipv6().map(AddressRequest::size).orElse(0) > 0 && wanted.ipv6Prefixes().size() > 0;
    return both
        ? Optional.of(InterfaceRefusals.notTogether("ipv6Prefixes", "ipv6Addresses"))
        : Optional.empty();
  }

  /** Whether the subnet gives every new interface an IPv6 address and the client is silent. */
  private boolean givesIpv6(AddressSpecification wanted) {
    return left.subnet().attributes().assignIpv6AddressOnCreation()
        && left.subnet().ipv6Cidr().isPresent()
        && wanted.ipv6Prefixes().size() == 0;
  }

  private Optional<Refusal> takePrimary(Optional<Ipv4Address> primary) {
    for (Ipv4Address address : primary.stream().toList()) {
      Optional<Refusal> unfit = left.unfit(address);
      if (unfit.isPresent()) {
        return unfit;
      }
      if (left.isTaken(address)) {
        return Optional.of(Ec2Refusals.primaryAddressInUse(address));
      }
      left = left.with(address);
    }
    return Optional.empty();
  }

  private Optional<Refusal> takeNamed(List<? extends IpAddress> addresses) {
    for (IpAddress address : addresses) {
      Optional<Refusal> unfit = left.unfit(address);
      if (unfit.isPresent()) {
        return unfit;
      }
      if (left.isTaken(address)) {
        return Optional.of(Ec2Refusals.secondaryAddressInUse(address));
      }
      left = left.with(address);
    }
    return Optional.empty();
  }

  private Optional<Refusal> takeBlocks(List<Cidr> blocks, IpFamily family) {
    int length =
        family == IpFamily.IPV4
            ? NetworkInterface.PREFIX_LENGTH
            : NetworkInterface.IPV6_PREFIX_LENGTH;
    for (Cidr block : blocks) {
      if (block.family() != family || block.length() != length) {
        return Optional.of(InterfaceRefusals.noPrefix(block, length));
      }
      if (!left.covers(block)) {
        return Optional.of(InterfaceRefusals.prefixOutsideSubnet(block));
      }
      if (!left.isFree(block)) {
        return Optional.of(InterfaceRefusals.prefixInUse(block));
      }
      left = left.with(block);
    }
    return Optional.empty();
  }

  private Optional<List<Ipv4Address>> pickIpv4(int count) {
    Optional<List<Ipv4Address>> picked = left.pick(count);
    picked.ifPresent(all -> all.forEach(address -> left = left.with(address)));
    return picked;
  }

  private Optional<List<Ipv6Address>> pickIpv6(int count) {
    Optional<List<Ipv6Address>> picked = left.pickIpv6(count);
    picked.ifPresent(all -> all.forEach(address -> left = left.with(address)));
    return picked;
  }

  private Optional<List<Cidr>> pickPrefixes(int count) {
    Optional<List<Cidr>> picked = left.pickPrefixes(count);
    picked.ifPresent(all -> all.forEach(block -> left = left.with(block)));
    return picked;
  }

  private Optional<List<Cidr>> pickIpv6Prefixes(int count) {
    Optional<List<Cidr>> picked = left.pickIpv6Prefixes(count);
    picked.ifPresent(all -> all.forEach(block -> left = left.with(block)));
    return picked;
  }

  @SafeVarargs
  private static Optional<Refusal> first(
      Optional<Refusal> one, Supplier<Optional<Refusal>>... others) {
    Optional<Refusal> found = one;
    for (var other : others) {
      found = found.or(other);
    }
    return found;
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    if (some.isEmpty() || more.isEmpty()) {
      return some.isEmpty() ? more : some;
    }
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
