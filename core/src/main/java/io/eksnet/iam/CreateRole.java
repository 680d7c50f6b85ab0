package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes a role.
 *
 * <p>Refused with EntityAlreadyExists, MalformedPolicyDocument, LimitExceeded, ValidationError
 * (name, path, session, tags) and NoSuchEntity (the boundary).
 */
public record CreateRole(
    AccountId account,
    String path,
    String name,
    Policy trustPolicy,
    String description,
    Duration maxSession,
    Optional<String> boundary,
    Tags tags)
    implements Command<Role> {
  @Override
  public Decision<Role> decide(Facts facts, Context context) {
    return RoleRules.create(facts, this, context);
  }
}
