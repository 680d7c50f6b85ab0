package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.VpcId;
import io.eksnet.vpc.SecurityGroup;
import io.eksnet.vpc.SecurityGroupRule;
import io.eksnet.vpc.SecurityGroupRule.Direction;
import io.eksnet.vpc.SecurityGroupRule.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupReferencesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupReferencesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeStaleSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeStaleSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroupReference;
import software.amazon.awssdk.services.ec2.model.StaleIpPermission;
import software.amazon.awssdk.services.ec2.model.StaleSecurityGroup;

/** Who names a group from another VPC, and which rules name groups that they cannot mean. */
final class SecurityGroupReferences {
  private SecurityGroupReferences() {}

  private static final Pages STALE = new Pages("DescribeStaleSecurityGroups", 5, 255);

  static void register(Ec2Registration on) {
    on.on(
            "DescribeSecurityGroupReferences",
            DescribeSecurityGroupReferencesRequest::builder,
            served("GroupId!", "DryRun"),
            (q, call) -> references(q, call.view()))
        .on(
            "DescribeStaleSecurityGroups",
            DescribeStaleSecurityGroupsRequest::builder,
            served("VpcId!", "MaxResults", "NextToken", "DryRun"),
            (q, call) -> stale(q, call.view()));
  }

  private static Reply<DescribeSecurityGroupReferencesResponse> references(
      DescribeSecurityGroupReferencesRequest q, View view) {
    List<SecurityGroupReference> all = new ArrayList<>();
    for (String id : q.groupId()) {
      if (SecurityGroupActions.GROUPS.find(view, id)
          instanceof Reply.Refusal<SecurityGroup>(var error)) {
        return Reply.refuse(error);
      }
      references(new SecurityGroupId(id), view).forEach(all::add);
    }
    return Reply.answer(
        DescribeSecurityGroupReferencesResponse.builder().securityGroupReferenceSet(all).build());
  }

  private static Stream<SecurityGroupReference> references(SecurityGroupId id, View view) {
    return view
        .vpcs()
        .facts()
        .table(SecurityGroupRule.KIND)
        .by(SecurityGroupRule.BY_PEER_GROUP, id)
        .stream()
        .flatMap(rule -> reference(rule, view))
        .distinct();
  }

  private static Stream<SecurityGroupReference> reference(SecurityGroupRule rule, View view) {
    if (!(rule.peer() instanceof Peer.Group(var group, var elsewhere)) || elsewhere.isEmpty()) {
      return Stream.empty();
    }
    return view.vpcs().securityGroup(rule.group()).stream()
        .map(
            by ->
                SecurityGroupReference.builder()
                    .groupId(group.value())
                    .referencingVpcId(by.vpc().value())
                    .vpcPeeringConnectionId(elsewhere.get().peering().value())
                    .build());
  }

  private static Reply<DescribeStaleSecurityGroupsResponse> stale(
      DescribeStaleSecurityGroupsRequest q, View view) {
    return VpcActions.VPCS
        .find(view, q.vpcId())
        .then(
            vpc ->
                STALE
                    .asked(q)
                    .map(
                        asked ->
                            STALE.cut(
                                stale(vpc.id(), view)
                                    .filter(
                                        group ->
                                            asked
                                                .after()
                                                .map(it -> group.groupId().compareTo(it) > 0)
                                                .orElse(true)),
                                asked,
                                StaleSecurityGroup::groupId)))
        .map(
            page ->
                DescribeStaleSecurityGroupsResponse.builder()
                    .staleSecurityGroupSet(page.items())
                    .nextToken(page.nextOrNull())
                    .build());
  }

  private static Stream<StaleSecurityGroup> stale(VpcId vpc, View view) {
    return view.vpcs().facts().table(SecurityGroup.KIND).by(SecurityGroup.BY_VPC, vpc).stream()
        .flatMap(group -> stale(group, view));
  }

  private static Stream<StaleSecurityGroup> stale(SecurityGroup group, View view) {
    List<StaleIpPermission> ingress = stale(group, Direction.INGRESS, view);
    List<StaleIpPermission> egress = stale(group, Direction.EGRESS, view);
    return ingress.isEmpty() && egress.isEmpty()
        ? Stream.empty()
        : Stream.of(
            StaleSecurityGroup.builder()
                .groupId(group.id().value())
                .groupName(group.name())
                .description(group.description())
                .vpcId(group.vpc().value())
                .staleIpPermissions(ingress)
                .staleIpPermissionsEgress(egress)
                .build());
  }

  private static List<StaleIpPermission> stale(
      SecurityGroup group, Direction direction, View view) {
    List<SecurityGroupRule> rules =
        view.vpcs().rulesOf(group.id()).stream()
            .filter(rule -> rule.direction() == direction && view.vpcs().isStale(rule))
            .toList();
    return Permissions.of(rules, view).stream().map(SecurityGroupReferences::stale).toList();
  }

  private static StaleIpPermission stale(IpPermission permission) {
    return StaleIpPermission.builder()
        .ipProtocol(permission.ipProtocol())
        .fromPort(permission.fromPort())
        .toPort(permission.toPort())
        .ipRanges(List.of())
        .prefixListIds(List.of())
        .userIdGroupPairs(permission.userIdGroupPairs())
        .build();
  }
}
