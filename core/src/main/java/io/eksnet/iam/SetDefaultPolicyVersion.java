package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Says which version of a managed policy judges.
 *
 * <p>Refused with NoSuchEntity.
 */
public record SetDefaultPolicyVersion(AccountId account, String arn, String versionId)
    implements Command<ManagedPolicy> {
  @Override
  public Decision<ManagedPolicy> decide(Facts facts, Context context) {
    return ManagedPolicies.setDefault(facts, this, context);
  }
}
