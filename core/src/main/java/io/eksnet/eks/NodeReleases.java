package io.eksnet.eks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The releases of EKS's images that node groups can have, the newest first for each Kubernetes
 * version. They are some that were in use in late 2025, as public Terraform files name them
 * (1.34.1-20251112, 1.34.2-20251120, 1.34.2-20251217, 1.33.5-20251103, 1.33.5-20251120,
 * 1.33.5-20251217); for other versions the number is eksnet's own.
 */
public final class NodeReleases {
  private static final Map<String, List<String>> AMAZON_LINUX =
      new TreeMap<>(
          Map.of(
              "1.34", List.of("1.34.2-20251217", "1.34.2-20251120", "1.34.1-20251112"),
              "1.33", List.of("1.33.5-20251217", "1.33.5-20251120", "1.33.5-20251103")));

  private static final String DATE = "20251217";

  /** Bottlerocket's own versions; AWS adds the commit that they were built from. */
  private static final List<String> BOTTLEROCKET = List.of("1.49.0-eksnet", "1.48.0-eksnet");

  private NodeReleases() {}

  /** The releases of a kind of image for a Kubernetes minor version, the newest first. */
  public static List<String> of(AmiType ami, String version) {
    return switch (ami.family()) {
      case AL2, AL2023 -> AMAZON_LINUX.getOrDefault(version, List.of(version + ".0-" + DATE));
      case BOTTLEROCKET -> BOTTLEROCKET;
      case CUSTOM -> List.of();
    };
  }

  /** The newest; none for images of the user's own. */
  public static Optional<String> newest(AmiType ami, String version) {
    return of(ami, version).stream().findFirst();
  }
}
