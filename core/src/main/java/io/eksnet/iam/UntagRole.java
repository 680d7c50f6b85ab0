package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Takes tags from a role; keys that it has not are nothing to do.
 *
 * <p>Refused with NoSuchEntity, UnmodifiableEntity.
 */
public record UntagRole(AccountId account, String name, List<String> keys)
    implements Command<Role> {
  @Override
  public Decision<Role> decide(Facts facts, Context context) {
    return RoleRules.untag(facts, this);
  }
}
