package io.eksnet.net;

import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A block of addresses, such as 10.0.0.0/16. Always canonical: the constructor zeroes the host bits
 * of the base, so two equal blocks are equal records.
 *
 * <p>A text with host bits set ("10.0.1.7/16") is a slip that Kubernetes manifests and EC2 forgive
 * in some places and refuse in others. The caller chooses the door: {@link #parse} and {@link
 * #tryParse} forgive it, {@link #strict} does not.
 *
 * <p>Blocks sort by base, larger blocks before the smaller ones that begin at the same address.
 *
 * @param base the lowest address of the block
 * @param length the prefix length in bits, 0 to 32 or 128
 */
public record Cidr(IpAddress base, int length) implements Comparable<Cidr> {

  /** 0.0.0.0/0. */
  public static final Cidr ANY_IPV4 = new Cidr(new Ipv4Address(0), 0);

  /** ::/0. */
  public static final Cidr ANY_IPV6 = new Cidr(new Ipv6Address(0, 0), 0);

  public Cidr {
    base = base.first(length);
  }

  /** The block of that length around an address. */
  public static Cidr of(IpAddress within, int length) {
    return new Cidr(within, length);
  }

  /** The block of just this address: /32 or /128. */
  public static Cidr single(IpAddress address) {
    return new Cidr(address, address.bits());
  }

  /**
   * Reads a block and zeroes its host bits.
   *
   * @throws IllegalArgumentException when the text is no block; the message says what was expected
   */
  public static Cidr parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\""
                        + text
                        + "\" is no CIDR block: expected address/length, such as 10.0.0.0/16 or"
                        + " 2001:db8::/56"));
  }

  /** Reads a block and zeroes its host bits; empty when the text is no block. */
  public static Optional<Cidr> tryParse(String text) {
    return Written.read(text).map(Written::block);
  }

  /**
   * Reads a block whose host bits are zero; empty when the text is no block or has host bits set.
   * {@link #tryParse} then tells which: if it finds a block, that block is what was meant.
   */
  public static Optional<Cidr> strict(String text) {
    return Written.read(text).filter(Written::hasNoHostBits).map(Written::block);
  }

  /** The family of its addresses. */
  public IpFamily family() {
    return base.family();
  }

  /** Its lowest address. */
  public IpAddress first() {
    return base;
  }

  /** Its highest address. */
  public IpAddress last() {
    return base.last(length);
  }

  /** How many addresses it holds. */
  public BigInteger size() {
    return BigInteger.ONE.shiftLeft(hostBits());
  }

  /** How many addresses it holds; {@link Long#MAX_VALUE} for blocks of 2^63 or more. */
  public long addressCount() {
    return hostBits() > 62 ? Long.MAX_VALUE : 1L << hostBits();
  }

  /** True when the address lies in the block. */
  public boolean contains(IpAddress address) {
    return address.family() == family() && base.commonPrefix(address) >= length;
  }

  /** True when the whole of the other block lies in this one. */
  public boolean contains(Cidr other) {
    return other.length >= length && contains(other.base);
  }

  /** True when they share an address; one then contains the other. */
  public boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  /**
   * Its aligned sub-blocks of that length, in order and lazily.
   *
   * @throws IllegalArgumentException when the length is shorter than this block's
   */
  public Stream<Cidr> blocks(int length) {
    return LongStream.range(0, blockCount(length)).mapToObj(i -> block(length, i));
  }

  /** How many aligned sub-blocks of that length it has; saturates at {@link Long#MAX_VALUE}. */
  public long blockCount(int length) {
    if (length < this.length || length > base.bits()) {
      throw new IllegalArgumentException(
          this + " has blocks of /" + this.length + " to /" + base.bits() + ", not /" + length);
    }
    int bits = length - this.length;
    return bits > 62 ? Long.MAX_VALUE : 1L << bits;
  }

  /** The aligned sub-block of that length at an index from 0. */
  public Cidr block(int length, long index) {
    if (index < 0 || index >= blockCount(length)) {
      throw new IllegalArgumentException(this + " has no /" + length + " block number " + index);
    }
    int shift = base.bits() - length;
    return switch (base) {
      case Ipv4Address(int value) ->
          new Cidr(new Ipv4Address((int) (value + (shift == 32 ? 0 : index << shift))), length);
      case Ipv6Address(long high, long low) ->
          new Cidr(
              new Ipv6Address(high | highBits(index, shift), low | lowBits(index, shift)), length);
    };
  }

  /** The upper 64 of the 128 bits of {@code index << shift}. */
  private static long highBits(long index, int shift) {
    if (shift == 0) {
      return 0;
    }
    return shift < 64 ? index >>> (64 - shift) : shift == 128 ? 0 : index << (shift - 64);
  }

  /** The lower 64 of the 128 bits of {@code index << shift}. */
  private static long lowBits(long index, int shift) {
    return shift < 64 ? index << shift : 0;
  }

  /** Its lower half; a single address has none. */
  Cidr lowerHalf() {
    return new Cidr(base, length + 1);
  }

  /** Its upper half; a single address has none. */
  Cidr upperHalf() {
    return new Cidr(last(), length + 1);
  }

  /** The block one bit shorter around this one; empty for /0. */
  public Optional<Cidr> parent() {
    return length == 0 ? Optional.empty() : Optional.of(new Cidr(base, length - 1));
  }

  @Override
  public int compareTo(Cidr other) {
    int order = base.compareTo(other.base);
    return order != 0 ? order : Integer.compare(length, other.length);
  }

  @Override
  public String toString() {
    return base + "/" + length;
  }

  private int hostBits() {
    return base.bits() - length;
  }

  /** What a text said, before the host bits are zeroed. */
  private record Written(IpAddress address, int length) {

    static Optional<Written> read(String text) {
      int slash = text.indexOf('/');
      if (slash < 0) {
        return Optional.empty();
      }
      int length = length(text.substring(slash + 1));
      return IpAddress.tryParse(text.substring(0, slash))
          .filter(address -> length >= 0 && length <= address.bits())
          .map(address -> new Written(address, length));
    }

    /** The number of 1 to 3 digits without leading zeros, or -1. */
    private static int length(String digits) {
      boolean number =
          !digits.isEmpty()
              && digits.length() <= 3
              && digits.chars().allMatch(c -> c >= '0' && c <= '9')
              && (digits.length() == 1 || digits.charAt(0) != '0');
      return number ? Integer.parseInt(digits) : -1;
    }

    boolean hasNoHostBits() {
      return address.equals(address.first(length));
    }

    Cidr block() {
      return new Cidr(address, length);
    }
  }
}
