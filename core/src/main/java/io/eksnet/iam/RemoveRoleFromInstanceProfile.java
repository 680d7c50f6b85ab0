package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Takes the role from an instance profile.
 *
 * <p>Refused with NoSuchEntity.
 */
public record RemoveRoleFromInstanceProfile(AccountId account, String name, String role)
    implements Command<InstanceProfile> {
  @Override
  public Decision<InstanceProfile> decide(Facts facts, Context context) {
    return InstanceProfiles.remove(facts, this);
  }
}
