package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;

/**
 * Makes a managed policy with its version v1.
 *
 * <p>Refused with EntityAlreadyExists, MalformedPolicyDocument, LimitExceeded, ValidationError.
 */
public record CreatePolicy(
    AccountId account, String path, String name, String description, Policy policy, Tags tags)
    implements Command<ManagedPolicy> {
  @Override
  public Decision<ManagedPolicy> decide(Facts facts, Context context) {
    return ManagedPolicies.create(facts, this, context);
  }
}
