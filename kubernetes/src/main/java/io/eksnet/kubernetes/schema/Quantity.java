package io.eksnet.kubernetes.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * An amount of a resource, such as {@code 500m}, {@code 128Mi} or {@code 1e3} (apimachinery,
 * pkg/api/resource).
 *
 * @param value the amount, at most nine digits after the point; more are rounded up
 * @param format in which family of suffixes it was written
 */
public record Quantity(BigDecimal value, Format format) implements Comparable<Quantity> {
  /** Families of suffixes. */
  public enum Format {
    /** Powers of 1024: Ki, Mi, Gi ... */
    BINARY,
    /** Powers of 1000: n, u, m, k, M, G ... */
    DECIMAL,
    /** {@code 12e6}. */
    EXPONENT
  }

  /** No amount. */
  public static final Quantity ZERO = new Quantity(BigDecimal.ZERO, Format.DECIMAL);

  private static final String DECIMAL_SUFFIXES = "num kMGTPE";
  private static final String BINARY_SUFFIXES = "KMGTPE";
  private static final BigInteger KI = BigInteger.valueOf(1024);
  private static final BigDecimal KI_DECIMAL = BigDecimal.valueOf(1024);
  private static final int MAX_EXPONENT = 400;

  /** Reads the text form; empty when it is not a quantity. */
  public static Optional<Quantity> parse(String text) {
    int end = 0;
    boolean digits = false;
    int points = 0;
    if (!text.isEmpty() && (text.charAt(0) == '+' || text.charAt(0) == '-')) {
      end++;
    }
    for (; end < text.length(); end++) {
      char c = text.charAt(end);
      digits |= c >= '0' && c <= '9';
      points += c == '.' ? 1 : 0;
      if ((c < '0' || c > '9') && c != '.') {
        break;
      }
    }
    return digits && points <= 1
        ? scaled(new BigDecimal(text.substring(0, end)), text.substring(end))
        : Optional.empty();
  }

  private static Optional<Quantity> scaled(BigDecimal number, String suffix) {
    if (suffix.isEmpty()) {
      return Optional.of(rounded(number, Format.DECIMAL));
    }
    if (suffix.length() == 1 && suffix.charAt(0) != ' ') {
      int decimal = DECIMAL_SUFFIXES.indexOf(suffix.charAt(0));
      if (decimal >= 0) {
        return Optional.of(rounded(number.scaleByPowerOfTen(3 * (decimal - 3)), Format.DECIMAL));
      }
    }
    if (suffix.length() == 2 && suffix.charAt(1) == 'i') {
      int binary = BINARY_SUFFIXES.indexOf(suffix.charAt(0));
      return binary < 0
          ? Optional.empty()
          : Optional.of(rounded(number.multiply(KI_DECIMAL.pow(binary + 1)), Format.BINARY));
    }
    if (suffix.matches("[eE][+-]?[0-9]{1,4}")) {
      int exponent = Integer.parseInt(suffix.substring(1));
      return Math.abs(exponent) > MAX_EXPONENT
          ? Optional.empty()
          : Optional.of(rounded(number.scaleByPowerOfTen(exponent), Format.EXPONENT));
    }
    return Optional.empty();
  }

  private static Quantity rounded(BigDecimal value, Format format) {
    return new Quantity(value.scale() > 9 ? value.setScale(9, RoundingMode.UP) : value, format);
  }

  /** The form that Kubernetes stores: no fraction, the largest suffix that needs none. */
  public String canonical() {
    if (value.signum() == 0) {
      return "0";
    }
    return format == Format.BINARY && value.abs().compareTo(KI_DECIMAL) >= 0
        ? binary(value.setScale(0, RoundingMode.UP).toBigIntegerExact())
        : decimal();
  }

  private static String binary(BigInteger number) {
    BigInteger left = number;
    int power = 0;
    while (power < BINARY_SUFFIXES.length() && left.mod(KI).signum() == 0) {
      left = left.divide(KI);
      power++;
    }
    return power == 0 ? left.toString() : left + BINARY_SUFFIXES.substring(power - 1, power) + "i";
  }

  private String decimal() {
    BigDecimal stripped = value.stripTrailingZeros();
    int exponent = Math.floorDiv(-stripped.scale(), 3) * 3;
    if (format != Format.EXPONENT) {
      exponent = Math.clamp(exponent, -9, 18);
    }
    String mantissa = stripped.scaleByPowerOfTen(-exponent).toBigInteger().toString();
    if (exponent == 0) {
      return mantissa;
    }
    return format == Format.EXPONENT
        ? mantissa + "e" + exponent
        : mantissa + DECIMAL_SUFFIXES.charAt(exponent / 3 + 3);
  }

  /** By amount, whatever the form. */
  @Override
  public int compareTo(Quantity other) {
    return value.compareTo(other.value);
  }

  /** The canonical form. */
  @Override
  public String toString() {
    return canonical();
  }
}
