package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.ListenerArn;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Adds certificates to an encrypted listener; those that it has do not matter. Answers those that
 * were named.
 *
 * <p>Refused with ListenerNotFound, ValidationError (not encrypted), CertificateNotFound and
 * TooManyCertificates.
 *
 * @param owner whose listener it is
 * @param certificates their ARNs
 */
public record AddListenerCertificates(Scope owner, ListenerArn arn, List<String> certificates)
    implements Command<List<String>> {
  public AddListenerCertificates {
    certificates = certificates.stream().distinct().toList();
  }

  @Override
  public Decision<List<String>> decide(Facts facts, Context context) {
    return ListenerCertificates.add(facts, this);
  }
}
