package io.eksnet.policy;

import io.eksnet.kube.ObjectKey;

/**
 * Where a rule stands.
 *
 * @param policy the NetworkPolicy's namespace and name
 * @param index its place in the policy's list of that direction, from 0
 */
public record RuleOrigin(ObjectKey policy, Direction direction, int index) {

  /** {@code NetworkPolicy default/web-policy ingress[0]}. */
  @Override
  public String toString() {
    return "NetworkPolicy " + policy + " " + direction + "[" + index + "]";
  }
}
