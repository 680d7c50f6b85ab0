package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Deletes an instance profile that has no role.
 *
 * <p>Refused with NoSuchEntity, DeleteConflict.
 */
public record DeleteInstanceProfile(AccountId account, String name)
    implements Command<InstanceProfile> {
  @Override
  public Decision<InstanceProfile> decide(Facts facts, Context context) {
    return InstanceProfiles.delete(facts, this);
  }
}
