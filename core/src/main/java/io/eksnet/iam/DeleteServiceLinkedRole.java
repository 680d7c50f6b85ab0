package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Deletes the role of an AWS service.
 *
 * <p>Refused with NoSuchEntity, InvalidInput (not such a role).
 */
public record DeleteServiceLinkedRole(AccountId account, String name) implements Command<Role> {
  @Override
  public Decision<Role> decide(Facts facts, Context context) {
    return ServiceLinkedRoles.delete(facts, this);
  }
}
