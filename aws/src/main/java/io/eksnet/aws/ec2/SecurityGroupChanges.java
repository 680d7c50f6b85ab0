package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.codec.Served;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SecurityGroupRuleId;
import io.eksnet.vpc.AuthorizeSecurityGroupEgress;
import io.eksnet.vpc.AuthorizeSecurityGroupIngress;
import io.eksnet.vpc.CreateSecurityGroup;
import io.eksnet.vpc.DeleteSecurityGroup;
import io.eksnet.vpc.Permission;
import io.eksnet.vpc.RevokeSecurityGroupEgress;
import io.eksnet.vpc.RevokeSecurityGroupIngress;
import io.eksnet.vpc.SecurityGroupRule;
import io.eksnet.vpc.SecurityGroupRule.Direction;
import io.eksnet.vpc.SecurityGroupRule.Peer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.RevokedSecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** What changes security groups and their rules. */
final class SecurityGroupChanges {
  private SecurityGroupChanges() {}

  static void register(Ec2Registration on) {
    on.on(
            "CreateSecurityGroup",
            CreateSecurityGroupRequest::builder,
            served("GroupName!", "Description!", "VpcId", "TagSpecifications", "DryRun"),
            (q, call) -> create(q, call))
        .on(
            "DeleteSecurityGroup",
            DeleteSecurityGroupRequest::builder,
            served("GroupId", "GroupName", "DryRun"),
            (q, call) -> delete(q, call))
        .on(
            "AuthorizeSecurityGroupIngress",
            AuthorizeSecurityGroupIngressRequest::builder,
            permissions(
                "TagSpecifications",
                "GroupName",
                "SourceSecurityGroupName",
                "SourceSecurityGroupOwnerId"),
            (q, call) -> authorize(q, call))
        .on(
            "AuthorizeSecurityGroupEgress",
            AuthorizeSecurityGroupEgressRequest::builder,
            permissions("TagSpecifications"),
            (q, call) -> authorize(q, call))
        .on(
            "RevokeSecurityGroupIngress",
            RevokeSecurityGroupIngressRequest::builder,
            permissions(
                "SecurityGroupRuleIds",
                "GroupName",
                "SourceSecurityGroupName",
                "SourceSecurityGroupOwnerId"),
            (q, call) -> revoke(q, call))
        .on(
            "RevokeSecurityGroupEgress",
            RevokeSecurityGroupEgressRequest::builder,
            permissions("SecurityGroupRuleIds"),
            (q, call) -> revoke(q, call));
  }

  private static Served permissions(String... more) {
    return served(
        Stream.of(
                List.of("GroupId", "DryRun", "IpProtocol", "FromPort", "ToPort", "CidrIp"),
                List.of(more),
                AskedPermissions.SERVED)
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private static Reply<CreateSecurityGroupResponse> create(
      CreateSecurityGroupRequest q, Call call) {
    View view = call.view();
    Optional<String> vpc =
        Optional.ofNullable(q.vpcId())
            .or(() -> GroupNames.defaultVpc(view).map(it -> it.id().value()));
    if (vpc.isEmpty()) {
      return Reply.refuse(
          "VPCIdNotSpecified", "No default VPC for this user. Name one with VpcId.");
    }
    if (!AskedPermissions.describes(q.description())
        || !AskedPermissions.describes(q.groupName())) {
      return Reply.refuse(
          "InvalidParameterValue",
          "Invalid security group description. Valid descriptions are strings less than 256"
              + " characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*");
    }
    return VpcActions.VPCS
        .find(view, vpc.get())
        .then(
            it ->
                TagSpecifications.of(q.tagSpecifications(), ResourceType.SECURITY_GROUP)
                    .then(
                        tags ->
                            call.execute(
                                new CreateSecurityGroup(
                                    it.id(),
                                    q.groupName(),
                                    q.description(),
                                    tags,
                                    Optional.empty()))))
        .map(
            made ->
                CreateSecurityGroupResponse.builder()
                    .groupId(made.id().value())
                    .securityGroupArn(made.arn())
                    .tags(Sdk.tagsIfAny(made.tags()))
                    .build());
  }

  private static Reply<DeleteSecurityGroupResponse> delete(
      DeleteSecurityGroupRequest q, Call call) {
    return group(q, call)
        .then(id -> call.execute(new DeleteSecurityGroup(id)))
        .map(
            gone ->
                DeleteSecurityGroupResponse.builder()
                    .returnValue(true)
                    .groupId(gone.value())
                    .build());
  }

  private static Reply<AuthorizeSecurityGroupIngressResponse> authorize(
      AuthorizeSecurityGroupIngressRequest q, Call call) {
    List<IpPermission> asked = asked(q, q.ipPermissions());
    return group(q, call)
        .then(
            group ->
                read(asked, group, call)
                    .then(
                        permissions ->
                            TagSpecifications.of(
                                    q.tagSpecifications(), ResourceType.SECURITY_GROUP_RULE)
                                .then(
                                    tags ->
                                        call.execute(
                                            new AuthorizeSecurityGroupIngress(
                                                group, permissions, tags)))))
        .map(
            made ->
                AuthorizeSecurityGroupIngressResponse.builder()
                    .returnValue(true)
                    .securityGroupRules(sdk(made, call.now()))
                    .build());
  }

  private static Reply<AuthorizeSecurityGroupEgressResponse> authorize(
      AuthorizeSecurityGroupEgressRequest q, Call call) {
    List<IpPermission> asked = asked(q, q.ipPermissions());
    return group(q, call)
        .then(
            group ->
                read(asked, group, call)
                    .then(
                        permissions ->
                            TagSpecifications.of(
                                    q.tagSpecifications(), ResourceType.SECURITY_GROUP_RULE)
                                .then(
                                    tags ->
                                        call.execute(
                                            new AuthorizeSecurityGroupEgress(
                                                group, permissions, tags)))))
        .map(
            made ->
                AuthorizeSecurityGroupEgressResponse.builder()
                    .returnValue(true)
                    .securityGroupRules(sdk(made, call.now()))
                    .build());
  }

  private static Reply<RevokeSecurityGroupIngressResponse> revoke(
      RevokeSecurityGroupIngressRequest q, Call call) {
    List<SecurityGroupRuleId> ids = ruleIds(q.securityGroupRuleIds());
    return groupOf(q, ids, call)
        .then(
            group ->
                read(asked(q, q.ipPermissions()), group, call)
                    .then(
                        permissions ->
                            call.execute(new RevokeSecurityGroupIngress(group, permissions, ids))))
        .map(
            gone ->
                RevokeSecurityGroupIngressResponse.builder()
                    .returnValue(true)
                    .unknownIpPermissions(List.of())
                    .revokedSecurityGroupRules(revoked(gone))
                    .build());
  }

  private static Reply<RevokeSecurityGroupEgressResponse> revoke(
      RevokeSecurityGroupEgressRequest q, Call call) {
    List<SecurityGroupRuleId> ids = ruleIds(q.securityGroupRuleIds());
    return groupOf(q, ids, call)
        .then(
            group ->
                read(asked(q, q.ipPermissions()), group, call)
                    .then(
                        permissions ->
                            call.execute(new RevokeSecurityGroupEgress(group, permissions, ids))))
        .map(
            gone ->
                RevokeSecurityGroupEgressResponse.builder()
                    .returnValue(true)
                    .unknownIpPermissions(List.of())
                    .revokedSecurityGroupRules(revoked(gone))
                    .build());
  }

  private static Reply<List<Permission>> read(
      List<IpPermission> asked, SecurityGroupId group, Call call) {
    return new AskedPermissions(call.view(), group).read(asked);
  }

  /** The permissions of a request; the short form, one range and no list, is one of them too. */
  private static List<IpPermission> asked(Ec2Request q, List<IpPermission> list) {
    Optional<String> protocol = q.getValueForField("IpProtocol", String.class);
    Optional<String> cidr = q.getValueForField("CidrIp", String.class);
    Optional<Integer> from = q.getValueForField("FromPort", Integer.class);
    Optional<Integer> to = q.getValueForField("ToPort", Integer.class);
    Optional<String> source = q.getValueForField("SourceSecurityGroupName", String.class);
    if (source.isPresent()) {
      return Stream.concat(list.stream(), everythingFrom(q, source.get())).toList();
    }
    if (protocol.isEmpty() && cidr.isEmpty() && from.isEmpty() && to.isEmpty()) {
      return list;
    }
    var shortForm = IpPermission.builder();
    protocol.ifPresent(shortForm::ipProtocol);
    cidr.ifPresent(it -> shortForm.ipRanges(IpRange.builder().cidrIp(it).build()));
    from.ifPresent(shortForm::fromPort);
    to.ifPresent(shortForm::toPort);
    return Stream.concat(list.stream(), Stream.of(shortForm.build())).toList();
  }

  /** "Grants full ICMP, UDP, and TCP access" to a group by name. */
  private static Stream<IpPermission> everythingFrom(Ec2Request q, String name) {
    var pair = UserIdGroupPair.builder().groupName(name);
    q.getValueForField("SourceSecurityGroupOwnerId", String.class).ifPresent(pair::userId);
    return Stream.of("tcp", "udp", "icmp")
        .map(
            protocol ->
                IpPermission.builder()
                    .ipProtocol(protocol)
                    .fromPort(protocol.equals("icmp") ? -1 : 0)
                    .toPort(protocol.equals("icmp") ? -1 : 65_535)
                    .userIdGroupPairs(pair.build())
                    .build());
  }

  private static Reply<SecurityGroupId> group(Ec2Request q, Call call) {
    return GroupNames.named(
        q.getValueForField("GroupId", String.class),
        q.getValueForField("GroupName", String.class),
        call.view());
  }

  /** Rules may be revoked by their ids alone; they then tell their group. */
  private static Reply<SecurityGroupId> groupOf(
      Ec2Request q, List<SecurityGroupRuleId> rules, Call call) {
    boolean named =
        q.getValueForField("GroupId", String.class).isPresent()
            || q.getValueForField("GroupName", String.class).isPresent();
    if (named || rules.isEmpty()) {
      return group(q, call);
    }
    return SecurityGroupRuleActions.RULES
        .find(call.view(), rules.getFirst().value())
        .map(SecurityGroupRule::group);
  }

  private static List<SecurityGroupRuleId> ruleIds(List<String> ids) {
    return ids.stream().distinct().map(SecurityGroupRuleId::new).toList();
  }

  private static List<software.amazon.awssdk.services.ec2.model.SecurityGroupRule> sdk(
      List<SecurityGroupRule> rules, View view) {
    return rules.stream().map(rule -> SecurityGroupRuleActions.sdk(rule, view)).toList();
  }

  private static List<RevokedSecurityGroupRule> revoked(List<SecurityGroupRule> rules) {
    return rules.stream().map(SecurityGroupChanges::revoked).toList();
  }

  private static RevokedSecurityGroupRule revoked(SecurityGroupRule rule) {
    Permissions.Ends ends = Permissions.Ends.of(rule.traffic());
    var sdk =
        RevokedSecurityGroupRule.builder()
            .securityGroupRuleId(rule.id().value())
            .groupId(rule.group().value())
            .isEgress(rule.direction() == Direction.EGRESS)
            .ipProtocol(rule.traffic().protocol().ec2Name())
            .fromPort(ends.from())
            .toPort(ends.to())
            .description(Permissions.description(rule));
    switch (rule.peer()) {
      case Peer.Range(var cidr) when Sdk.ipv4(cidr) -> sdk.cidrIpv4(cidr.toString());
      case Peer.Range(var cidr) -> sdk.cidrIpv6(cidr.toString());
      case Peer.PrefixList(var list) -> sdk.prefixListId(list.value());
      case Peer.Group(var group, _) -> sdk.referencedGroupId(group.value());
    }
    return sdk.build();
  }
}
