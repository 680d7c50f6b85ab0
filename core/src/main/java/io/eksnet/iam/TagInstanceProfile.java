package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;

/**
 * Tags an instance profile.
 *
 * <p>Refused with NoSuchEntity, LimitExceeded, InvalidInput, ValidationError.
 */
public record TagInstanceProfile(AccountId account, String name, Tags tags)
    implements Command<InstanceProfile> {
  @Override
  public Decision<InstanceProfile> decide(Facts facts, Context context) {
    return InstanceProfiles.tag(facts, this);
  }
}
