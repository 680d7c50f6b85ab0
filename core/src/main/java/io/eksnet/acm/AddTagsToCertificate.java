package io.eksnet.acm;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;

/**
 * Adds tags to a certificate; those of the same key are replaced.
 *
 * <p>Refused with ResourceNotFoundException, TooManyTagsException and InvalidTagException.
 */
public record AddTagsToCertificate(Scope owner, String arn, Tags tags)
    implements Command<Certificate> {
  @Override
  public Decision<Certificate> decide(Facts facts, Context context) {
    return Certificates.addTags(facts, this);
  }
}
