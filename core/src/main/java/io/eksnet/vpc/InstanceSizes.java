package io.eksnet.vpc;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the name of an instance type tells about its size, where AWS's naming is regular: "Instance
 * type naming conventions" and the size tables of the general purpose (m, t), compute optimized (c)
 * and memory optimized (r) families in the EC2 instance type guide. Everything else is unknown
 * rather than guessed.
 */
final class InstanceSizes {
  private static final int FIRST_REGULAR_GENERATION = 5;

  /** MiB for each vCPU, by family letter, from the fifth generation on. */
  private static final Map<String, Long> MIB_PER_VCPU =
      Map.of("c", 2_048L, "m", 4_096L, "r", 8_192L);

  private static final Set<String> BURSTABLE = Set.of("t2", "t3", "t3a", "t4g");

  /** MiB of the burstable types, by size. */
  private static final Map<String, Long> BURSTABLE_MIB =
      Map.of(
          "nano", 512L,
          "micro", 1_024L,
          "small", 2_048L,
          "medium", 4_096L,
          "large", 8_192L,
          "xlarge", 16_384L,
          "2xlarge", 32_768L);

  private static final String XLARGE = "xlarge";

  private InstanceSizes() {}

  /**
   * A family's name in its parts: {@code c7gn} is letters c, generation 7 and options gn. Cut by
   * hand: the whole table is cut when a program starts.
   */
  private record Family(String letters, int generation, String options) {
    static Family of(String name) {
      int digits = 0;
      while (digits < name.length() && !isDigit(name.charAt(digits))) {
        digits++;
      }
      int rest = digits;
      while (rest < name.length() && isDigit(name.charAt(rest))) {
        rest++;
      }
      int generation = rest == digits ? 0 : Integer.parseInt(name, digits, rest, 10);
      return new Family(name.substring(0, digits), generation, name.substring(rest));
    }

    private static boolean isDigit(char letter) {
      return letter >= '0' && letter <= '9';
    }
  }

  /** The vCPUs that a size means in the regular families: large 2, xlarge 4, Nxlarge 4N. */
  static Optional<Integer> vcpus(String family, String size) {
    if (mibPerVcpu(family).isEmpty()) {
      return Optional.empty();
    }
    return switch (size) {
      case "medium" -> Optional.of(1);
      case "large" -> Optional.of(2);
      case XLARGE -> Optional.of(4);
      case String multiple when multiple.endsWith(XLARGE) ->
          Optional.of(4 * Integer.parseInt(multiple, 0, multiple.length() - XLARGE.length(), 10));
      case String _ -> Optional.empty();
    };
  }

  /** The memory of a type in MiB. */
  static Optional<Long> memoryMib(String family, String size, Optional<Integer> vcpus) {
    if (BURSTABLE.contains(family)) {
      return Optional.ofNullable(BURSTABLE_MIB.get(size));
    }
    Optional<Long> each = mibPerVcpu(family);
    return each.isPresent() && vcpus.isPresent()
        ? Optional.of(each.get() * vcpus.get())
        : Optional.empty();
  }

  /** Graviton families: a1, and those with a g among the options after the generation. */
  static boolean arm64(String family) {
    return family.equals("a1") || Family.of(family).options().contains("g");
  }

  private static Optional<Long> mibPerVcpu(String family) {
    Family parts = Family.of(family);
    boolean regular =
        parts.generation() >= FIRST_REGULAR_GENERATION
            && !family.equals("c5n"); // 2.625 GiB for each vCPU
    return regular ? Optional.ofNullable(MIB_PER_VCPU.get(parts.letters())) : Optional.empty();
  }
}
