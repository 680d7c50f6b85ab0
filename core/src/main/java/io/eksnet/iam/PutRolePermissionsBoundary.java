package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Limits what a role may do by a managed policy.
 *
 * <p>Refused with NoSuchEntity, UnmodifiableEntity, PolicyNotAttachable.
 */
public record PutRolePermissionsBoundary(AccountId account, String role, String policyArn)
    implements Command<Role> {
  @Override
  public Decision<Role> decide(Facts facts, Context context) {
    return RolePolicies.bound(facts, this);
  }
}
