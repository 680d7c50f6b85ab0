package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Gives a role a policy of its own, in place of any of that name.
 *
 * <p>Refused with NoSuchEntity, UnmodifiableEntity, MalformedPolicyDocument, LimitExceeded,
 * ValidationError.
 */
public record PutRolePolicy(AccountId account, String role, String policyName, Policy policy)
    implements Command<Role> {
  @Override
  public Decision<Role> decide(Facts facts, Context context) {
    return RolePolicies.put(facts, this);
  }
}
