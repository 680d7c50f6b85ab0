package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Makes the role that an AWS service acts with.
 *
 * <p>Refused with InvalidInput (no such service, the role is there already).
 */
public record CreateServiceLinkedRole(
    AccountId account, String service, Optional<String> suffix, String description)
    implements Command<Role> {
  @Override
  public Decision<Role> decide(Facts facts, Context context) {
    return ServiceLinkedRoles.create(facts, this, context);
  }
}
