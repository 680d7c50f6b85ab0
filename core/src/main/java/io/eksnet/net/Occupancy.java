package io.eksnet.net;

import java.util.List;
import java.util.Optional;

/**
 * Which addresses of one family are used, as a path-compressed binary tree: a node stands for a
 * block, everything outside its block is free. Down at 64 addresses a node is a bit set, and a
 * block that is used throughout is one node whatever its size, so equal sets have equal trees.
 *
 * <p>The questions take a {@code scope}, the block asked about, and descend tree and scope together
 * until one decides the other.
 */
sealed interface Occupancy {

  /** Adds a {@link Used} or {@link Chunk}. */
  Occupancy with(Taken leaf);

  Occupancy without(Cidr block);

  long usedCount();

  long usedIn(Cidr scope);

  /** The lowest free aligned block of that length, which is no shorter than the scope's. */
  Optional<Cidr> lowestFree(Cidr scope, int length);

  /** How many free aligned blocks of that length, which is no shorter than the scope's. */
  long freeBlocks(Cidr scope, int length);

  void addTo(List<Cidr> blocks);

  /** The node for a block that is used throughout. */
  static Taken used(Cidr block) {
    if (block.length() <= Chunk.length(block)) {
      return new Used(block);
    }
    Cidr chunk = Cidr.of(block.base(), Chunk.length(block));
    return new Chunk(chunk, Chunk.bits(chunk, block));
  }

  /** No address is used. */
  record Free() implements Occupancy {

    @Override
    public Occupancy with(Taken leaf) {
      return leaf;
    }

    @Override
    public Occupancy without(Cidr block) {
      return this;
    }

    @Override
    public long usedCount() {
      return 0;
    }

    @Override
    public long usedIn(Cidr scope) {
      return 0;
    }

    @Override
    public Optional<Cidr> lowestFree(Cidr scope, int length) {
      return Optional.of(Cidr.of(scope.base(), length));
    }

    @Override
    public long freeBlocks(Cidr scope, int length) {
      return scope.blockCount(length);
    }

    @Override
    public void addTo(List<Cidr> blocks) {}
  }

  /** Some address of the block is used. */
  sealed interface Taken extends Occupancy {

    Cidr block();

    /** The length of the largest free aligned block inside; longer than an address's if none. */
    int largestFree();

    /** {@link #with} for a leaf that lies in this block. */
    Taken withInside(Taken leaf);

    /** {@link #without} for a block that is smaller and lies in this one. */
    Occupancy withoutInside(Cidr inside);

    /** The questions for a scope that lies in this block. */
    Optional<Cidr> lowestFreeInside(Cidr scope, int length);

    long freeBlocksInside(Cidr scope, int length);

    long usedInside(Cidr scope);

    @Override
    default Taken with(Taken leaf) {
      if (block().contains(leaf.block())) {
        return withInside(leaf);
      }
      if (leaf.block().contains(block())) {
        return leaf;
      }
      int common = block().base().commonPrefix(leaf.block().base());
      boolean leafAbove = leaf.block().base().bit(common);
      return Parted.around(
          Cidr.of(block().base(), common), leafAbove ? this : leaf, leafAbove ? leaf : this);
    }

    @Override
    default Occupancy without(Cidr removed) {
      if (removed.contains(block())) {
        return new Free();
      }
      return block().contains(removed) ? withoutInside(removed) : this;
    }

    @Override
    default long usedIn(Cidr scope) {
      if (scope.contains(block())) {
        return usedCount();
      }
      return block().contains(scope) ? usedInside(scope) : 0;
    }

    @Override
    default Optional<Cidr> lowestFree(Cidr scope, int length) {
      if (block().contains(scope)) {
        return lowestFreeInside(scope, length);
      }
      if (!scope.contains(block())) {
        return Optional.of(Cidr.of(scope.base(), length));
      }
      return scope.length() == length
          ? Optional.empty()
          : lowestFree(scope.lowerHalf(), length).or(() -> lowestFree(scope.upperHalf(), length));
    }

    @Override
    default long freeBlocks(Cidr scope, int length) {
      if (block().contains(scope)) {
        return freeBlocksInside(scope, length);
      }
      if (!scope.contains(block())) {
        return scope.blockCount(length);
      }
      return scope.length() == length
          ? 0
          : IpSet.saturatedSum(
              freeBlocks(scope.lowerHalf(), length), freeBlocks(scope.upperHalf(), length));
    }
  }

  /** Every address of the block is used: 64 addresses or more. */
  record Used(Cidr block) implements Taken {

    @Override
    public int largestFree() {
      return block.base().bits() + 1;
    }

    @Override
    public Taken withInside(Taken leaf) {
      return this;
    }

    @Override
    public Occupancy withoutInside(Cidr inside) {
      return block.length() == Chunk.length(block)
          ? new Chunk(block, ~Chunk.bits(block, inside))
          : Parted.of(
              block,
              new Used(block.lowerHalf()).without(inside),
              new Used(block.upperHalf()).without(inside));
    }

    @Override
    public long usedCount() {
      return block.addressCount();
    }

    @Override
    public long usedInside(Cidr scope) {
      return scope.addressCount();
    }

    @Override
    public Optional<Cidr> lowestFreeInside(Cidr scope, int length) {
      return Optional.empty();
    }

    @Override
    public long freeBlocksInside(Cidr scope, int length) {
      return 0;
    }

    @Override
    public void addTo(List<Cidr> blocks) {
      blocks.add(block);
    }
  }

  /**
   * Some of 64 addresses are used, but not all.
   *
   * @param used bit i stands for the address i places after the first
   */
  record Chunk(Cidr block, long used) implements Taken {

    /** The prefix length of 64 addresses. */
    static int length(Cidr block) {
      return block.base().bits() - 6;
    }

    /** The bits of the addresses of a part of a chunk. */
    static long bits(Cidr chunk, Cidr part) {
      int count = 1 << (part.base().bits() - part.length());
      return -1L >>> (64 - count) << offset(part);
    }

    private static int offset(Cidr part) {
      return switch (part.base()) {
        case Ipv4Address(int value) -> value & 63;
        case Ipv6Address(long _, long low) -> (int) (low & 63);
      };
    }

    /** The lowest bit of every free aligned block of that length in the scope. */
    private long freeStarts(Cidr scope, int length) {
      long starts = ~used & bits(block, scope);
      int size = 1 << (block.base().bits() - length);
      for (int run = 1; run < size; run <<= 1) {
        starts &= starts >>> run;
      }
      return starts & (size == 64 ? 1 : Long.divideUnsigned(-1L, (1L << size) - 1));
    }

    @Override
    public int largestFree() {
      int length = block.length() + 1;
      while (length <= block.base().bits() && freeStarts(block, length) == 0) {
        length++;
      }
      return length;
    }

    @Override
    public Taken withInside(Taken leaf) {
      return switch (leaf) {
        case Chunk(Cidr _, long more) when (used | more) == -1L -> new Used(block);
        case Chunk(Cidr _, long more) -> new Chunk(block, used | more);
        case Used whole -> whole;
        case Parted parts -> throw new IllegalArgumentException(parts + " is no leaf");
      };
    }

    @Override
    public Occupancy withoutInside(Cidr inside) {
      long left = used & ~bits(block, inside);
      return left == 0 ? new Free() : new Chunk(block, left);
    }

    @Override
    public long usedCount() {
      return Long.bitCount(used);
    }

    @Override
    public long usedInside(Cidr scope) {
      return Long.bitCount(used & bits(block, scope));
    }

    @Override
    public Optional<Cidr> lowestFreeInside(Cidr scope, int length) {
      long starts = freeStarts(scope, length);
      return starts == 0
          ? Optional.empty()
          : Optional.of(Cidr.of(block.base().plus(Long.numberOfTrailingZeros(starts)), length));
    }

    @Override
    public long freeBlocksInside(Cidr scope, int length) {
      return Long.bitCount(freeStarts(scope, length));
    }

    @Override
    public void addTo(List<Cidr> blocks) {
      for (long left = used; left != 0; left &= left - 1) {
        blocks.add(Cidr.single(block.base().plus(Long.numberOfTrailingZeros(left))));
      }
    }
  }

  /**
   * Used addresses in both halves of the block, but not all.
   *
   * @param largestFree kept, so that a search never enters a block that has nothing for it
   */
  record Parted(Cidr block, Taken lower, Taken upper, long usedCount, int largestFree)
      implements Taken {

    static Taken around(Cidr block, Taken lower, Taken upper) {
      if (lower instanceof Used && upper instanceof Used) {
        int half = block.length() + 1;
        if (lower.block().length() == half && upper.block().length() == half) {
          return new Used(block);
        }
      }
      return new Parted(
          block,
          lower,
          upper,
          IpSet.saturatedSum(lower.usedCount(), upper.usedCount()),
          Math.min(largestFree(block, lower), largestFree(block, upper)));
    }

    static Occupancy of(Cidr block, Occupancy lower, Occupancy upper) {
      return switch (lower) {
        case Free _ -> upper;
        case Taken below ->
            switch (upper) {
              case Free _ -> below;
              case Taken above -> around(block, below, above);
            };
      };
    }

    /** A node that fills less than its half leaves at least half of that half free. */
    private static int largestFree(Cidr block, Taken side) {
      return side.block().length() > block.length() + 1 ? block.length() + 2 : side.largestFree();
    }

    private boolean above(Cidr inside) {
      return inside.base().bit(block.length());
    }

    private Taken towards(Cidr inside) {
      return above(inside) ? upper : lower;
    }

    @Override
    public Taken withInside(Taken leaf) {
      if (leaf.block().equals(block)) {
        return leaf;
      }
      return above(leaf.block())
          ? around(block, lower, upper.with(leaf))
          : around(block, lower.with(leaf), upper);
    }

    @Override
    public Occupancy withoutInside(Cidr inside) {
      return above(inside)
          ? of(block, lower, upper.without(inside))
          : of(block, lower.without(inside), upper);
    }

    @Override
    public long usedInside(Cidr scope) {
      return scope.equals(block) ? usedCount : towards(scope).usedIn(scope);
    }

    @Override
    public Optional<Cidr> lowestFreeInside(Cidr scope, int length) {
      if (length < largestFree) {
        return Optional.empty();
      }
      return scope.equals(block)
          ? lower
              .lowestFree(block.lowerHalf(), length)
              .or(() -> upper.lowestFree(block.upperHalf(), length))
          : towards(scope).lowestFree(scope, length);
    }

    @Override
    public long freeBlocksInside(Cidr scope, int length) {
      if (length < largestFree) {
        return 0;
      }
      return scope.equals(block)
          ? IpSet.saturatedSum(
              lower.freeBlocks(block.lowerHalf(), length),
              upper.freeBlocks(block.upperHalf(), length))
          : towards(scope).freeBlocks(scope, length);
    }

    @Override
    public void addTo(List<Cidr> blocks) {
      lower.addTo(blocks);
      upper.addTo(blocks);
    }
  }
}
