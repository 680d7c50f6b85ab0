package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;

/**
 * Ends a cluster, and with it its access entries, pod identity associations, add-ons and every
 * Kubernetes object. Refused with ResourceNotFoundException, ResourceInUseException (node groups,
 * an update under way) and InvalidRequestException (deletion protection).
 */
public record DeleteCluster(Scope scope, String name) implements Command<Cluster> {
  @Override
  public Decision<Cluster> decide(Facts facts, Context context) {
    return Clusters.delete(facts, this, context);
  }
}
