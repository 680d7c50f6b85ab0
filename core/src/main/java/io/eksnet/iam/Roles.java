package io.eksnet.iam;

import io.eksnet.table.Facts;

/** What other services ask of roles that they are given. */
public final class Roles {
  private Roles() {}

  /**
   * Whether a role is there and trusts a service.
   *
   * @param service a service principal, such as {@code eks.amazonaws.com}
   */
  public static boolean assumableBy(Facts facts, String arn, String service) {
    return facts.find(Role.KIND, arn).filter(it -> it.trustPolicy().contains(service)).isPresent();
  }
}
