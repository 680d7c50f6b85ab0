package io.eksnet.vpc;

import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SecurityGroupRuleId;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules for changing rules of security groups in place. */
final class SecurityGroupRuleEdits {
  private SecurityGroupRuleEdits() {}

  static Decision<List<SecurityGroupRule>> modify(Vpcs vpcs, ModifySecurityGroupRules command) {
    Optional<SecurityGroup> group = vpcs.securityGroup(command.group());
    if (group.isEmpty()) {
      return Decision.refuse(Ec2Refusals.groupNotFound(command.group()));
    }
    if (command.updates().isEmpty()) {
      return Decision.refuse(Ec2Refusals.missing("securityGroupRules"));
    }
    Map<SecurityGroupRuleId, SecurityGroupRule> rules = byId(vpcs, command.group());
    Map<SecurityGroupRuleId, SecurityGroupRule> changed = new LinkedHashMap<>();
    for (ModifySecurityGroupRules.Update update : command.updates()) {
      SecurityGroupRule old = rules.get(update.rule());
      if (old == null) {
        return Decision.refuse(GroupRefusals.ruleIdNotFound(update.rule()));
      }
      if (!old.peer().getClass().equals(update.permission().peer().getClass())) {
        return Decision.refuse(GroupRefusals.otherKindOfPeer(update.rule()));
      }
      switch (GroupPeers.resolved(vpcs, group.get(), update.permission())) {
        case GroupPeers.Found.No(Refusal refusal) -> {
          return Decision.refuse(refusal);
        }
        case GroupPeers.Found.Yes(Permission permission) -> {
          if (changed.put(old.id(), old.withPermission(permission)) != null) {
            return Decision.refuse(GroupRefusals.sameRuleTwice(old.id()));
          }
        }
      }
    }
    rules.putAll(changed);
    return problem(vpcs, List.copyOf(rules.values()), changed)
        .<Decision<List<SecurityGroupRule>>>map(Decision::refuse)
        .orElseGet(() -> accept(List.copyOf(changed.values())));
  }

  /** What is wrong with all rules of a group once some are changed. */
  private static Optional<Refusal> problem(
      Vpcs vpcs, List<SecurityGroupRule> all, Map<SecurityGroupRuleId, SecurityGroupRule> changed) {
    for (SecurityGroupRule rule : changed.values()) {
      boolean twice =
          all.stream()
              .anyMatch(
                  other ->
                      !other.id().equals(rule.id())
                          && other.direction() == rule.direction()
                          && rule.permission().isThatOf(other));
      if (twice) {
        return Optional.of(GroupRefusals.ruleExists(rule.permission()));
      }
    }
    for (SecurityGroupRule.Direction direction : SecurityGroupRule.Direction.values()) {
      List<SecurityGroupRule> same =
          all.stream().filter(rule -> rule.direction() == direction).toList();
      if (SecurityGroupRules.tooMany(vpcs, same)) {
        return Optional.of(GroupRefusals.ruleLimit());
      }
    }
    return Optional.empty();
  }

  static Decision<List<SecurityGroupRule>> describe(
      Vpcs vpcs,
      SecurityGroupId group,
      SecurityGroupRule.Direction direction,
      List<Permission> permissions,
      List<RuleDescription> descriptions) {
    if (vpcs.securityGroup(group).isEmpty()) {
      return Decision.refuse(Ec2Refusals.groupNotFound(group));
    }
    if (permissions.isEmpty() && descriptions.isEmpty()) {
      return Decision.refuse(Ec2Refusals.missing("ipPermissions or securityGroupRuleDescriptions"));
    }
    List<SecurityGroupRule> present =
        vpcs.rulesOf(group).stream().filter(rule -> rule.direction() == direction).toList();
    List<SecurityGroupRule> changed = new ArrayList<>();
    for (Permission permission : permissions) {
      Optional<SecurityGroupRule> rule = present.stream().filter(permission::isThatOf).findFirst();
      if (rule.isEmpty()) {
        return Decision.refuse(GroupRefusals.ruleNotFound());
      }
      changed.add(rule.get().withDescription(permission.description()));
    }
    for (RuleDescription description : descriptions) {
      Optional<SecurityGroupRule> rule =
          present.stream().filter(it -> it.id().equals(description.rule())).findFirst();
      if (rule.isEmpty()) {
        return Decision.refuse(GroupRefusals.ruleIdNotFound(description.rule()));
      }
      changed.add(rule.get().withDescription(description.description()));
    }
    return accept(changed);
  }

  private static Decision<List<SecurityGroupRule>> accept(List<SecurityGroupRule> changed) {
    return Decision.accept(
        changed, changed.stream().map(rule -> Change.put(SecurityGroupRule.KIND, rule)).toList());
  }

  private static Map<SecurityGroupRuleId, SecurityGroupRule> byId(
      Vpcs vpcs, SecurityGroupId group) {
    Map<SecurityGroupRuleId, SecurityGroupRule> rules = new LinkedHashMap<>();
    vpcs.rulesOf(group).forEach(rule -> rules.put(rule.id(), rule));
    return rules;
  }
}
