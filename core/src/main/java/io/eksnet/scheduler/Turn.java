package io.eksnet.scheduler;

import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.Pod;
import java.time.Instant;

/**
 * A pod's place in the scheduling queue: higher priority first, then the older pod.
 *
 * @param priority of the pod, higher is sooner
 * @param created when the pod was
 * @param pod which pod
 */
public record Turn(int priority, Instant created, ObjectKey pod) implements Comparable<Turn> {
  /** The turn, before that of every pod, in which pods that found no place are called again. */
  static final Turn ROOM_WAS_MADE = new Turn(Integer.MAX_VALUE, Instant.MIN, new ObjectKey("", ""));

  static Turn of(Pod pod) {
    return new Turn(pod.spec().priority(), pod.meta().creationTimestamp(), pod.key());
  }

  @Override
  public int compareTo(Turn other) {
    int byPriority = Integer.compare(other.priority, priority);
    if (byPriority != 0) {
      return byPriority;
    }
    int byAge = created.compareTo(other.created);
    return byAge != 0 ? byAge : pod.compareTo(other.pod);
  }
}
