package io.eksnet.vpc;

import io.eksnet.net.Cidr;
import io.eksnet.net.Ipv4Address;
import io.eksnet.net.Ipv6Address;
import java.util.Optional;

/**
 * The private addresses that a client wants for a new interface. Of one family it may want
 * addresses or prefixes beside the primary address, not both.
 *
 * @param primary none means one of EC2's choice
 * @param prefixes /28 blocks
 * @param ipv6 none means what the subnet says of new interfaces
 * @param ipv6Prefixes /80 blocks
 */
public record AddressSpecification(
    Optional<Ipv4Address> primary,
    AddressRequest<Ipv4Address> secondary,
    AddressRequest<Cidr> prefixes,
    Optional<AddressRequest<Ipv6Address>> ipv6,
    AddressRequest<Cidr> ipv6Prefixes) {

  /** A primary address of EC2's choice, and what the subnet says. */
  public static final AddressSpecification STANDARD =
      new AddressSpecification(
          Optional.empty(),
          AddressRequest.none(),
          AddressRequest.none(),
          Optional.empty(),
          AddressRequest.none());

  /** The primary address alone. */
  public static AddressSpecification at(Optional<Ipv4Address> primary) {
    return STANDARD.withPrimary(primary);
  }

  /** This with another primary address. */
  public AddressSpecification withPrimary(Optional<Ipv4Address> other) {
    return new AddressSpecification(other, secondary, prefixes, ipv6, ipv6Prefixes);
  }

  /** This with other secondary addresses. */
  public AddressSpecification withSecondary(AddressRequest<Ipv4Address> others) {
    return new AddressSpecification(primary, others, prefixes, ipv6, ipv6Prefixes);
  }

  /** This with other /28 prefixes. */
  public AddressSpecification withPrefixes(AddressRequest<Cidr> others) {
    return new AddressSpecification(primary, secondary, others, ipv6, ipv6Prefixes);
  }

  /** This with other IPv6 addresses. */
  public AddressSpecification withIpv6(AddressRequest<Ipv6Address> others) {
    return new AddressSpecification(
        primary, secondary, prefixes, Optional.of(others), ipv6Prefixes);
  }

  /** This with other /80 prefixes. */
  public AddressSpecification withIpv6Prefixes(AddressRequest<Cidr> others) {
    return new AddressSpecification(primary, secondary, prefixes, ipv6, others);
  }

  /** How many of an instance type's IPv4 slots it takes. */
  int ipv4Slots() {
    return 1 + secondary.size() + prefixes.size();
  }

  /** How many of an instance type's IPv6 slots it takes, by itself. */
  int ipv6Slots() {
    return ipv6.map(AddressRequest::size).orElse(0) + ipv6Prefixes.size();
  }
}
