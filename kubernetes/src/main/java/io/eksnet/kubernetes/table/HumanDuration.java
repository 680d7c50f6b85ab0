package io.eksnet.kubernetes.table;

import java.time.Duration;

/**
 * A time span as kubectl prints it: {@code 47s}, {@code 5m12s}, {@code 3h}, {@code 2d4h}, {@code
 * 3y40d}. Source: apimachinery, pkg/util/duration.
 */
final class HumanDuration {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long YEAR = 365 * DAY;

  private HumanDuration() {}

  /** The text of a span; {@code <invalid>} when it lies two seconds or more in the future. */
  static String of(Duration span) {
    long seconds = wholeSeconds(span);
    if (seconds < -1) {
      return "<invalid>";
    }
    if (seconds < 2 * MINUTE) {
      return Math.max(0, seconds) + "s";
    }
    if (seconds < 10 * MINUTE) {
      return two(seconds, MINUTE, "m", 1, "s");
    }
    if (seconds < 3 * HOUR) {
      return seconds / MINUTE + "m";
    }
    if (seconds < 8 * HOUR) {
      return two(seconds, HOUR, "h", MINUTE, "m");
    }
    if (seconds < 2 * DAY) {
      return seconds / HOUR + "h";
    }
    if (seconds < 8 * DAY) {
      return two(seconds, DAY, "d", HOUR, "h");
    }
    if (seconds < 2 * YEAR) {
      return seconds / DAY + "d";
    }
    return seconds < 8 * YEAR ? two(seconds, YEAR, "y", DAY, "d") : seconds / YEAR + "y";
  }

  /** Rounded towards zero, so that a clock which is a second behind still reads {@code 0s}. */
  private static long wholeSeconds(Duration span) {
    return span.isNegative() && span.getNano() > 0 ? span.getSeconds() + 1 : span.getSeconds();
  }

  private static String two(long seconds, long unit, String name, long part, String partName) {
    long rest = seconds % unit / part;
    return rest == 0 ? seconds / unit + name : seconds / unit + name + rest + partName;
  }
}
