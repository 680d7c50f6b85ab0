package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.table.Facts;

/**
 * Deletes a security group and its rules.
 *
 * <p>Refused with InvalidGroup.NotFound, CannotDelete (the default group), DependencyViolation (an
 * interface carries it, or another group's rule names it).
 */
public record DeleteSecurityGroup(SecurityGroupId id) implements Command<SecurityGroupId> {
  @Override
  public Decision<SecurityGroupId> decide(Facts facts, Context context) {
    return SecurityGroups.delete(new Vpcs(facts), this);
  }
}
