package io.eksnet.kube;

import java.util.Optional;

/**
 * A taint that a pod bears.
 *
 * @param key empty with operator Exists means every key
 * @param exists whether the operator is Exists; else Equal
 * @param effect empty means every effect
 * @param tolerationSeconds how long a NoExecute taint is borne; empty is for ever
 */
public record Toleration(
    String key, boolean exists, String value, String effect, Optional<Long> tolerationSeconds) {
  /** Whether a taint is borne. */
  public boolean tolerates(Taint taint) {
    boolean effectMatches = effect.isEmpty() || effect.equals(taint.effect());
    boolean keyMatches = key.isEmpty() ? exists : key.equals(taint.key());
    return effectMatches && keyMatches && (exists || value.equals(taint.value()));
  }
}
