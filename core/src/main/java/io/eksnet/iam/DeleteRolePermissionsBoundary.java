package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Takes the boundary from a role.
 *
 * <p>Refused with NoSuchEntity, UnmodifiableEntity.
 */
public record DeleteRolePermissionsBoundary(AccountId account, String role)
    implements Command<Role> {
  @Override
  public Decision<Role> decide(Facts facts, Context context) {
    return RolePolicies.unbound(facts, this);
  }
}
