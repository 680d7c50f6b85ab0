package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;

/**
 * Moves a cluster to the next minor version. Node groups stay at theirs.
 *
 * @param version such as {@code 1.35}
 */
public record UpdateClusterVersion(Scope scope, String name, String version)
    implements Command<Update> {
  @Override
  public Decision<Update> decide(Facts facts, Context context) {
    return ClusterUpdates.version(facts, this, context);
  }
}
