package io.eksnet.net;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A set of addresses of both families. Two sets are equal when they hold the same addresses.
 *
 * @param ranges sorted, disjoint and not adjacent; the constructor makes them so
 */
public record IpSet(List<IpRange> ranges) {

  /** No address. */
  public static final IpSet EMPTY = new IpSet(List.of());

  /** Every IPv4 and every IPv6 address. */
  public static final IpSet ANY = of(Cidr.ANY_IPV4, Cidr.ANY_IPV6);

  public IpSet {
    ranges = joined(ranges);
  }

  /** The addresses of all these blocks. */
  public static IpSet of(Cidr... blocks) {
    return of(Arrays.asList(blocks));
  }

  /** The addresses of all these blocks. */
  public static IpSet of(Collection<Cidr> blocks) {
    return new IpSet(blocks.stream().map(IpRange::of).toList());
  }

  /** Just this address. */
  public static IpSet of(IpAddress address) {
    return ofRange(address, address);
  }

  /** The addresses from one to another of the same family, both included. */
  public static IpSet ofRange(IpAddress first, IpAddress last) {
    return new IpSet(List.of(new IpRange(first, last)));
  }

  public IpSet union(IpSet other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    return new IpSet(Stream.concat(ranges.stream(), other.ranges.stream()).toList());
  }

  public IpSet intersect(IpSet other) {
    List<IpRange> common = new ArrayList<>();
    int mine = 0;
    int its = 0;
    while (mine < ranges.size() && its < other.ranges.size()) {
      IpRange a = ranges.get(mine);
      IpRange b = other.ranges.get(its);
      if (a.overlaps(b)) {
        common.add(new IpRange(max(a.first(), b.first()), min(a.last(), b.last())));
      }
      if (a.last().compareTo(b.last()) < 0) {
        mine++;
      } else {
        its++;
      }
    }
    return new IpSet(common);
  }

  public IpSet subtract(IpSet other) {
    return intersect(other.complement());
  }

  /** Every address of both families that is not in the set. */
  public IpSet complement() {
    List<IpRange> gaps = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      addGaps(family, gaps);
    }
    return new IpSet(gaps);
  }

  private void addGaps(IpFamily family, List<IpRange> gaps) {
    IpAddress end = family.everything().last();
    IpAddress next = family.everything().first();
    for (IpRange range : ranges) {
      if (range.family() != family) {
        continue;
      }
      if (next.compareTo(range.first()) < 0) {
        gaps.add(new IpRange(next, range.first().plus(-1)));
      }
      if (range.last().equals(end)) {
        return;
      }
      next = range.last().plus(1);
    }
    gaps.add(new IpRange(next, end));
  }

  public boolean contains(IpAddress address) {
    return rangeAround(address).isPresent();
  }

  /** True when the whole block is in the set. */
  public boolean contains(Cidr block) {
    return rangeAround(block.first()).filter(r -> r.contains(block.last())).isPresent();
  }

  /** True when the whole other set is in this one. */
  public boolean contains(IpSet other) {
    return other.ranges.stream()
        .allMatch(o -> rangeAround(o.first()).filter(r -> r.contains(o.last())).isPresent());
  }

  /** True when both sets share an address. */
  public boolean overlaps(IpSet other) {
    return !intersect(other).isEmpty();
  }

  private Optional<IpRange> rangeAround(IpAddress address) {
    int low = 0;
    int high = ranges.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      IpRange range = ranges.get(middle);
      if (address.compareTo(range.first()) < 0) {
        high = middle - 1;
      } else if (address.compareTo(range.last()) > 0) {
        low = middle + 1;
      } else {
        return Optional.of(range);
      }
    }
    return Optional.empty();
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** How many addresses it holds. */
  public BigInteger size() {
    return ranges.stream().map(IpRange::size).reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** The addresses of one family. */
  public IpSet only(IpFamily family) {
    return new IpSet(ranges.stream().filter(r -> r.family() == family).toList());
  }

  /** The fewest blocks that together hold exactly these addresses, in order. */
  public List<Cidr> cidrs() {
    return ranges.stream().flatMap(r -> r.cidrs().stream()).toList();
  }

  /** The largest aligned block wholly inside the set, the lowest of equal ones. */
  public Optional<Cidr> largestBlock(IpFamily family) {
    return blocks(family).reduce((best, block) -> block.length() < best.length() ? block : best);
  }

  /** The lowest aligned block of that length wholly inside the set. */
  public Optional<Cidr> lowestBlock(IpFamily family, int length) {
    return blocks(family)
        .filter(block -> block.length() <= length)
        .findFirst()
        .map(block -> Cidr.of(block.base(), length));
  }

  /**
   * How many aligned blocks of that length lie wholly inside the set; saturates at {@link
   * Long#MAX_VALUE}.
   */
  public long alignedBlocks(IpFamily family, int length) {
    return blocks(family)
        .filter(block -> block.length() <= length)
        .mapToLong(block -> block.blockCount(length))
        .reduce(0, IpSet::saturatedSum);
  }

  private Stream<Cidr> blocks(IpFamily family) {
    return cidrs().stream().filter(block -> block.family() == family);
  }

  /** The minimal blocks, "10.0.0.0/16, ::/0", or "none". */
  @Override
  public String toString() {
    return isEmpty()
        ? "none"
        : cidrs().stream().map(Cidr::toString).collect(Collectors.joining(", "));
  }

  static long saturatedSum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private static IpAddress min(IpAddress a, IpAddress b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static IpAddress max(IpAddress a, IpAddress b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static List<IpRange> joined(List<IpRange> ranges) {
    List<IpRange> joined = new ArrayList<>();
    for (IpRange range : ranges.stream().sorted().toList()) {
      if (!joined.isEmpty() && meets(joined.getLast(), range)) {
        IpRange last = joined.removeLast();
        joined.add(new IpRange(last.first(), max(last.last(), range.last())));
      } else {
        joined.add(range);
      }
    }
    return List.copyOf(joined);
  }

  /** True when the second, which begins no earlier, overlaps the first or begins right after it. */
  private static boolean meets(IpRange a, IpRange b) {
    return a.family() == b.family()
        && (b.first().compareTo(a.last()) <= 0 || b.first().plus(-1).equals(a.last()));
  }
}
