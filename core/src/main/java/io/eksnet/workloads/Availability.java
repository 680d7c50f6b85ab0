package io.eksnet.workloads;

import io.eksnet.kube.Condition;
import io.eksnet.kube.Pod;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Since when, or from when, ready pods count as available: Ready for {@code minReadySeconds}.
 *
 * @param available how many are available now
 * @param next when the next ready pod becomes available, if one waits for that
 */
record Availability(int available, Optional<Instant> next) {

  /** Counts some pods. */
  static Availability of(Collection<Pod> pods, int minReadySeconds, Instant now) {
    int available = 0;
    Optional<Instant> next = Optional.empty();
    for (Pod pod : pods) {
      Optional<Instant> from = availableFrom(pod, minReadySeconds);
      if (from.isEmpty()) {
        continue;
      }
      if (!from.get().isAfter(now)) {
        available++;
      } else if (next.isEmpty() || from.get().isBefore(next.get())) {
        next = from;
      }
    }
    return new Availability(available, next);
  }

  /** Whether one pod is available. */
  static boolean isAvailable(Pod pod, int minReadySeconds, Instant now) {
    return availableFrom(pod, minReadySeconds).filter(from -> !from.isAfter(now)).isPresent();
  }

  private static Optional<Instant> availableFrom(Pod pod, int minReadySeconds) {
    return pod.status()
        .condition("Ready")
        .filter(Condition::isTrue)
        .map(ready -> ready.lastTransitionTime().plusSeconds(minReadySeconds));
  }
}
