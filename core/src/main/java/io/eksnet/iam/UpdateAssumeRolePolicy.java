package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Gives a role another trust policy.
 *
 * <p>Refused with NoSuchEntity, UnmodifiableEntity, MalformedPolicyDocument, LimitExceeded.
 */
public record UpdateAssumeRolePolicy(AccountId account, String name, Policy policy)
    implements Command<Role> {
  @Override
  public Decision<Role> decide(Facts facts, Context context) {
    return RoleRules.trust(facts, this);
  }
}
