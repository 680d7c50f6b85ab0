package io.eksnet.kube;

/**
 * A node's taint.
 *
 * @param effect NoSchedule, PreferNoSchedule or NoExecute
 */
public record Taint(String key, String value, String effect) {
  /** As the scheduler writes it: {@code {key: value}}. */
  @Override
  public String toString() {
    return "{" + key + ": " + value + "}";
  }
}
