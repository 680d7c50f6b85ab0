package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.Refusal;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SecurityGroupRuleId;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules about the rules of security groups. */
final class SecurityGroupRules {
  private static final int MOST_RULES_OF_INTERFACE = 1_000;

  private SecurityGroupRules() {}

  static Decision<List<SecurityGroupRule>> authorize(
      Vpcs vpcs,
      SecurityGroupId group,
      SecurityGroupRule.Direction direction,
      List<Permission> permissions,
      Tags tags,
      Context context) {
    Optional<SecurityGroup> found = vpcs.securityGroup(group);
    if (found.isEmpty()) {
      return Decision.refuse(Ec2Refusals.groupNotFound(group));
    }
    if (permissions.isEmpty()) {
      return Decision.refuse(Ec2Refusals.missing("ipPermissions"));
    }
    List<SecurityGroupRule> present = present(vpcs, group, direction);
    List<SecurityGroupRule> made = new ArrayList<>();
    for (int i = 0; i < permissions.size(); i++) {
      Permission permission = permissions.get(i);
      if (permissions.subList(0, i).stream().anyMatch(permission::sameAs)) {
        return Decision.refuse(GroupRefusals.sameTwice());
      }
      switch (GroupPeers.resolved(vpcs, found.get(), permission)) {
        case GroupPeers.Found.No(Refusal refusal) -> {
          return Decision.refuse(refusal);
        }
        case GroupPeers.Found.Yes(Permission resolved) ->
            made.add(rule(found.get(), direction, resolved, tags, context));
      }
      if (present.stream().anyMatch(permission::isThatOf)) {
        return Decision.refuse(GroupRefusals.ruleExists(permission));
      }
    }
    List<SecurityGroupRule> all = new ArrayList<>(present);
    all.addAll(made);
    if (tooMany(vpcs, all)) {
      return Decision.refuse(GroupRefusals.ruleLimit());
    }
    return Decision.accept(
        made, made.stream().map(rule -> Change.put(SecurityGroupRule.KIND, rule)).toList());
  }

  static Decision<List<SecurityGroupRule>> revoke(
      Vpcs vpcs,
      SecurityGroupId group,
      SecurityGroupRule.Direction direction,
      List<Permission> permissions,
      List<SecurityGroupRuleId> ids) {
    if (vpcs.securityGroup(group).isEmpty()) {
      return Decision.refuse(Ec2Refusals.groupNotFound(group));
    }
    if (permissions.isEmpty() && ids.isEmpty()) {
      return Decision.refuse(Ec2Refusals.missing("ipPermissions or securityGroupRuleIds"));
    }
    List<SecurityGroupRule> present = present(vpcs, group, direction);
    List<SecurityGroupRule> gone = new ArrayList<>();
    for (SecurityGroupRuleId id : ids) {
      Optional<SecurityGroupRule> rule =
          present.stream().filter(it -> it.id().equals(id)).findFirst();
      if (rule.isEmpty()) {
        return Decision.refuse(GroupRefusals.ruleIdNotFound(id));
      }
      gone.add(rule.get());
    }
    for (Permission permission : permissions) {
      Optional<SecurityGroupRule> rule = present.stream().filter(permission::isThatOf).findFirst();
      if (rule.isEmpty()) {
        return Decision.refuse(GroupRefusals.ruleNotFound());
      }
      gone.add(rule.get());
    }
    List<SecurityGroupRule> distinct = gone.stream().distinct().toList();
    return Decision.accept(
        distinct,
        distinct.stream().map(rule -> Change.remove(SecurityGroupRule.KIND, rule.id())).toList());
  }

  /** States a rule that EC2 makes by itself. */
  static Change<SecurityGroupRuleId, SecurityGroupRule> put(
      SecurityGroup group,
      SecurityGroupRule.Direction direction,
      Permission permission,
      Context context) {
    return Change.put(
        SecurityGroupRule.KIND, rule(group, direction, permission, Tags.NONE, context));
  }

  private static SecurityGroupRule rule(
      SecurityGroup group,
      SecurityGroupRule.Direction direction,
      Permission permission,
      Tags tags,
      Context context) {
    return new SecurityGroupRule(
        new SecurityGroupRuleId(context.ids().next("sgr")),
        group.scope(),
        group.id(),
        direction,
        permission.traffic(),
        permission.peer(),
        permission.description(),
        tags);
  }

  private static List<SecurityGroupRule> present(
      Vpcs vpcs, SecurityGroupId group, SecurityGroupRule.Direction direction) {
    return vpcs.rulesOf(group).stream().filter(rule -> rule.direction() == direction).toList();
  }

  /** Whether a group has more rules of one direction than it may, in either family. */
  static boolean tooMany(Vpcs vpcs, List<SecurityGroupRule> rules) {
    int limit = limit(vpcs);
    return count(vpcs, rules, IpFamily.IPV4) > limit || count(vpcs, rules, IpFamily.IPV6) > limit;
  }

  /** "The quota for security groups per interface multiplied by that for rules": at most 1,000. */
  private static int limit(Vpcs vpcs) {
    int groups = Math.max(1, vpcs.quota(Quota.SECURITY_GROUPS_PER_INTERFACE));
    return Math.min(vpcs.quota(Quota.RULES_PER_SECURITY_GROUP), MOST_RULES_OF_INTERFACE / groups);
  }

  /** A rule that names a group counts for both families, a prefix list with its weight. */
  private static long count(Vpcs vpcs, List<SecurityGroupRule> rules, IpFamily family) {
    return rules.stream().mapToLong(rule -> weight(vpcs, rule, family)).sum();
  }

  private static int weight(Vpcs vpcs, SecurityGroupRule rule, IpFamily family) {
    return switch (rule.peer()) {
      case SecurityGroupRule.Peer.Group _ -> 1;
      case SecurityGroupRule.Peer.Range(Cidr cidr) -> cidr.family() == family ? 1 : 0;
      case SecurityGroupRule.Peer.PrefixList(PrefixListId id) ->
          vpcs.prefixList(id)
              .filter(list -> list.family() == family)
              .map(ManagedPrefixList::maxEntries)
              .orElse(0);
    };
  }
}
