package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Changes whom Kubernetes takes a principal for; what is not named stays. Refused like {@link
 * CreateAccessEntry}.
 */
public record UpdateAccessEntry(
    Scope scope,
    String cluster,
    String principal,
    Optional<String> username,
    Optional<List<String>> groups)
    implements Command<AccessEntry> {
  @Override
  public Decision<AccessEntry> decide(Facts facts, Context context) {
    return AccessEntries.update(facts, this, context);
  }
}
