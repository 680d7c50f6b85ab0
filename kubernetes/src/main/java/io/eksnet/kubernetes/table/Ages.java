package io.eksnet.kubernetes.table;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** How long ago something was, as kubectl tells it (apimachinery, pkg/util/duration). */
final class Ages {
  private static final int DAY = 24;
  private static final int YEAR = 365;

  private Ages() {}

  /** The age of a time as objects carry it; {@code <unknown>} when there is none. */
  static String since(String timestamp, Instant now) {
    if (timestamp.isEmpty()) {
      return "<unknown>";
    }
    try {
      return human(Duration.between(Instant.parse(timestamp), now));
    } catch (DateTimeException _) {
      return "<unknown>";
    }
  }

  /** Two units at most, and only as exact as a reader needs. */
  static String human(Duration age) {
    long seconds = age.toSeconds();
    if (seconds < -1) {
      return "<invalid>";
    }
    if (seconds < 120) {
      return Math.max(seconds, 0) + "s";
    }
    long minutes = seconds / 60;
    if (minutes < 10) {
      return two(minutes, "m", seconds % 60, "s");
    }
    if (minutes < 180) {
      return minutes + "m";
    }
    long hours = minutes / 60;
    if (hours < 8) {
      return two(hours, "h", minutes % 60, "m");
    }
    if (hours < 2 * DAY) {
      return hours + "h";
    }
    long days = hours / DAY;
    if (days < 8) {
      return two(days, "d", hours % DAY, "h");
    }
    if (days < 2 * YEAR) {
      return days + "d";
    }
    return days < 8 * YEAR ? two(days / YEAR, "y", days % YEAR, "d") : days / YEAR + "y";
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return large + largeUnit + (small == 0 ? "" : small + smallUnit);
  }
}
