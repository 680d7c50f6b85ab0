package io.eksnet.cni;

/**
 * Which of the free addresses a pod gets. The vendor walks a Go map, so any; tests on numbers must
 * not depend on it.
 */
public sealed interface AddressOrder {
  /** The lowest address of the lowest device index: the same every time. */
  record Ascending() implements AddressOrder {}

  /** Any of them, as a seed and the pod decide: as on a real node, and yet the same every time. */
  record Seeded(long seed) implements AddressOrder {}

  /**
   * The position of the address that a pod gets.
   *
   * @param free how many there are, 1 and more
   */
  default int pick(int free, String podUid) {
    return switch (this) {
      case Ascending _ -> 0;
      case Seeded(long seed) ->
          new java.util.SplittableRandom(seed ^ (podUid.hashCode() * 0x9e3779b97f4a7c15L))
              .nextInt(free);
    };
  }
}
