package io.eksnet.net;

import java.math.BigInteger;
import java.util.Optional;

/**
 * One IPv4 or IPv6 address, without a zone. Addresses sort unsigned, all of IPv4 before all of
 * IPv6.
 *
 * <p>Its text form is canonical: dotted decimal for IPv4, RFC 5952 for IPv6 (lower case, the
 * longest run of zero groups compressed, IPv4-mapped addresses with a dotted tail). An IPv4-mapped
 * IPv6 address is an IPv6 address and not equal to the IPv4 address it carries.
 */
public sealed interface IpAddress extends Comparable<IpAddress> permits Ipv4Address, Ipv6Address {

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException when the text is no address; the message says what was
   *     expected
   */
  static IpAddress parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\""
                        + text
                        + "\" is no IP address: expected four decimal numbers 0-255 without leading"
                        + " zeros (10.0.0.1), or IPv6 groups (2001:db8::1)"));
  }

  /**
   * Reads an address, or finds that the text is none.
   *
   * <p>IPv4 numbers with leading zeros ("010.0.0.1") are refused, as Kubernetes and AWS do since
   * some programs read them as octal; so are zones ("fe80::1%eth0").
   */
  static Optional<IpAddress> tryParse(String text) {
    return AddressText.read(text);
  }

  /** The address with this unsigned value; the value must fit the family. */
  static IpAddress of(IpFamily family, BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > family.bits()) {
      throw new IllegalArgumentException(value + " is no " + family + " address");
    }
    return switch (family) {
      case IPV4 -> new Ipv4Address(value.intValue());
      case IPV6 -> new Ipv6Address(value.shiftRight(64).longValue(), value.longValue());
    };
  }

  /** IPV4 or IPV6. */
  IpFamily family();

  /** The address as an unsigned number. */
  BigInteger toBigInteger();

  /**
   * The address that many places on (or back, when negative).
   *
   * @throws ArithmeticException when that leaves the family's range
   */
  IpAddress plus(long count);

  /** The address with all but the first {@code length} bits zero. */
  IpAddress first(int length);

  /** The address with all but the first {@code length} bits one. */
  IpAddress last(int length);

  /** The bit at an index from 0, the most significant one. */
  boolean bit(int index);

  /** How many leading bits both have in common; 0 for addresses of different families. */
  int commonPrefix(IpAddress other);

  /** The length in bits: 32 or 128. */
  default int bits() {
    return family().bits();
  }

  /** How many places {@code this} is after {@code other}; negative when it is before. */
  default BigInteger minus(IpAddress other) {
    if (family() != other.family()) {
      throw new IllegalArgumentException(this + " and " + other + " have no distance");
    }
    return toBigInteger().subtract(other.toBigInteger());
  }

  @Override
  default int compareTo(IpAddress other) {
    return switch (this) {
      case Ipv4Address(int mine) ->
          switch (other) {
            case Ipv4Address(int its) -> Integer.compareUnsigned(mine, its);
            case Ipv6Address _ -> -1;
          };
      case Ipv6Address(long high, long low) ->
          switch (other) {
            case Ipv4Address _ -> 1;
            case Ipv6Address(long itsHigh, long itsLow) -> {
              int order = Long.compareUnsigned(high, itsHigh);
              yield order != 0 ? order : Long.compareUnsigned(low, itsLow);
            }
          };
    };
  }
}
