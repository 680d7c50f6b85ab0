package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.id.SecurityGroupRuleId;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.SecurityGroupRule;
import io.eksnet.vpc.SecurityGroupRule.Direction;
import io.eksnet.vpc.SecurityGroupRule.Peer;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;

/** Rules as EC2's newer form shows them: each with an id of its own. */
final class SecurityGroupRuleActions {
  private SecurityGroupRuleActions() {}

  static final Resources<SecurityGroupRuleId, SecurityGroupRule> RULES =
      new Resources<>(
          Pages.of("DescribeSecurityGroupRules"),
          Ec2Resources.SECURITY_GROUP_RULES,
          Filters.<SecurityGroupRule>of()
              .by("security-group-rule-id", SecurityGroupRule::id)
              .by("group-id", SecurityGroupRule::group)
              .tags(SecurityGroupRule::tags)
              .build());

  static void register(Ec2Registration on) {
    on.on(
        "DescribeSecurityGroupRules",
        DescribeSecurityGroupRulesRequest::builder,
        served("SecurityGroupRuleIds", "Filters", "MaxResults", "NextToken", "DryRun"),
        (q, call) -> {
          View view = call.view();
          return RULES
              .list(view, q, q.securityGroupRuleIds())
              .map(
                  page ->
                      DescribeSecurityGroupRulesResponse.builder()
                          .securityGroupRules(page.map(rule -> sdk(rule, view)))
                          .nextToken(page.nextOrNull())
                          .build());
        });
  }

  static software.amazon.awssdk.services.ec2.model.SecurityGroupRule sdk(
      SecurityGroupRule rule, View view) {
    Permissions.Ends ends = Permissions.Ends.of(rule.traffic());
    var sdk =
        software.amazon.awssdk.services.ec2.model.SecurityGroupRule.builder()
            .securityGroupRuleId(rule.id().value())
            .securityGroupRuleArn(rule.arn())
            .groupId(rule.group().value())
            .groupOwnerId(rule.scope().account().value())
            .isEgress(rule.direction() == Direction.EGRESS)
            .ipProtocol(rule.traffic().protocol().ec2Name())
            .fromPort(ends.from())
            .toPort(ends.to())
            .description(Permissions.description(rule))
            .tags(Sdk.tags(rule.tags()));
    switch (rule.peer()) {
      case Peer.Range(var cidr) when Sdk.ipv4(cidr) -> sdk.cidrIpv4(cidr.toString());
      case Peer.Range(var cidr) -> sdk.cidrIpv6(cidr.toString());
      case Peer.PrefixList(var list) -> sdk.prefixListId(list.value());
      case Peer.Group group -> sdk.referencedGroupInfo(info(rule, group, view));
    }
    return sdk.build();
  }

  private static ReferencedSecurityGroup info(SecurityGroupRule rule, Peer.Group peer, View view) {
    var info =
        ReferencedSecurityGroup.builder()
            .groupId(peer.group().value())
            .userId(Permissions.owner(rule, peer));
    peer.elsewhere()
        .ifPresent(
            there ->
                info.vpcId(there.vpc().value())
                    .vpcPeeringConnectionId(there.peering().value())
                    .peeringStatus(Permissions.peeringStatus(there, view)));
    return info.build();
  }
}
