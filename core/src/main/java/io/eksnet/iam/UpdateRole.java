package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;
import java.time.Duration;
import java.util.Optional;

/**
 * Changes what a role is said to be and how long its sessions may last.
 *
 * <p>Refused with NoSuchEntity, UnmodifiableEntity, ValidationError.
 */
public record UpdateRole(
    AccountId account, String name, Optional<String> description, Optional<Duration> maxSession)
    implements Command<Role> {
  @Override
  public Decision<Role> decide(Facts facts, Context context) {
    return RoleRules.update(facts, this);
  }
}
