package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Lets traffic go out: a rule for each permission, or none at all.
 *
 * <p>Refused with InvalidGroup.NotFound (the group or a peer), MissingParameter (no permission),
 * InvalidPermission.Duplicate, InvalidParameterValue (the same twice),
 * RulesPerSecurityGroupLimitExceeded.
 */
public record AuthorizeSecurityGroupEgress(
    SecurityGroupId group, List<Permission> permissions, Tags tags)
    implements Command<List<SecurityGroupRule>> {
  public AuthorizeSecurityGroupEgress {
    permissions = List.copyOf(permissions);
  }

  @Override
  public Decision<List<SecurityGroupRule>> decide(Facts facts, Context context) {
    return SecurityGroupRules.authorize(
        new Vpcs(facts), group, SecurityGroupRule.Direction.EGRESS, permissions, tags, context);
  }
}
