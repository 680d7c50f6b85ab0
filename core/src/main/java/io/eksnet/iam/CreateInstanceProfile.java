package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;

/**
 * Makes an instance profile without a role.
 *
 * <p>Refused with EntityAlreadyExists, LimitExceeded, ValidationError.
 */
public record CreateInstanceProfile(AccountId account, String path, String name, Tags tags)
    implements Command<InstanceProfile> {
  @Override
  public Decision<InstanceProfile> decide(Facts facts, Context context) {
    return InstanceProfiles.create(facts, this, context);
  }
}
