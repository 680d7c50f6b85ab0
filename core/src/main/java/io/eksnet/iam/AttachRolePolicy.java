package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Attaches a managed policy to a role; one that is attached stays so.
 *
 * <p>Refused with NoSuchEntity, UnmodifiableEntity, LimitExceeded, PolicyNotAttachable,
 * ValidationError.
 */
public record AttachRolePolicy(AccountId account, String role, String policyArn)
    implements Command<Role> {
  @Override
  public Decision<Role> decide(Facts facts, Context context) {
    return RolePolicies.attach(facts, this);
  }
}
