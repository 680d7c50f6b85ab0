package io.eksnet.net;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses from one to another of the same family, both included.
 *
 * @param first the lowest address
 * @param last the highest address, {@code first} or after it
 */
public record IpRange(IpAddress first, IpAddress last) implements Comparable<IpRange> {

  public IpRange {
    if (first.family() != last.family() || first.compareTo(last) > 0) {
      throw new IllegalArgumentException(
          "a range runs upwards within one family, not from " + first + " to " + last);
    }
  }

  /** The addresses of a block. */
  public static IpRange of(Cidr block) {
    return new IpRange(block.first(), block.last());
  }

  /** IPV4 or IPV6, of all its addresses. */
  public IpFamily family() {
    return first.family();
  }

  /** How many addresses it holds, at least 1. */
  public BigInteger size() {
    return last.minus(first).add(BigInteger.ONE);
  }

  public boolean contains(IpAddress address) {
    return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
  }

  public boolean overlaps(IpRange other) {
    return first.compareTo(other.last) <= 0 && other.first.compareTo(last) <= 0;
  }

  /**
   * The fewest blocks that together hold exactly these addresses, in order. Every aligned block
   * inside the range lies inside one of them.
   */
  public List<Cidr> cidrs() {
    List<Cidr> blocks = new ArrayList<>();
    IpAddress next = first;
    while (true) {
      Cidr block = largestBlockAt(next);
      blocks.add(block);
      if (block.last().equals(last)) {
        return List.copyOf(blocks);
      }
      next = block.last().plus(1);
    }
  }

  private Cidr largestBlockAt(IpAddress start) {
    int length = start.bits();
    while (length > 0
        && start.first(length - 1).equals(start)
        && start.last(length - 1).compareTo(last) <= 0) {
      length--;
    }
    return Cidr.of(start, length);
  }

  @Override
  public int compareTo(IpRange other) {
    int order = first.compareTo(other.first);
    return order != 0 ? order : last.compareTo(other.last);
  }

  /** "10.0.0.4-10.0.0.9", or the address alone. */
  @Override
  public String toString() {
    return first.equals(last) ? first.toString() : first + "-" + last;
  }
}
