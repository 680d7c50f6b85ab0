package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;

/**
 * Tags a role.
 *
 * <p>Refused with NoSuchEntity, UnmodifiableEntity, LimitExceeded, InvalidInput, ValidationError.
 */
public record TagRole(AccountId account, String name, Tags tags) implements Command<Role> {
  @Override
  public Decision<Role> decide(Facts facts, Context context) {
    return RoleRules.tag(facts, this);
  }
}
