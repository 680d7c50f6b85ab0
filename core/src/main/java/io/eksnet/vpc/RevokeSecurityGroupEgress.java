package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SecurityGroupRuleId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Lets traffic go out no more: all rules that are named, by what they allow or by id, or none.
 *
 * <p>Refused with InvalidGroup.NotFound, MissingParameter (no rule), InvalidPermission.NotFound,
 * InvalidSecurityGroupRuleId.NotFound.
 *
 * @param permissions rules by what they allow; descriptions do not matter
 * @param rules rules by id
 */
public record RevokeSecurityGroupEgress(
    SecurityGroupId group, List<Permission> permissions, List<SecurityGroupRuleId> rules)
    implements Command<List<SecurityGroupRule>> {
  public RevokeSecurityGroupEgress {
    permissions = List.copyOf(permissions);
    rules = List.copyOf(rules);
  }

  @Override
  public Decision<List<SecurityGroupRule>> decide(Facts facts, Context context) {
    return SecurityGroupRules.revoke(
        new Vpcs(facts), group, SecurityGroupRule.Direction.EGRESS, permissions, rules);
  }
}
