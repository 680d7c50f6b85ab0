package io.eksnet.acm;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Brings a certificate into ACM, or renews one that was brought before.
 *
 * <p>Refused with ValidationException (it is not valid now, or another key than before),
 * ResourceNotFoundException, InvalidParameterException (tags for one that is there),
 * TooManyTagsException.
 *
 * @param arn which one is renewed; none makes one
 */
public record ImportCertificate(Scope scope, Optional<String> arn, CertificateBody body, Tags tags)
    implements Command<Certificate> {
  @Override
  public Decision<Certificate> decide(Facts facts, Context context) {
    return Certificates.bring(facts, this, context);
  }
}
