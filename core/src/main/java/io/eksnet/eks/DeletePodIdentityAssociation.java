package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;

/** Takes the role of a service account away. Refused with ResourceNotFoundException. */
public record DeletePodIdentityAssociation(Scope scope, String cluster, String id)
    implements Command<PodIdentityAssociation> {
  @Override
  public Decision<PodIdentityAssociation> decide(Facts facts, Context context) {
    return PodIdentities.delete(facts, this);
  }
}
