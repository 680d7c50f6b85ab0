package io.eksnet.acm;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Asks Amazon for a certificate, which is pending until the owner of its names has answered; here
 * they always do. With the token of a request of the last hour for the same names it makes nothing
 * and answers that one.
 *
 * <p>Refused with LimitExceededException (too many names), InvalidDomainValidationOptionsException,
 * TooManyTagsException, ValidationException.
 *
 * @param body the certificate that will be issued
 */
public record RequestCertificate(
    Scope scope,
    String domainName,
    List<String> alternativeNames,
    Certificate.Origin.Requested how,
    CertificateBody body,
    Tags tags)
    implements Command<Certificate> {
  public RequestCertificate {
    alternativeNames = List.copyOf(alternativeNames);
  }

  @Override
  public Decision<Certificate> decide(Facts facts, Context context) {
    return Certificates.request(facts, this, context);
  }
}
