package io.eksnet.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An immutable set of used addresses, made for the occupancy of subnets: it finds the lowest free
 * address or block in as many steps as the tree is deep, and a changed set shares almost all of
 * itself with the old one.
 *
 * <p>It skips nothing by itself: who must not hand out a subnet's first four addresses and its last
 * marks them as used. Two bitmaps are equal when they hold the same addresses.
 */
public final class AddressBitmap {

  /** No address is used. */
  public static final AddressBitmap EMPTY =
      new AddressBitmap(new Occupancy.Free(), new Occupancy.Free());

  private final Occupancy ipv4;
  private final Occupancy ipv6;

  private AddressBitmap(Occupancy ipv4, Occupancy ipv6) {
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
  }

  /** The set with that address. */
  public AddressBitmap with(IpAddress address) {
    return withBlock(Cidr.single(address));
  }

  /** The set without that address. */
  public AddressBitmap without(IpAddress address) {
    return withoutBlock(Cidr.single(address));
  }

  /** The set with every address of the block, which may be of any size. */
  public AddressBitmap withBlock(Cidr block) {
    return replaced(block.family(), of(block.family()).with(Occupancy.used(block)));
  }

  /** The set without any address of the block, which may be of any size. */
  public AddressBitmap withoutBlock(Cidr block) {
    return replaced(block.family(), of(block.family()).without(block));
  }

  public boolean contains(IpAddress address) {
    return !isFree(Cidr.single(address));
  }

  /** True when no address of the block is used. */
  public boolean isFree(Cidr block) {
    return of(block.family()).lowestFree(block, block.length()).isPresent();
  }

  /** How many addresses are used; saturates at {@link Long#MAX_VALUE}. */
  public long size() {
    return IpSet.saturatedSum(ipv4.usedCount(), ipv6.usedCount());
  }

  /** How many addresses of the block are used; saturates at {@link Long#MAX_VALUE}. */
  public long usedIn(Cidr within) {
    return of(within.family()).usedIn(within);
  }

  /** How many addresses of the block are free; saturates at {@link Long#MAX_VALUE}. */
  public long freeIn(Cidr within) {
    return freeBlocks(within, within.base().bits());
  }

  /** The lowest address of the block that is not used. */
  public Optional<IpAddress> lowestFree(Cidr within) {
    return lowestFreeBlock(within, within.base().bits()).map(Cidr::base);
  }

  /**
   * The lowest aligned block of that length without a used address.
   *
   * @param length that of {@code within} or longer
   */
  public Optional<Cidr> lowestFreeBlock(Cidr within, int length) {
    return fits(within, length) ? of(within.family()).lowestFree(within, length) : Optional.empty();
  }

  /**
   * How many aligned blocks of that length have no used address; saturates at {@link
   * Long#MAX_VALUE}.
   *
   * @param length that of {@code within} or longer
   */
  public long freeBlocks(Cidr within, int length) {
    return fits(within, length) ? of(within.family()).freeBlocks(within, length) : 0;
  }

  /**
   * The free aligned block of that length at an index among them, from 0 in the order of their
   * addresses. Where there are more than {@link Long#MAX_VALUE}, an index reaches only the lower.
   *
   * @param length that of {@code within} or longer
   */
  public Optional<Cidr> freeBlock(Cidr within, int length, long index) {
    if (index < 0 || index >= freeBlocks(within, length)) {
      return Optional.empty();
    }
    Cidr at = within;
    long left = index;
    while (at.length() < length) {
      long below = freeBlocks(at.lowerHalf(), length);
      if (left < below) {
        at = at.lowerHalf();
      } else {
        left -= below;
        at = at.upperHalf();
      }
    }
    return Optional.of(at);
  }

  /** The same addresses as ranges. */
  public IpSet toIpSet() {
    List<Cidr> blocks = new ArrayList<>();
    ipv4.addTo(blocks);
    ipv6.addTo(blocks);
    return IpSet.of(blocks);
  }

  /** A block has no blocks larger than itself. */
  private static boolean fits(Cidr within, int length) {
    if (length > within.base().bits()) {
      throw new IllegalArgumentException(within + " has no blocks of /" + length);
    }
    return length >= within.length();
  }

  private Occupancy of(IpFamily family) {
    return switch (family) {
      case IPV4 -> ipv4;
      case IPV6 -> ipv6;
    };
  }

  private AddressBitmap replaced(IpFamily family, Occupancy occupancy) {
    return switch (family) {
      case IPV4 -> new AddressBitmap(occupancy, ipv6);
      case IPV6 -> new AddressBitmap(ipv4, occupancy);
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressBitmap map && ipv4.equals(map.ipv4) && ipv6.equals(map.ipv6);
  }

  @Override
  public int hashCode() {
    return 31 * ipv4.hashCode() + ipv6.hashCode();
  }

  /** The used addresses as the fewest blocks. */
  @Override
  public String toString() {
    return toIpSet().toString();
  }
}
