package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.id.SecurityGroupId;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.SecurityGroup;
import io.eksnet.vpc.SecurityGroupRule;
import io.eksnet.vpc.SecurityGroupRule.Direction;
import io.eksnet.vpc.SecurityGroupRule.Peer;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;

/** Security groups as EC2 shows them; their rules, in the older form, are part of the picture. */
final class SecurityGroupActions {
  private SecurityGroupActions() {}

  static final Resources<SecurityGroupId, SecurityGroup> GROUPS =
      new Resources<>(
          Pages.of("DescribeSecurityGroups"), Ec2Resources.SECURITY_GROUPS, filters().build());

  private static Filters.Builder<SecurityGroup> filters() {
    var filters =
        Filters.<SecurityGroup>of()
            .by("group-id", SecurityGroup::id)
            .by("group-name", SecurityGroup::name)
            .by("description", SecurityGroup::description)
            .by("vpc-id", SecurityGroup::vpc)
            .by("owner-id", group -> group.scope().account())
            .tags(SecurityGroup::tags);
    ruleFilters(filters, "ip-permission.", Direction.INGRESS);
    return ruleFilters(filters, "egress.ip-permission.", Direction.EGRESS);
  }

  private static Filters.Builder<SecurityGroup> ruleFilters(
      Filters.Builder<SecurityGroup> filters, String prefix, Direction direction) {
    return filters
        .seen(
            prefix + "protocol",
            (g, v) -> rules(g, direction, v).map(rule -> rule.traffic().protocol().ec2Name()))
        .seen(
            prefix + "from-port",
            (g, v) -> rules(g, direction, v).map(r -> Permissions.Ends.of(r.traffic()).from()))
        .seen(
            prefix + "to-port",
            (g, v) -> rules(g, direction, v).map(r -> Permissions.Ends.of(r.traffic()).to()))
        .seen(
            prefix + "cidr",
            (g, v) -> ranges(g, direction, v).map(Peer.Range::cidr).filter(Sdk::ipv4))
        .seen(
            prefix + "ipv6-cidr",
            (g, v) -> ranges(g, direction, v).map(Peer.Range::cidr).filter(cidr -> !Sdk.ipv4(cidr)))
        .seen(
            prefix + "prefix-list-id",
            (g, v) -> peers(g, direction, v, Peer.PrefixList.class).map(Peer.PrefixList::list))
        .seen(
            prefix + "group-id",
            (g, v) -> peers(g, direction, v, Peer.Group.class).map(Peer.Group::group))
        .seen(
            prefix + "group-name",
            (g, v) ->
                peers(g, direction, v, Peer.Group.class)
                    .flatMap(peer -> v.vpcs().securityGroup(peer.group()).stream())
                    .map(SecurityGroup::name))
        .seen(
            prefix + "user-id",
            (g, v) ->
                rules(g, direction, v)
                    .flatMap(
                        rule ->
                            rule.peer() instanceof Peer.Group peer
                                ? Stream.of(Permissions.owner(rule, peer))
                                : Stream.empty()));
  }

  private static Stream<SecurityGroupRule> rules(
      SecurityGroup group, Direction direction, View view) {
    return view.vpcs().rulesOf(group.id()).stream().filter(rule -> rule.direction() == direction);
  }

  private static <P extends Peer> Stream<P> peers(
      SecurityGroup group, Direction direction, View view, Class<P> kind) {
    return rules(group, direction, view)
        .map(SecurityGroupRule::peer)
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  private static Stream<Peer.Range> ranges(SecurityGroup group, Direction direction, View view) {
    return peers(group, direction, view, Peer.Range.class);
  }

  static void register(Ec2Registration on) {
    on.on(
        "DescribeSecurityGroups",
        DescribeSecurityGroupsRequest::builder,
        served("GroupIds", "GroupNames", "Filters", "MaxResults", "NextToken", "DryRun"),
        (q, call) -> {
          View view = call.view();
          return GroupNames.ids(q.groupNames(), view)
              .map(named -> Stream.concat(q.groupIds().stream(), named.stream()).toList())
              .then(ids -> GROUPS.list(view, q, ids))
              .map(
                  page ->
                      DescribeSecurityGroupsResponse.builder()
                          .securityGroups(page.map(group -> sdk(group, view)))
                          .nextToken(page.nextOrNull())
                          .build());
        });
  }

  private static software.amazon.awssdk.services.ec2.model.SecurityGroup sdk(
      SecurityGroup group, View view) {
    String owner = group.scope().account().value();
    List<SecurityGroupRule> ingress = rules(group, Direction.INGRESS, view).toList();
    List<SecurityGroupRule> egress = rules(group, Direction.EGRESS, view).toList();
    return software.amazon.awssdk.services.ec2.model.SecurityGroup.builder()
        .groupId(group.id().value())
        .groupName(group.name())
        .description(group.description())
        .vpcId(group.vpc().value())
        .ownerId(owner)
        .securityGroupArn(group.arn())
        .ipPermissions(Permissions.of(ingress, view))
        .ipPermissionsEgress(Permissions.of(egress, view))
        .tags(Sdk.tagsIfAny(group.tags()))
        .build();
  }
}
