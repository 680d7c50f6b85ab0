package io.eksnet.eks;

import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * An add-on that EKS offers.
 *
 * @param type what it is for, in EKS's words
 * @param serviceAccount the account of its pods, when they call AWS
 * @param policies the managed policies that such a role should have
 * @param versions the newest first
 */
public record AddonInfo(
    String name,
    String type,
    Optional<String> serviceAccount,
    List<String> policies,
    List<Version> versions) {

  /**
   * One version.
   *
   * @param kubernetes the minor versions of clusters that take it
   * @param defaultOf those of them that get it when no version is asked for
   */
  public record Version(String name, List<String> kubernetes, List<String> defaultOf) {
    public Version {
      kubernetes = List.copyOf(kubernetes);
      defaultOf = List.copyOf(defaultOf);
    }

    /** Whether clusters of a minor version take it. */
    public boolean fits(String minor) {
      return kubernetes.contains(minor);
    }
  }

  public AddonInfo {
    policies = List.copyOf(policies);
    versions = List.copyOf(versions);
  }

  /** The newest version for clusters of a minor version; the newest of all if there is none. */
  public String newest(String minor) {
    return versions.stream()
        .filter(it -> it.fits(minor))
        .findFirst()
        .orElse(versions.getFirst())
        .name();
  }

  /** The version that clusters of a minor version get when none is asked for. */
  public Optional<String> standard(String minor) {
    return versions.stream()
        .filter(it -> it.defaultOf().contains(minor))
        .map(Version::name)
        .findFirst();
  }

  /** Whether it needs a role of its own to do its work. */
  public boolean needsRole() {
    return !policies.isEmpty();
  }

  /** Whether such a network takes {@code latest} for a version, which EKS does not. */
  static boolean latestAccepted(Facts facts) {
    return facts.table(AddonRuling.KIND).stream().anyMatch(AddonRuling::acceptsLatest);
  }
}
