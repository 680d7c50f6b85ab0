package io.eksnet.vpc;

import io.eksnet.net.AddressBitmap;
import io.eksnet.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Picks free blocks of one size: /32 and /128 are addresses, /28 and /80 are prefixes. It remembers
 * nothing: what it picks follows from the setting, the subnet and what is taken.
 *
 * @param salt differs from subnet to subnet
 * @param length of the blocks
 * @param unit the length that {@link AddressPicking.Strategy#SCATTER} uses up first
 */
record AddressPicker(AddressPicking picking, long salt, int length, int unit) {

  /**
   * As many blocks as asked, from the earlier areas before the later ones.
   *
   * @param areas groups of areas; those of one group are equals
   * @param taken what may not be picked
   * @return none at all when there are fewer than asked
   */
  Optional<List<Cidr>> pick(List<List<Cidr>> areas, AddressBitmap taken, int count) {
    List<Cidr> picked = new ArrayList<>(count);
    AddressBitmap used = taken;
    int group = 0;
    while (picked.size() < count) {
      if (group == areas.size()) {
        return Optional.empty();
      }
      Optional<Cidr> next = next(areas.get(group), used);
      if (next.isPresent()) {
        picked.add(next.get());
        used = used.withBlock(next.get());
      } else {
        group++;
      }
    }
    return Optional.of(picked);
  }

  private Optional<Cidr> next(List<Cidr> areas, AddressBitmap used) {
    return switch (picking.strategy()) {
      case LOWEST -> lowest(areas, used, length);
      case RANDOM -> random(areas, used);
      case SCATTER ->
          lowest(areas, used, unit)
              .map(block -> Cidr.of(block.base(), length))
              .or(() -> lowest(areas, used, length));
    };
  }

  private static Optional<Cidr> lowest(List<Cidr> areas, AddressBitmap used, int length) {
    return areas.stream()
        .map(area -> used.lowestFreeBlock(area, length))
        .flatMap(Optional::stream)
        .min(Cidr::compareTo);
  }

  private Optional<Cidr> random(List<Cidr> areas, AddressBitmap used) {
    long total = 0;
    for (Cidr area : areas) {
      total = saturated(total, used.freeBlocks(area, length));
    }
    if (total == 0) {
      return Optional.empty();
    }
    long index = new SplittableRandom(state(areas, used)).nextLong(total);
    for (Cidr area : areas) {
      long here = used.freeBlocks(area, length);
      if (index < here) {
        return used.freeBlock(area, length, index);
      }
      index -= here;
    }
    return Optional.empty();
  }

  /** A number that changes with everything that is picked or given back. */
  private long state(List<Cidr> areas, AddressBitmap used) {
    long state = picking.seed() * 0x9E3779B97F4A7C15L + salt;
    for (Cidr area : areas) {
      state = 31 * state + used.usedIn(area);
      state = 31 * state + used.lowestFree(area).map(free -> free.toString().hashCode()).orElse(0);
    }
    return state;
  }

  private static long saturated(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }
}
