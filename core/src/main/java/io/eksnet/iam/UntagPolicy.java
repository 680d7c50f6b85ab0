package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Takes tags from a managed policy.
 *
 * <p>Refused with NoSuchEntity.
 */
public record UntagPolicy(AccountId account, String arn, List<String> keys)
    implements Command<ManagedPolicy> {
  @Override
  public Decision<ManagedPolicy> decide(Facts facts, Context context) {
    return ManagedPolicies.untag(facts, this);
  }
}
