package io.eksnet.kube;

import java.time.Instant;

/**
 * One condition of a status.
 *
 * @param status True, False or Unknown
 * @param reason may be empty
 * @param message may be empty
 */
public record Condition(
    String type, String status, String reason, String message, Instant lastTransitionTime) {
  /** Whether it holds. */
  public boolean isTrue() {
    return status.equals("True");
  }

  /** A condition without words. */
  public static Condition of(String type, boolean holds, Instant at) {
    return new Condition(type, holds ? "True" : "False", "", "", at);
  }
}
