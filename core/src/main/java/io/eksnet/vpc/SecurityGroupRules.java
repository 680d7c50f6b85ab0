package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
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
    for (int i = 0; i < permissions.size(); i++) {
      Permission permission = permissions.get(i);
      if (permissions.subList(0, i).stream().anyMatch(permission::sameAs)) {
        return Decision.refuse(GroupRefusals.sameTwice());
      }
      Optional<Refusal> problem = problem(vpcs, found.get(), present, permission);
      if (problem.isPresent()) {
        return Decision.refuse(problem.get());
      }
    }
    List<SecurityGroupRule> made =
        permissions.stream().map(it -> rule(found.get(), direction, it, tags, context)).toList();
    List<SecurityGroupRule> all = new ArrayList<>(present);
    all.addAll(made);
    // A rule that names a group counts for both families.
    int limit = vpcs.quota(Quota.RULES_PER_SECURITY_GROUP);
    if (count(all, IpFamily.IPV4) > limit || count(all, IpFamily.IPV6) > limit) {
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

  private static Optional<Refusal> problem(
      Vpcs vpcs, SecurityGroup group, List<SecurityGroupRule> present, Permission permission) {
    Optional<Refusal> badPeer =
        switch (permission.peer()) {
          case SecurityGroupRule.Peer.Range _ -> Optional.empty();
          case SecurityGroupRule.Peer.Group(SecurityGroupId peer) ->
              vpcs.securityGroup(peer)
                  .map(
                      it ->
                          it.vpc().equals(group.vpc())
                              ? Optional.<Refusal>empty()
                              : Optional.of(GroupRefusals.peerOfOtherNetwork()))
                  .orElseGet(() -> Optional.of(Ec2Refusals.groupNotFound(peer)));
        };
    if (badPeer.isPresent()) {
      return badPeer;
    }
    return present.stream().anyMatch(permission::isThatOf)
        ? Optional.of(GroupRefusals.ruleExists(permission))
        : Optional.empty();
  }

  private static long count(List<SecurityGroupRule> rules, IpFamily family) {
    return rules.stream()
        .filter(
            rule ->
                switch (rule.peer()) {
                  case SecurityGroupRule.Peer.Group _ -> true;
                  case SecurityGroupRule.Peer.Range(Cidr cidr) -> cidr.family() == family;
                })
        .count();
  }
}
