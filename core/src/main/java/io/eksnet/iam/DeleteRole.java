package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Deletes a role that nothing hangs on.
 *
 * <p>Refused with NoSuchEntity, UnmodifiableEntity, DeleteConflict.
 */
public record DeleteRole(AccountId account, String name) implements Command<Role> {
  @Override
  public Decision<Role> decide(Facts facts, Context context) {
    return RoleRules.delete(facts, this);
  }
}
