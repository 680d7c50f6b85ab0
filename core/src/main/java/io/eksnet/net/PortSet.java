package io.eksnet.net;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A set of ports.
 *
 * @param ranges sorted, disjoint and not adjacent; the constructor makes them so
 */
public record PortSet(List<PortRange> ranges) {

  /** No port. */
  public static final PortSet EMPTY = new PortSet(List.of());

  /** Every port, 0 to 65535. */
  public static final PortSet ALL = new PortSet(List.of(PortRange.ALL));

  public PortSet {
    ranges = joined(ranges);
  }

  /** The ports of all these ranges. */
  public static PortSet of(PortRange... ranges) {
    return new PortSet(List.of(ranges));
  }

  /** Just this port. */
  public static PortSet of(int port) {
    return of(PortRange.of(port));
  }

  /** The ports from one to another, both included. */
  public static PortSet of(int from, int to) {
    return of(PortRange.of(from, to));
  }

  public PortSet union(PortSet other) {
    return new PortSet(Stream.concat(ranges.stream(), other.ranges.stream()).toList());
  }

  public PortSet intersect(PortSet other) {
    List<PortRange> common = new ArrayList<>();
    int mine = 0;
    int its = 0;
    while (mine < ranges.size() && its < other.ranges.size()) {
      PortRange a = ranges.get(mine);
      PortRange b = other.ranges.get(its);
      if (a.overlaps(b)) {
        common.add(new PortRange(Math.max(a.from(), b.from()), Math.min(a.to(), b.to())));
      }
      if (a.to() < b.to()) {
        mine++;
      } else {
        its++;
      }
    }
    return new PortSet(common);
  }

  public PortSet subtract(PortSet other) {
    return intersect(other.complement());
  }

  /** The ports of 0 to 65535 that are not in the set. */
  public PortSet complement() {
    List<PortRange> gaps = new ArrayList<>();
    int next = 0;
    for (PortRange range : ranges) {
      if (range.from() > next) {
        gaps.add(new PortRange(next, range.from() - 1));
      }
      next = range.to() + 1;
    }
    if (next <= 65535) {
      gaps.add(new PortRange(next, 65535));
    }
    return new PortSet(gaps);
  }

  public boolean contains(int port) {
    return ranges.stream().anyMatch(r -> r.contains(port));
  }

  /** True when every port of the other set is in this one. */
  public boolean contains(PortSet other) {
    return other.ranges.stream().allMatch(o -> ranges.stream().anyMatch(r -> r.contains(o)));
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  public boolean isAll() {
    return equals(ALL);
  }

  /** How many ports it holds: 0 to 65536. */
  public int size() {
    return ranges.stream().mapToInt(PortRange::size).sum();
  }

  /** "22, 8000-8080", "all" or "none". */
  @Override
  public String toString() {
    if (isEmpty()) {
      return "none";
    }
    return isAll()
        ? "all"
        : ranges.stream().map(PortRange::toString).collect(Collectors.joining(", "));
  }

  private static List<PortRange> joined(Collection<PortRange> ranges) {
    List<PortRange> joined = new ArrayList<>();
    for (PortRange range : ranges.stream().sorted().toList()) {
      if (!joined.isEmpty() && joined.getLast().to() >= range.from() - 1) {
        PortRange last = joined.removeLast();
        joined.add(new PortRange(last.from(), Math.max(last.to(), range.to())));
      } else {
        joined.add(range);
      }
    }
    return List.copyOf(joined);
  }
}
