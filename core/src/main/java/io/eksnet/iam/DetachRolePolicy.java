package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Detaches a managed policy from a role.
 *
 * <p>Refused with NoSuchEntity, UnmodifiableEntity.
 */
public record DetachRolePolicy(AccountId account, String role, String policyArn)
    implements Command<Role> {
  @Override
  public Decision<Role> decide(Facts facts, Context context) {
    return RolePolicies.detach(facts, this);
  }
}
