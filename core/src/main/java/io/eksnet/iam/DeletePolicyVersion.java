package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Deletes a version that is not the default one.
 *
 * <p>Refused with NoSuchEntity, DeleteConflict.
 */
public record DeletePolicyVersion(AccountId account, String arn, String versionId)
    implements Command<ManagedPolicy> {
  @Override
  public Decision<ManagedPolicy> decide(Facts facts, Context context) {
    return ManagedPolicies.deleteVersion(facts, this, context);
  }
}
