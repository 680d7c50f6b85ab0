package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Takes a policy of its own from a role.
 *
 * <p>Refused with NoSuchEntity, UnmodifiableEntity.
 */
public record DeleteRolePolicy(AccountId account, String role, String policyName)
    implements Command<Role> {
  @Override
  public Decision<Role> decide(Facts facts, Context context) {
    return RolePolicies.delete(facts, this);
  }
}
