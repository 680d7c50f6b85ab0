package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SecurityGroupRuleId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Lets rules of a security group allow something else; all of them or none. Their ids and tags
 * stay.
 *
 * <p>Refused with InvalidGroup.NotFound (the group or a peer), MissingParameter (no rule),
 * InvalidSecurityGroupRuleId.NotFound, InvalidParameterValue (a rule twice, or a peer of another
 * kind than before), InvalidPermission.Duplicate, InvalidPrefixListID.NotFound,
 * RulesPerSecurityGroupLimitExceeded.
 */
public record ModifySecurityGroupRules(SecurityGroupId group, List<Update> updates)
    implements Command<List<SecurityGroupRule>> {
  /** What one rule is to allow from now on. */
  public record Update(SecurityGroupRuleId rule, Permission permission) {}

  public ModifySecurityGroupRules {
    updates = List.copyOf(updates);
  }

  @Override
  public Decision<List<SecurityGroupRule>> decide(Facts facts, Context context) {
    return SecurityGroupRuleEdits.modify(new Vpcs(facts), this);
  }
}
