package io.eksnet.kubernetes.admission;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What admission may know beside the object itself.
 *
 * @param serviceAccount for pods: the service account that {@link Admission#serviceAccountOf}
 *     names; empty when it is not known, and then nothing is refused for its sake
 * @param ipFamily the cluster's, {@code IPv4} or {@code IPv6}; Services get it by default
 */
public record Surroundings(Optional<JsonNode> serviceAccount, String ipFamily) {
  /** Nothing is known; the cluster speaks IPv4. */
  public static final Surroundings NONE = new Surroundings(Optional.empty(), "IPv4");
}
