package io.eksnet.net;

import java.math.BigInteger;

/**
 * An IPv6 address.
 *
 * @param high the first 64 bits, to be read as unsigned
 * @param low the last 64 bits, to be read as unsigned
 */
public record Ipv6Address(long high, long low) implements IpAddress {

  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

  @Override
  public IpFamily family() {
    return IpFamily.IPV6;
  }

  @Override
  public BigInteger toBigInteger() {
    return unsigned(high).shiftLeft(64).add(unsigned(low));
  }

  @Override
  public Ipv6Address plus(long count) {
    long newLow = low + count;
    boolean carry = count >= 0 && Long.compareUnsigned(newLow, low) < 0;
    boolean borrow = count < 0 && Long.compareUnsigned(newLow, low) > 0;
    if ((carry && high == -1L) || (borrow && high == 0)) {
      throw new ArithmeticException(this + " plus " + count + " is outside IPv6");
    }
    return new Ipv6Address(high + (carry ? 1 : borrow ? -1 : 0), newLow);
  }

  @Override
  public Ipv6Address first(int length) {
    return new Ipv6Address(high & highMask(length), low & lowMask(length));
  }

  @Override
  public Ipv6Address last(int length) {
    return new Ipv6Address(high | ~highMask(length), low | ~lowMask(length));
  }

  @Override
  public boolean bit(int index) {
    long half = index < 64 ? high : low;
    return (half >>> (63 - (index & 63)) & 1) == 1;
  }

  @Override
  public int commonPrefix(IpAddress other) {
    return switch (other) {
      case Ipv4Address _ -> 0;
      case Ipv6Address(long itsHigh, long itsLow) ->
          high != itsHigh
              ? Long.numberOfLeadingZeros(high ^ itsHigh)
              : 64 + Long.numberOfLeadingZeros(low ^ itsLow);
    };
  }

  @Override
  public String toString() {
    return AddressText.write(this);
  }

  private static BigInteger unsigned(long bits) {
    BigInteger signed = BigInteger.valueOf(bits);
    return bits < 0 ? signed.add(TWO_TO_64) : signed;
  }

  private static long highMask(int length) {
    if (length < 0 || length > 128) {
      throw new IllegalArgumentException("an IPv6 prefix has 0 to 128 bits, not " + length);
    }
    return length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
  }

  private static long lowMask(int length) {
    return length <= 64 ? 0 : -1L << (128 - length);
  }
}
