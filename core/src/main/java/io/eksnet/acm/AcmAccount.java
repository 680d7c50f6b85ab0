package io.eksnet.acm;

import io.eksnet.id.Scope;
import io.eksnet.table.Kind;

/**
 * How ACM is set in an account and Region.
 *
 * @param daysBeforeExpiry how many days before a certificate expires ACM begins to say so; 1 to 45
 */
public record AcmAccount(Scope scope, int daysBeforeExpiry) {
  /** What ACM does where nothing was set (ACM API reference, GetAccountConfiguration). */
  public static final int DAYS_BEFORE_EXPIRY = 45;

  /** Settings by account and Region. */
  public static final Kind<Scope, AcmAccount> KIND =
      Kind.of("acm-account", AcmAccount.class, AcmAccount::scope);
}
