package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;

/**
 * Tags a managed policy.
 *
 * <p>Refused with NoSuchEntity, LimitExceeded, InvalidInput, ValidationError.
 */
public record TagPolicy(AccountId account, String arn, Tags tags)
    implements Command<ManagedPolicy> {
  @Override
  public Decision<ManagedPolicy> decide(Facts facts, Context context) {
    return ManagedPolicies.tag(facts, this);
  }
}
