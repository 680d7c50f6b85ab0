package io.eksnet.net;

import java.math.BigInteger;

/**
 * An IPv4 address.
 *
 * @param value the 32 bits, to be read as unsigned
 */
public record Ipv4Address(int value) implements IpAddress {

  /** The address of four numbers, each 0 to 255. */
  public static Ipv4Address of(int a, int b, int c, int d) {
    if (((a | b | c | d) & ~255) != 0) {
      throw new IllegalArgumentException(
          a + "." + b + "." + c + "." + d + " is no IPv4 address: each number is 0 to 255");
    }
    return new Ipv4Address(a << 24 | b << 16 | c << 8 | d);
  }

  @Override
  public IpFamily family() {
    return IpFamily.IPV4;
  }

  @Override
  public BigInteger toBigInteger() {
    return BigInteger.valueOf(Integer.toUnsignedLong(value));
  }

  @Override
  public Ipv4Address plus(long count) {
    long sum = Math.addExact(Integer.toUnsignedLong(value), count);
    if (sum < 0 || sum > 0xFFFF_FFFFL) {
      throw new ArithmeticException(this + " plus " + count + " is outside IPv4");
    }
    return new Ipv4Address((int) sum);
  }

  @Override
  public Ipv4Address first(int length) {
    return new Ipv4Address(value & mask(length));
  }

  @Override
  public Ipv4Address last(int length) {
    return new Ipv4Address(value | ~mask(length));
  }

  @Override
  public boolean bit(int index) {
    return (value >>> (31 - index) & 1) == 1;
  }

  @Override
  public int commonPrefix(IpAddress other) {
    return switch (other) {
      case Ipv4Address(int its) -> Integer.numberOfLeadingZeros(value ^ its);
      case Ipv6Address _ -> 0;
    };
  }

  @Override
  public String toString() {
    return (value >>> 24)
        + "."
        + (value >>> 16 & 255)
        + "."
        + (value >>> 8 & 255)
        + "."
        + (value & 255);
  }

  private static int mask(int length) {
    if (length < 0 || length > 32) {
      throw new IllegalArgumentException("an IPv4 prefix has 0 to 32 bits, not " + length);
    }
    return length == 0 ? 0 : -1 << (32 - length);
  }
}
