package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;

/** Takes a principal's access to a cluster away. Refused with ResourceNotFoundException. */
public record DeleteAccessEntry(Scope scope, String cluster, String principal)
    implements Command<AccessEntry> {
  @Override
  public Decision<AccessEntry> decide(Facts facts, Context context) {
    return AccessEntries.delete(facts, this);
  }
}
