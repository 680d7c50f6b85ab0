package io.eksnet.world;

import java.time.Duration;

/** How fast what AWS and the kubelet do is done. Promised durations are the same at any pace. */
public enum Pace {
  /** Polling intervals and latencies are zero; order and results are unchanged. */
  FAST,
  /** Every timer as the vendors have it. */
  REAL;

  /** A vendor's polling interval or latency at this pace. */
  public Duration latency(Duration vendors) {
    return switch (this) {
      case FAST -> Duration.ZERO;
      case REAL -> vendors;
    };
  }
}
