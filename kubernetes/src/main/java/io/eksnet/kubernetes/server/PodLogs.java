package io.eksnet.kubernetes.server;

import io.eksnet.kube.Pod;
import io.eksnet.world.World;
import java.time.Instant;
import java.util.List;

/**
 * Where the logs of pods come from: what eksnet's own engines decided, in the words of the
 * component they stand for.
 */
@FunctionalInterface
public interface PodLogs {

  /**
   * One line.
   *
   * @param text without a line break
   */
  record Line(Instant at, String text) {}

  /** What there is to read of a container. */
  sealed interface Log {
    /**
     * Lines, oldest first.
     *
     * @param lines all that are kept, at this moment
     */
    record Lines(List<Line> lines) implements Log {
      public Lines {
        lines = List.copyOf(lines);
      }
    }

    /** Nothing is ever written here; {@code why} is what the user is told. */
    record Silent(String why) implements Log {}
  }

  /** The log of a container; asked again and again by a client that follows. */
  Log of(World world, Pod pod, String container);

  /** Logs of a cluster none of whose pods says anything. */
  static PodLogs silent() {
    return (_, pod, container) ->
        new Log.Silent(
            ("container \"%s\" in pod \"%s\" is simulated by eksnet and writes no log; the logs of"
                    + " aws-node are in namespace kube-system")
                .formatted(container, pod.meta().name()));
  }
}
