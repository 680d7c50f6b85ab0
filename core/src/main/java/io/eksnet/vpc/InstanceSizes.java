package io.eksnet.vpc;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of an instance type tells about its size, where AWS's naming is regular: "Instance
 * type naming conventions" and the size tables of the general purpose (m, t), compute optimized (c)
 * and memory optimized (r) families in the EC2 instance type guide. Everything else is unknown
 * rather than guessed.
 */
final class InstanceSizes {
  private static final Pattern FAMILY = Pattern.compile("([a-z]+)([0-9]+)([a-z]*)(-flex)?");
  private static final Pattern MULTIPLE = Pattern.compile("([0-9]+)xlarge");
  private static final int FIRST_REGULAR_GENERATION = 5;

  /** MiB for each vCPU, by family letter, from the fifth generation on. */
  private static final Map<String, Long> MIB_PER_VCPU =
      Map.of("c", 2_048L, "m", 4_096L, "r", 8_192L);

  /** MiB of the burstable types (t2, t3, t3a, t4g), by size. */
  private static final Map<String, Long> BURSTABLE_MIB =
      Map.of(
          "nano", 512L,
          "micro", 1_024L,
          "small", 2_048L,
          "medium", 4_096L,
          "large", 8_192L,
          "xlarge", 16_384L,
          "2xlarge", 32_768L);

  private InstanceSizes() {}

  /** The vCPUs that a size means in the regular families: large 2, xlarge 4, Nxlarge 4N. */
  static Optional<Integer> vcpus(String family, String size) {
    if (mibPerVcpu(family).isEmpty()) {
      return Optional.empty();
    }
    Matcher multiple = MULTIPLE.matcher(size);
    if (multiple.matches()) {
      return Optional.of(4 * Integer.parseInt(multiple.group(1)));
    }
    return switch (size) {
      case "medium" -> Optional.of(1);
      case "large" -> Optional.of(2);
      case "xlarge" -> Optional.of(4);
      case String _ -> Optional.empty();
    };
  }

  /** The memory of a type in MiB. */
  static Optional<Long> memoryMib(String family, String size, Optional<Integer> vcpus) {
    if (family.matches("t[234][a-z]?")) {
      return Optional.ofNullable(BURSTABLE_MIB.get(size));
    }
    return mibPerVcpu(family).flatMap(each -> vcpus.map(count -> each * count));
  }

  /** Graviton families: a1, and those with a g among the letters after the generation. */
  static boolean arm64(String family) {
    Matcher parts = FAMILY.matcher(family);
    return family.equals("a1") || (parts.matches() && parts.group(3).contains("g"));
  }

  private static Optional<Long> mibPerVcpu(String family) {
    Matcher parts = FAMILY.matcher(family);
    boolean regular =
        parts.matches()
            && Integer.parseInt(parts.group(2)) >= FIRST_REGULAR_GENERATION
            && !family.equals("c5n"); // 2.625 GiB for each vCPU
    return regular ? Optional.ofNullable(MIB_PER_VCPU.get(parts.group(1))) : Optional.empty();
  }
}
