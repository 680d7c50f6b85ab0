package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Gives an instance profile its role.
 *
 * <p>Refused with NoSuchEntity, LimitExceeded (one role), UnmodifiableEntity.
 */
public record AddRoleToInstanceProfile(AccountId account, String name, String role)
    implements Command<InstanceProfile> {
  @Override
  public Decision<InstanceProfile> decide(Facts facts, Context context) {
    return InstanceProfiles.add(facts, this);
  }
}
