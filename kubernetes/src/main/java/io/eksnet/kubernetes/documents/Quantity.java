package io.eksnet.kubernetes.documents;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/**
 * Amounts in Kubernetes' notation ({@code 100m}, {@code 1.5}, {@code 2Gi}, {@code 1e3}). Source:
 * apimachinery, pkg/api/resource.
 */
final class Quantity {
  private static final Map<String, BigDecimal> SUFFIXES =
      Map.ofEntries(
          Map.entry("n", BigDecimal.valueOf(1, 9)),
          Map.entry("u", BigDecimal.valueOf(1, 6)),
          Map.entry("m", BigDecimal.valueOf(1, 3)),
          Map.entry("", BigDecimal.ONE),
          Map.entry("k", BigDecimal.valueOf(1_000L)),
          Map.entry("M", BigDecimal.valueOf(1_000_000L)),
          Map.entry("G", BigDecimal.valueOf(1_000_000_000L)),
          Map.entry("T", BigDecimal.valueOf(1_000_000_000_000L)),
          Map.entry("P", BigDecimal.valueOf(1_000_000_000_000_000L)),
          Map.entry("E", BigDecimal.valueOf(1_000_000_000_000_000_000L)),
          Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
          Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
          Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
          Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
          Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
          Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

  private Quantity() {}

  /** Whole units, rounded up; 0 for text that is no quantity (admission has refused that). */
  static long units(String text) {
    return value(text).map(it -> rounded(it)).orElse(0L);
  }

  /** Thousandths, rounded up. */
  static long milli(String text) {
    return value(text).map(it -> rounded(it.movePointRight(3))).orElse(0L);
  }

  private static long rounded(BigDecimal value) {
    BigDecimal whole = value.setScale(0, RoundingMode.CEILING);
    return whole.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
  }

  private static Optional<BigDecimal> value(String text) {
    int split = 0;
    while (split < text.length() && isNumber(text.charAt(split))) {
      split++;
    }
    String suffix = text.substring(split);
    try {
      if (suffix.length() > 1
          && (suffix.charAt(0) == 'e' || suffix.charAt(0) == 'E')
          && !suffix.equals("Ei")) {
        return Optional.of(new BigDecimal(text));
      }
      return Optional.ofNullable(SUFFIXES.get(suffix))
          .map(new BigDecimal(text.substring(0, split))::multiply);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static boolean isNumber(char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+';
  }

  /** Thousandths of a core as Kubernetes prints them: {@code 2}, {@code 1930m}. */
  static String ofMilli(long milli) {
    return milli % 1000 == 0 ? Long.toString(milli / 1000) : milli + "m";
  }

  /** Bytes as a kubelet reports memory: {@code 7910448Ki}. */
  static String ofBytes(long bytes) {
    return bytes % 1024 == 0 && bytes != 0 ? bytes / 1024 + "Ki" : Long.toString(bytes);
  }
}
