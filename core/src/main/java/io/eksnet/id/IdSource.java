package io.eksnet.id;

/** Where new ids come from: real randomness in the daemon, a seed in tests and simulations. */
@FunctionalInterface
public interface IdSource {
  /**
   * The next unused text of {@code digits} hexadecimal digits. AWS's resource ids have 17.
   *
   * @param digits 1 to 32
   */
  String hex(int digits);

  /** A new AWS resource id: the prefix, a hyphen and 17 digits that start with 0. */
  default String next(String prefix) {
    return prefix + "-0" + hex(16);
  }

  /** A new UUID in text form, as Kubernetes gives objects. */
  default String uuid() {
    String h = hex(32);
    return h.substring(0, 8)
        + "-"
        + h.substring(8, 12)
        + "-4"
        + h.substring(13, 16)
        + "-a"
        + h.substring(17, 20)
        + "-"
        + h.substring(20, 32);
  }

  /**
   * Ids from a seed: the same seed gives the same ids in the same order.
   *
   * @param seed any number; not secret, ids are names and not keys
   */
  static IdSource seeded(long seed) {
    var random = new java.util.SplittableRandom(seed);
    return digits -> {
      StringBuilder text = new StringBuilder(digits);
      while (text.length() < digits) {
        text.append(Character.forDigit(random.nextInt(16), 16));
      }
      return text.toString();
    };
  }
}
