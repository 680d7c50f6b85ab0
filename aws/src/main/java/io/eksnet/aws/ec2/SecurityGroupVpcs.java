package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.VpcId;
import io.eksnet.vpc.AssociateSecurityGroupVpc;
import io.eksnet.vpc.DisassociateSecurityGroupVpc;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.SecurityGroup;
import io.eksnet.vpc.SecurityGroupVpcAssociation;
import io.eksnet.vpc.Vpc;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AssociateSecurityGroupVpcRequest;
import software.amazon.awssdk.services.ec2.model.AssociateSecurityGroupVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupVpcAssociationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupVpcAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateSecurityGroupVpcRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateSecurityGroupVpcResponse;
import software.amazon.awssdk.services.ec2.model.GetSecurityGroupsForVpcRequest;
import software.amazon.awssdk.services.ec2.model.GetSecurityGroupsForVpcResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroupForVpc;
import software.amazon.awssdk.services.ec2.model.SecurityGroupVpcAssociationState;

/** Which VPCs may use a security group: its own, and those it is associated with. */
final class SecurityGroupVpcs {
  private SecurityGroupVpcs() {}

  private static final Pages PAGES = Pages.of("DescribeSecurityGroupVpcAssociations");

  private static final Filters<SecurityGroupVpcAssociation> FILTERS =
      Filters.<SecurityGroupVpcAssociation>of()
          .by("group-id", it -> it.key().group())
          .by("vpc-id", it -> it.key().vpc())
          .by("state", _ -> SecurityGroupVpcAssociationState.ASSOCIATED)
          .seen("group-owner-id", (it, view) -> groupOwner(it, view).stream())
          .seen("vpc-owner-id", (it, view) -> vpcOwner(it, view).stream())
          .build();

  private static final Filters<SecurityGroup> FOR_VPC =
      Filters.<SecurityGroup>of()
          .by("group-id", SecurityGroup::id)
          .by("group-name", SecurityGroup::name)
          .by("description", SecurityGroup::description)
          .by("owner-id", group -> group.scope().account())
          .by("primary-vpc-id", SecurityGroup::vpc)
          .tags(SecurityGroup::tags)
          .build();

  static void register(Ec2Registration on) {
    on.on(
            "AssociateSecurityGroupVpc",
            AssociateSecurityGroupVpcRequest::builder,
            served("GroupId!", "VpcId!", "DryRun"),
            (q, call) ->
                call.execute(
                        new AssociateSecurityGroupVpc(
                            new SecurityGroupId(q.groupId()), new VpcId(q.vpcId())))
                    .map(
                        _ ->
                            AssociateSecurityGroupVpcResponse.builder()
                                .state(SecurityGroupVpcAssociationState.ASSOCIATED)
                                .build()))
        .on(
            "DisassociateSecurityGroupVpc",
            DisassociateSecurityGroupVpcRequest::builder,
            served("GroupId!", "VpcId!", "DryRun"),
            (q, call) ->
                call.execute(
                        new DisassociateSecurityGroupVpc(
                            new SecurityGroupId(q.groupId()), new VpcId(q.vpcId())))
                    .map(
                        _ ->
                            DisassociateSecurityGroupVpcResponse.builder()
                                .state(SecurityGroupVpcAssociationState.DISASSOCIATED)
                                .build()))
        .on(
            "DescribeSecurityGroupVpcAssociations",
            DescribeSecurityGroupVpcAssociationsRequest::builder,
            served("Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) -> describe(q, call.view()))
        .on(
            "GetSecurityGroupsForVpc",
            GetSecurityGroupsForVpcRequest::builder,
            served("VpcId!", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) -> forVpc(q, call.view()));
  }

  private static Reply<DescribeSecurityGroupVpcAssociationsResponse> describe(
      DescribeSecurityGroupVpcAssociationsRequest q, View view) {
    return FILTERS
        .predicate(q.filters(), view)
        .then(
            wanted ->
                PAGES
                    .asked(q)
                    .map(
                        asked ->
                            PAGES.cut(
                                own(view)
                                    .filter(wanted)
                                    .filter(it -> isAfter(asked.after(), it.key().toString())),
                                asked,
                                it -> it.key().toString())))
        .map(
            page ->
                DescribeSecurityGroupVpcAssociationsResponse.builder()
                    .securityGroupVpcAssociations(page.map(it -> sdk(it, view)))
                    .nextToken(page.nextOrNull())
                    .build());
  }

  private static boolean isAfter(Optional<String> shown, String key) {
    return shown.map(it -> key.compareTo(it) > 0).orElse(true);
  }

  private static Stream<SecurityGroupVpcAssociation> own(View view) {
    return view.vpcs().facts().table(SecurityGroupVpcAssociation.KIND).stream()
        .filter(
            it ->
                view.vpcs()
                    .securityGroup(it.key().group())
                    .map(group -> group.scope().equals(view.scope()))
                    .orElse(false));
  }

  private static software.amazon.awssdk.services.ec2.model.SecurityGroupVpcAssociation sdk(
      SecurityGroupVpcAssociation association, View view) {
    var sdk =
        software.amazon.awssdk.services.ec2.model.SecurityGroupVpcAssociation.builder()
            .groupId(association.key().group().value())
            .vpcId(association.key().vpc().value())
            .state(SecurityGroupVpcAssociationState.ASSOCIATED);
    groupOwner(association, view).ifPresent(sdk::groupOwnerId);
    vpcOwner(association, view).ifPresent(sdk::vpcOwnerId);
    return sdk.build();
  }

  private static Optional<String> groupOwner(SecurityGroupVpcAssociation it, View view) {
    return view.vpcs()
        .securityGroup(it.key().group())
        .map(group -> group.scope().account().value());
  }

  private static Optional<String> vpcOwner(SecurityGroupVpcAssociation it, View view) {
    return view.vpcs().vpc(it.key().vpc()).map(Vpc::scope).map(scope -> scope.account().value());
  }

  private static Reply<GetSecurityGroupsForVpcResponse> forVpc(
      GetSecurityGroupsForVpcRequest q, View view) {
    VpcId vpc = new VpcId(q.vpcId());
    return new Resources<>(
            Pages.of("GetSecurityGroupsForVpc"),
            Ec2Resources.SECURITY_GROUPS,
            FOR_VPC,
            (group, seen) -> group.scope().equals(seen.scope()) && seen.vpcs().usableIn(group, vpc))
        .list(view, q, java.util.List.of())
        .map(
            page ->
                GetSecurityGroupsForVpcResponse.builder()
                    .securityGroupForVpcs(page.map(SecurityGroupVpcs::sdk))
                    .nextToken(page.nextOrNull())
                    .build());
  }

  private static SecurityGroupForVpc sdk(SecurityGroup group) {
    return SecurityGroupForVpc.builder()
        .groupId(group.id().value())
        .groupName(group.name())
        .description(group.description())
        .ownerId(group.scope().account().value())
        .primaryVpcId(group.vpc().value())
        .tags(Sdk.tags(group.tags()))
        .build();
  }
}
