package io.eksnet.id;

/**
 * Why AWS would not do what was asked.
 *
 * @param code AWS's own error code, which clients branch on, such as {@code InvalidSubnet.Conflict}
 * @param message AWS's own words
 */
public record Refusal(String code, String message) {
  @Override
  public String toString() {
    return code + ": " + message;
  }
}
