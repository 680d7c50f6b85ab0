package io.eksnet.kubernetes.documents;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as Kubernetes writes them. */
public final class Times {
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /** To the second, as {@code metav1.Time}: {@code 2026-11-23T12:00:00Z}. */
  public static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** To the microsecond, as {@code metav1.MicroTime}. */
  public static String micros(Instant time) {
    return MICROS.format(time);
  }
}
