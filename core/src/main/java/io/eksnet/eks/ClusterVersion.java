package io.eksnet.eks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * A Kubernetes version that EKS offers, with the days of its life (EKS user guide, "Amazon EKS
 * Kubernetes release calendar").
 *
 * @param minor such as 34
 * @param platform EKS's own count of builds: {@code eks.9} for 9
 * @param patch the patch version of Kubernetes
 */
public record ClusterVersion(
    int minor,
    int platform,
    int patch,
    LocalDate released,
    LocalDate endOfStandard,
    LocalDate endOfExtended) {

  private static final List<ClusterVersion> ALL =
      List.of(
          of(35, 3, "2026-01-27", "2027-03-27", "2028-03-27"),
          of(34, 9, "2025-10-02", "2026-12-02", "2027-12-02"),
          of(33, 17, "2025-05-29", "2026-07-29", "2027-07-29"),
          of(32, 24, "2025-01-23", "2026-03-23", "2027-03-23"),
          of(31, 40, "2024-09-26", "2025-11-26", "2026-11-26"),
          of(30, 48, "2024-05-23", "2025-07-23", "2026-07-23"));

  /** The patch version that eksnet's API server tells. */
  private static final int PATCH = 2;

  private static ClusterVersion of(
      int minor, int platform, String released, String standard, String extended) {
    return new ClusterVersion(
        minor,
        platform,
        PATCH,
        LocalDate.parse(released),
        LocalDate.parse(standard),
        LocalDate.parse(extended));
  }

  /** Those that are served, the newest first. */
  public static List<ClusterVersion> all() {
    return ALL;
  }

  /** What a cluster gets when none is asked for. */
  public static ClusterVersion newest() {
    return ALL.getFirst();
  }

  /** The version of a text such as {@code 1.34}. */
  public static Optional<ClusterVersion> of(String text) {
    return ALL.stream().filter(it -> it.text().equals(text)).findFirst();
  }

  /** As EKS writes it: {@code 1.34}. */
  public String text() {
    return "1." + minor;
  }

  /** As EKS writes the platform's: {@code eks.9}. */
  public String platformText() {
    return "eks." + platform;
  }

  /** How far it is in its life. */
  public Support at(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (today.isBefore(endOfStandard)) {
      return Support.STANDARD_SUPPORT;
    }
    return today.isBefore(endOfExtended) ? Support.EXTENDED_SUPPORT : Support.UNSUPPORTED;
  }

  /** How a version is supported. */
  public enum Support {
    STANDARD_SUPPORT,
    EXTENDED_SUPPORT,
    UNSUPPORTED
  }
}
