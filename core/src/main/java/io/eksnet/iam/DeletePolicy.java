package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Deletes a managed policy that nobody has and that has one version only.
 *
 * <p>Refused with NoSuchEntity, DeleteConflict.
 */
public record DeletePolicy(AccountId account, String arn) implements Command<ManagedPolicy> {
  @Override
  public Decision<ManagedPolicy> decide(Facts facts, Context context) {
    return ManagedPolicies.delete(facts, this);
  }
}
