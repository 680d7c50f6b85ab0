package io.eksnet.acm;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;

/**
 * Sets how early ACM says that a certificate will expire.
 *
 * <p>Refused with ValidationException.
 *
 * @param daysBeforeExpiry 1 to 45
 */
public record PutAccountConfiguration(Scope scope, int daysBeforeExpiry)
    implements Command<AcmAccount> {
  @Override
  public Decision<AcmAccount> decide(Facts facts, Context context) {
    return Certificates.configure(this);
  }
}
