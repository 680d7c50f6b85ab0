package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Takes tags from an instance profile.
 *
 * <p>Refused with NoSuchEntity.
 */
public record UntagInstanceProfile(AccountId account, String name, List<String> keys)
    implements Command<InstanceProfile> {
  @Override
  public Decision<InstanceProfile> decide(Facts facts, Context context) {
    return InstanceProfiles.untag(facts, this);
  }
}
