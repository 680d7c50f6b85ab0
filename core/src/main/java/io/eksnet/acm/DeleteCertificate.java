package io.eksnet.acm;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Deletes a certificate that nothing uses.
 *
 * <p>Refused with ResourceNotFoundException and ResourceInUseException.
 *
 * @param users who uses a certificate, by its ARN: load balancers, which this room does not know
 */
public record DeleteCertificate(
    Scope owner, String arn, BiFunction<Facts, String, List<String>> users)
    implements Command<String> {
  @Override
  public Decision<String> decide(Facts facts, Context context) {
    return Certificates.delete(facts, this);
  }
}
