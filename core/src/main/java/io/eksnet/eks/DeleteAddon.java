package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;

/**
 * Deletes an add-on. Asked again while that goes on, it answers the same.
 *
 * <p>Refused with ResourceNotFoundException.
 *
 * @param preserve whether its objects stay in the cluster, no longer EKS's business
 */
public record DeleteAddon(Scope scope, Addon.Key addon, boolean preserve)
    implements Command<Addon> {

  @Override
  public Decision<Addon> decide(Facts facts, Context context) {
    return AddonRules.delete(facts, this, context);
  }
}
