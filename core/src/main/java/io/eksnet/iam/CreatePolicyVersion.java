package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Adds a version to a managed policy.
 *
 * <p>Refused with NoSuchEntity, MalformedPolicyDocument, LimitExceeded (five versions).
 */
public record CreatePolicyVersion(
    AccountId account, String arn, Policy policy, boolean setAsDefault)
    implements Command<ManagedPolicy.Version> {
  @Override
  public Decision<ManagedPolicy.Version> decide(Facts facts, Context context) {
    return ManagedPolicies.addVersion(facts, this, context);
  }
}
