package io.eksnet.aws.iam;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.iam.AwsManagedPolicy;
import io.eksnet.iam.CreatePolicy;
import io.eksnet.iam.DeletePolicy;
import io.eksnet.iam.ManagedPolicy;
import io.eksnet.iam.Role;
import io.eksnet.iam.TagPolicy;
import io.eksnet.iam.UntagPolicy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.TagPolicyResponse;
import software.amazon.awssdk.services.iam.model.UntagPolicyRequest;
import software.amazon.awssdk.services.iam.model.UntagPolicyResponse;

/** Managed policies: the customer's and AWS's own. */
final class PolicyActions {

  private PolicyActions() {}

  static void register(IamRegistry on) {
    on.on(
        "CreatePolicy",
        CreatePolicyRequest::builder,
        served("PolicyName!", "Path", "PolicyDocument!", "Description", "Tags"),
        (q, call) ->
            Asked.policy(call, q.policyDocument())
                .then(
                    policy ->
                        Asked.tags(call, q.tags())
                            .then(
                                tags ->
                                    call.execute(
                                        new CreatePolicy(
                                            Asked.account(call),
                                            Asked.or(q.path(), "/"),
                                            q.policyName(),
                                            Asked.or(q.description(), ""),
                                            policy,
                                            tags))))
                .map(
                    made ->
                        CreatePolicyResponse.builder()
                            .policy(
                                Shown.policy(made, call.world())
                                    .tags(Asked.tags(made.tags()))
                                    .build())
                            .build()));
    on.on(
        "GetPolicy",
        GetPolicyRequest::builder,
        served("PolicyArn!"),
        (q, call) ->
            found(call, q.policyArn())
                .map(policy -> GetPolicyResponse.builder().policy(policy).build()));
    on.on(
        "DeletePolicy",
        DeletePolicyRequest::builder,
        served("PolicyArn!"),
        (q, call) ->
            call.execute(new DeletePolicy(Asked.account(call), q.policyArn()))
                .map(_ -> DeletePolicyResponse.builder().build()));
    on.on(
        "ListPolicies",
        ListPoliciesRequest::builder,
        served("Scope", "OnlyAttached", "PathPrefix", "PolicyUsageFilter", "Marker", "MaxItems"),
        (q, call) ->
            IamPage.cut(q, listed(q, call), Policy::arn)
                .map(
                    page ->
                        ListPoliciesResponse.builder()
                            .policies(page.items())
                            .isTruncated(page.truncated())
                            .marker(page.marker())
                            .build()));
    on.on(
        "ListEntitiesForPolicy",
        ListEntitiesForPolicyRequest::builder,
        served(
            "PolicyArn!", "EntityFilter", "PathPrefix", "PolicyUsageFilter", "Marker", "MaxItems"),
        (q, call) ->
            found(call, q.policyArn())
                .then(_ -> IamPage.cut(q, holders(q, call), Role::name))
                .map(
                    page ->
                        ListEntitiesForPolicyResponse.builder()
                            .policyRoles(
                                page.items().stream()
                                    .map(
                                        it ->
                                            PolicyRole.builder()
                                                .roleName(it.name())
                                                .roleId(it.roleId())
                                                .build())
                                    .toList())
                            .policyGroups(List.of())
                            .policyUsers(List.of())
                            .isTruncated(page.truncated())
                            .marker(page.marker())
                            .build()));
    on.on(
        "TagPolicy",
        TagPolicyRequest::builder,
        served("PolicyArn!", "Tags!"),
        (q, call) ->
            Asked.tags(call, q.tags())
                .then(tags -> call.execute(new TagPolicy(Asked.account(call), q.policyArn(), tags)))
                .map(_ -> TagPolicyResponse.builder().build()));
    on.on(
        "UntagPolicy",
        UntagPolicyRequest::builder,
        served("PolicyArn!", "TagKeys!"),
        (q, call) ->
            call.execute(new UntagPolicy(Asked.account(call), q.policyArn(), q.tagKeys()))
                .map(_ -> UntagPolicyResponse.builder().build()));
    on.on(
        "ListPolicyTags",
        ListPolicyTagsRequest::builder,
        served("PolicyArn!", "Marker", "MaxItems"),
        (q, call) ->
            found(call, q.policyArn())
                .then(policy -> IamPage.cut(q, policy.tags().stream(), Tag::key))
                .map(
                    page ->
                        ListPolicyTagsResponse.builder()
                            .tags(page.items())
                            .isTruncated(page.truncated())
                            .marker(page.marker())
                            .build()));
  }

  /** A managed policy as GetPolicy shows it. */
  private static Reply<Policy> found(Call call, String arn) {
    var world = call.world();
    return world
        .find(ManagedPolicy.KIND, arn)
        .filter(it -> it.account().equals(Asked.account(call)))
        .map(
            it -> {
              Policy.Builder shown = Shown.policy(it, world).tags(Asked.tags(it.tags()));
              return it.description().isEmpty() ? shown : shown.description(it.description());
            })
        .or(
            () ->
                AwsManagedPolicy.find(arn)
                    .map(it -> Shown.policy(it, world, Asked.account(call)).tags(List.of())))
        .map(it -> Reply.answer(it.build()))
        .orElseGet(() -> call.refuse("NoSuchEntity", "Policy " + arn + " was not found."));
  }

  private static Stream<Policy> listed(ListPoliciesRequest q, Call call) {
    var world = call.world();
    Stream<Policy> own =
        world.table(ManagedPolicy.KIND).by(ManagedPolicy.BY_ACCOUNT, Asked.account(call)).stream()
            .map(it -> Shown.policy(it, world).build());
    Stream<Policy> aws =
        AwsManagedPolicy.all().stream()
            .map(it -> Shown.policy(it, world, Asked.account(call)).build());
    Stream<Policy> all =
        switch (Optional.ofNullable(q.scope()).orElse(PolicyScopeType.ALL)) {
          case AWS -> aws;
          case LOCAL -> own;
          default -> Stream.concat(aws, own);
        };
    boolean boundaries = q.policyUsageFilter() == PolicyUsageType.PERMISSIONS_BOUNDARY;
    return all.filter(it -> it.path().startsWith(Asked.or(q.pathPrefix(), "/")))
        .filter(
            it ->
                !Boolean.TRUE.equals(q.onlyAttached())
                    || it.attachmentCount() + it.permissionsBoundaryUsageCount() > 0)
        .filter(it -> !boundaries || it.permissionsBoundaryUsageCount() > 0);
  }

  private static Stream<Role> holders(ListEntitiesForPolicyRequest q, Call call) {
    var roles = call.world().table(Role.KIND);
    boolean others =
        q.entityFilter() != null
            && q.entityFilter() != EntityType.ROLE
            && q.entityFilter() != EntityType.AWS_MANAGED_POLICY
            && q.entityFilter() != EntityType.LOCAL_MANAGED_POLICY;
    if (others) {
      return Stream.empty();
    }
    Stream<Role> attached =
        q.policyUsageFilter() == PolicyUsageType.PERMISSIONS_BOUNDARY
            ? Stream.empty()
            : roles.by(Role.BY_POLICY, q.policyArn()).stream();
    Stream<Role> bounded =
        q.policyUsageFilter() == PolicyUsageType.PERMISSIONS_POLICY
            ? Stream.empty()
            : roles.by(Role.BY_BOUNDARY, q.policyArn()).stream();
    return Stream.concat(attached, bounded)
        .distinct()
        .filter(it -> it.account().equals(Asked.account(call)))
        .filter(it -> it.path().startsWith(Asked.or(q.pathPrefix(), "/")));
  }
}
