package io.eksnet.aws.iam;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.iam.CreateRole;
import io.eksnet.iam.CreateServiceLinkedRole;
import io.eksnet.iam.DeleteRole;
import io.eksnet.iam.Role;
import io.eksnet.iam.TagRole;
import io.eksnet.iam.UntagRole;
import io.eksnet.iam.UpdateAssumeRolePolicy;
import io.eksnet.iam.UpdateRole;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** Roles, those of services among them. */
final class RoleActions {

  private RoleActions() {}

  static void register(IamRegistry on) {
    on.on(
        "CreateRole",
        CreateRoleRequest::builder,
        served(
            "Path",
            "RoleName!",
            "AssumeRolePolicyDocument!",
            "Description",
            "MaxSessionDuration",
            "PermissionsBoundary",
            "Tags"),
        (q, call) ->
            Asked.trustPolicy(call, q.assumeRolePolicyDocument())
                .then(
                    trust ->
                        Asked.tags(call, q.tags())
                            .then(
                                tags ->
                                    call.execute(
                                        new CreateRole(
                                            Asked.account(call),
                                            Asked.or(q.path(), "/"),
                                            q.roleName(),
                                            trust,
                                            Asked.or(q.description(), ""),
                                            Duration.ofSeconds(
                                                Optional.ofNullable(q.maxSessionDuration())
                                                    .orElse(USUAL_SESSION)),
                                            Optional.ofNullable(q.permissionsBoundary()),
                                            tags))))
                .map(role -> CreateRoleResponse.builder().role(Shown.whole(role)).build()));
    on.on(
        "GetRole",
        GetRoleRequest::builder,
        served("RoleName!"),
        (q, call) ->
            Asked.role(call, q.roleName())
                .map(role -> GetRoleResponse.builder().role(Shown.whole(role)).build()));
    on.on(
        "ListRoles",
        ListRolesRequest::builder,
        served("PathPrefix", "Marker", "MaxItems"),
        (q, call) ->
            IamPage.cut(
                    q,
                    call.world().table(Role.KIND).by(Role.BY_ACCOUNT, Asked.account(call)).stream()
                        .filter(it -> it.path().startsWith(Asked.or(q.pathPrefix(), "/"))),
                    Role::name)
                .map(
                    page ->
                        ListRolesResponse.builder()
                            .roles(
                                page.items().stream().map(it -> Shown.listed(it).build()).toList())
                            .isTruncated(page.truncated())
                            .marker(page.marker())
                            .build()));
    on.on(
        "UpdateRole",
        UpdateRoleRequest::builder,
        served("RoleName!", "Description", "MaxSessionDuration"),
        (q, call) ->
            call.execute(
                    new UpdateRole(
                        Asked.account(call),
                        q.roleName(),
                        Optional.ofNullable(q.description()),
                        Optional.ofNullable(q.maxSessionDuration()).map(Duration::ofSeconds)))
                .map(_ -> UpdateRoleResponse.builder().build()));
    on.on(
        "UpdateRoleDescription",
        UpdateRoleDescriptionRequest::builder,
        served("RoleName!", "Description!"),
        (q, call) ->
            call.execute(
                    new UpdateRole(
                        Asked.account(call),
                        q.roleName(),
                        Optional.of(q.description()),
                        Optional.empty()))
                .map(
                    role ->
                        UpdateRoleDescriptionResponse.builder().role(Shown.whole(role)).build()));
    on.on(
        "DeleteRole",
        DeleteRoleRequest::builder,
        served("RoleName!"),
        (q, call) ->
            call.execute(new DeleteRole(Asked.account(call), q.roleName()))
                .map(_ -> DeleteRoleResponse.builder().build()));
    on.on(
        "UpdateAssumeRolePolicy",
        UpdateAssumeRolePolicyRequest::builder,
        served("RoleName!", "PolicyDocument!"),
        (q, call) ->
            Asked.trustPolicy(call, q.policyDocument())
                .then(
                    policy ->
                        call.execute(
                            new UpdateAssumeRolePolicy(Asked.account(call), q.roleName(), policy)))
                .map(_ -> UpdateAssumeRolePolicyResponse.builder().build()));
    on.on(
        "TagRole",
        TagRoleRequest::builder,
        served("RoleName!", "Tags!"),
        (q, call) ->
            Asked.tags(call, q.tags())
                .then(tags -> call.execute(new TagRole(Asked.account(call), q.roleName(), tags)))
                .map(_ -> TagRoleResponse.builder().build()));
    on.on(
        "UntagRole",
        UntagRoleRequest::builder,
        served("RoleName!", "TagKeys!"),
        (q, call) ->
            call.execute(new UntagRole(Asked.account(call), q.roleName(), q.tagKeys()))
                .map(_ -> UntagRoleResponse.builder().build()));
    on.on(
        "ListRoleTags",
        ListRoleTagsRequest::builder,
        served("RoleName!", "Marker", "MaxItems"),
        (q, call) ->
            Asked.role(call, q.roleName())
                .then(role -> IamPage.cut(q, Asked.tags(role.tags()).stream(), Tag::key))
                .map(
                    page ->
                        ListRoleTagsResponse.builder()
                            .tags(page.items())
                            .isTruncated(page.truncated())
                            .marker(page.marker())
                            .build()));
    on.on(
        "CreateServiceLinkedRole",
        CreateServiceLinkedRoleRequest::builder,
        served("AWSServiceName!", "Description", "CustomSuffix"),
        (q, call) ->
            call.execute(
                    new CreateServiceLinkedRole(
                        Asked.account(call),
                        q.awsServiceName(),
                        Optional.ofNullable(q.customSuffix()),
                        Asked.or(q.description(), "")))
                .map(
                    role ->
                        CreateServiceLinkedRoleResponse.builder().role(Shown.whole(role)).build()));
    on.on(
        "DeleteServiceLinkedRole",
        DeleteServiceLinkedRoleRequest::builder,
        served("RoleName!"),
        (q, call) ->
            ServiceRoleDeletion.delete(call, q.roleName())
                .map(
                    task ->
                        DeleteServiceLinkedRoleResponse.builder().deletionTaskId(task).build()));
    on.on(
        "GetServiceLinkedRoleDeletionStatus",
        GetServiceLinkedRoleDeletionStatusRequest::builder,
        served("DeletionTaskId!"),
        (q, call) -> ServiceRoleDeletion.status(call, q.deletionTaskId()));
  }

  /** One hour, in seconds. */
  private static final int USUAL_SESSION = 3600;
}
