package io.eksnet.acm;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;

/**
 * Changes whether a certificate that Amazon issued is in the public logs of certificates.
 *
 * <p>Refused with ResourceNotFoundException and InvalidStateException (an imported one).
 */
public record UpdateCertificateOptions(Scope owner, String arn, boolean transparencyLogging)
    implements Command<Certificate> {
  @Override
  public Decision<Certificate> decide(Facts facts, Context context) {
    return Certificates.update(facts, this);
  }
}
