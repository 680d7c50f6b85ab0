package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Describes outbound rules anew: those that the permissions name, and those named by id.
 *
 * <p>Refused with InvalidGroup.NotFound, MissingParameter (no rule), InvalidPermission.NotFound,
 * InvalidSecurityGroupRuleId.NotFound.
 *
 * @param permissions rules by what they allow, each with its new description
 */
public record UpdateSecurityGroupRuleDescriptionsEgress(
    SecurityGroupId group, List<Permission> permissions, List<RuleDescription> rules)
    implements Command<List<SecurityGroupRule>> {
  public UpdateSecurityGroupRuleDescriptionsEgress {
    permissions = List.copyOf(permissions);
    rules = List.copyOf(rules);
  }

  @Override
  public Decision<List<SecurityGroupRule>> decide(Facts facts, Context context) {
    return SecurityGroupRuleEdits.describe(
        new Vpcs(facts), group, SecurityGroupRule.Direction.EGRESS, permissions, rules);
  }
}
