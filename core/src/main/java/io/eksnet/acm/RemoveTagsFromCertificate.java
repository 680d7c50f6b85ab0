package io.eksnet.acm;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Takes tags from a certificate; what is not there does not matter.
 *
 * <p>Refused with ResourceNotFoundException.
 *
 * @param tags a key with a value takes a tag only if it has that value
 */
public record RemoveTagsFromCertificate(Scope owner, String arn, List<Which> tags)
    implements Command<Certificate> {
  /** A tag by its key, or by key and value. */
  public record Which(String key, Optional<String> value) {}

  public RemoveTagsFromCertificate {
    tags = List.copyOf(tags);
  }

  @Override
  public Decision<Certificate> decide(Facts facts, Context context) {
    return Certificates.removeTags(facts, this);
  }
}
