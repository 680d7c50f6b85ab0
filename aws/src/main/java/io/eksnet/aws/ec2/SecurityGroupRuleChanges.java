package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.codec.Served;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SecurityGroupRuleId;
import io.eksnet.net.IpFamily;
import io.eksnet.vpc.ModifySecurityGroupRules;
import io.eksnet.vpc.Permission;
import io.eksnet.vpc.RuleDescription;
import io.eksnet.vpc.SecurityGroupRule.Peer;
import io.eksnet.vpc.Traffic;
import io.eksnet.vpc.UpdateSecurityGroupRuleDescriptionsEgress;
import io.eksnet.vpc.UpdateSecurityGroupRuleDescriptionsIngress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleDescription;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressResponse;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressResponse;

/** What changes rules of security groups in place. */
final class SecurityGroupRuleChanges {
  private SecurityGroupRuleChanges() {}

  static void register(Ec2Registration on) {
    on.on(
            "ModifySecurityGroupRules",
            ModifySecurityGroupRulesRequest::builder,
            served("GroupId!", "SecurityGroupRules!", "DryRun"),
            (q, call) -> modify(q, call))
        .on(
            "UpdateSecurityGroupRuleDescriptionsIngress",
            UpdateSecurityGroupRuleDescriptionsIngressRequest::builder,
            descriptions(),
            (q, call) -> describe(q, call))
        .on(
            "UpdateSecurityGroupRuleDescriptionsEgress",
            UpdateSecurityGroupRuleDescriptionsEgressRequest::builder,
            descriptions(),
            (q, call) -> describe(q, call));
  }

  private static Served descriptions() {
    return served(
        Stream.concat(
                Stream.of("GroupId", "GroupName", "SecurityGroupRuleDescriptions", "DryRun"),
                AskedPermissions.SERVED.stream())
            .toArray(String[]::new));
  }

  private static Reply<ModifySecurityGroupRulesResponse> modify(
      ModifySecurityGroupRulesRequest q, Call call) {
    List<ModifySecurityGroupRules.Update> updates = new ArrayList<>();
    for (SecurityGroupRuleUpdate asked : q.securityGroupRules()) {
      if (asked.securityGroupRuleId() == null) {
        return missing("securityGroupRuleId");
      }
      SecurityGroupRuleId id = new SecurityGroupRuleId(asked.securityGroupRuleId());
      switch (permission(asked.securityGroupRule())) {
        case Reply.Answer<Permission>(var permission) ->
            updates.add(new ModifySecurityGroupRules.Update(id, permission));
        case Reply.Refusal<Permission>(var error) -> {
          return Reply.refuse(error);
        }
      }
    }
    return call.execute(new ModifySecurityGroupRules(new SecurityGroupId(q.groupId()), updates))
        .map(_ -> ModifySecurityGroupRulesResponse.builder().returnValue(true).build());
  }

  private static Reply<Permission> permission(SecurityGroupRuleRequest asked) {
    if (asked == null) {
      return missing("securityGroupRule");
    }
    return AskedTraffic.read(
            Optional.ofNullable(asked.ipProtocol()),
            Optional.ofNullable(asked.fromPort()),
            Optional.ofNullable(asked.toPort()))
        .then(traffic -> permission(asked, traffic));
  }

  private static Reply<Permission> permission(SecurityGroupRuleRequest asked, Traffic traffic) {
    long peers =
        Stream.of(
                Optional.ofNullable(asked.cidrIpv4()),
                Optional.ofNullable(asked.cidrIpv6()),
                Optional.ofNullable(asked.prefixListId()),
                Optional.ofNullable(asked.referencedGroupId()))
            .filter(Optional::isPresent)
            .count();
    if (peers != 1) {
      return Reply.refuse(
          peers == 0 ? "MissingParameter" : "InvalidParameterCombination",
          "A rule has exactly one of CidrIpv4, CidrIpv6, PrefixListId and ReferencedGroupId, not "
              + peers
              + ".");
    }
    if (asked.cidrIpv4() != null) {
      return AskedPermissions.range(traffic, asked.cidrIpv4(), IpFamily.IPV4, asked.description());
    }
    if (asked.cidrIpv6() != null) {
      return AskedPermissions.range(traffic, asked.cidrIpv6(), IpFamily.IPV6, asked.description());
    }
    if (asked.prefixListId() != null) {
      return AskedPermissions.prefixList(traffic, asked.prefixListId(), asked.description());
    }
    return AskedPermissions.wellFormed(asked.referencedGroupId())
        .then(
            group ->
                AskedPermissions.described(
                    new Permission(
                        traffic,
                        new Peer.Group(group),
                        AskedPermissions.text(asked.description()))));
  }

  private static Reply<UpdateSecurityGroupRuleDescriptionsIngressResponse> describe(
      UpdateSecurityGroupRuleDescriptionsIngressRequest q, Call call) {
    return asked(q.groupId(), q.groupName(), q.ipPermissions(), call)
        .then(
            asked ->
                words(q.securityGroupRuleDescriptions())
                    .then(
                        words ->
                            call.execute(
                                new UpdateSecurityGroupRuleDescriptionsIngress(
                                    asked.group(), asked.permissions(), words))))
        .map(
            _ ->
                UpdateSecurityGroupRuleDescriptionsIngressResponse.builder()
                    .returnValue(true)
                    .build());
  }

  private static Reply<UpdateSecurityGroupRuleDescriptionsEgressResponse> describe(
      UpdateSecurityGroupRuleDescriptionsEgressRequest q, Call call) {
    return asked(q.groupId(), q.groupName(), q.ipPermissions(), call)
        .then(
            asked ->
                words(q.securityGroupRuleDescriptions())
                    .then(
                        words ->
                            call.execute(
                                new UpdateSecurityGroupRuleDescriptionsEgress(
                                    asked.group(), asked.permissions(), words))))
        .map(
            _ ->
                UpdateSecurityGroupRuleDescriptionsEgressResponse.builder()
                    .returnValue(true)
                    .build());
  }

  private record Asked(SecurityGroupId group, List<Permission> permissions) {}

  private static Reply<Asked> asked(
      String id, String name, List<IpPermission> permissions, Call call) {
    return GroupNames.named(Optional.ofNullable(id), Optional.ofNullable(name), call.view())
        .then(
            group ->
                new AskedPermissions(call.view(), group)
                    .read(permissions)
                    .map(read -> new Asked(group, read)));
  }

  private static Reply<List<RuleDescription>> words(List<SecurityGroupRuleDescription> asked) {
    List<RuleDescription> all = new ArrayList<>();
    for (SecurityGroupRuleDescription one : asked) {
      if (one.securityGroupRuleId() == null) {
        return missing("securityGroupRuleId");
      }
      String words = AskedPermissions.text(one.description());
      if (!AskedPermissions.describes(words)) {
        return Reply.refuse("InvalidParameterValue", AskedPermissions.BAD_DESCRIPTION);
      }
      all.add(new RuleDescription(new SecurityGroupRuleId(one.securityGroupRuleId()), words));
    }
    return Reply.answer(all);
  }

  private static <T> Reply<T> missing(String parameter) {
    return Reply.refuse("MissingParameter", "The request must contain the parameter " + parameter);
  }
}
