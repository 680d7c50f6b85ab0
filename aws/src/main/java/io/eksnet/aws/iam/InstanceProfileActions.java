package io.eksnet.aws.iam;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.iam.AddRoleToInstanceProfile;
import io.eksnet.iam.CreateInstanceProfile;
import io.eksnet.iam.DeleteInstanceProfile;
import io.eksnet.iam.InstanceProfile;
import io.eksnet.iam.RemoveRoleFromInstanceProfile;
import io.eksnet.iam.TagInstanceProfile;
import io.eksnet.iam.UntagInstanceProfile;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfileTagsRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfileTagsResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesResponse;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileResponse;

/** Instance profiles. */
final class InstanceProfileActions {

  private InstanceProfileActions() {}

  static void register(IamRegistry on) {
    on.on(
        "CreateInstanceProfile",
        CreateInstanceProfileRequest::builder,
        served("InstanceProfileName!", "Path", "Tags"),
        (q, call) ->
            Asked.tags(call, q.tags())
                .then(
                    tags ->
                        call.execute(
                            new CreateInstanceProfile(
                                Asked.account(call),
                                Asked.or(q.path(), "/"),
                                q.instanceProfileName(),
                                tags)))
                .map(
                    it ->
                        CreateInstanceProfileResponse.builder()
                            .instanceProfile(Shown.profile(it, call.world()))
                            .build()));
    on.on(
        "GetInstanceProfile",
        GetInstanceProfileRequest::builder,
        served("InstanceProfileName!"),
        (q, call) ->
            Asked.profile(call, q.instanceProfileName())
                .map(
                    it ->
                        GetInstanceProfileResponse.builder()
                            .instanceProfile(Shown.profile(it, call.world()))
                            .build()));
    on.on(
        "ListInstanceProfiles",
        ListInstanceProfilesRequest::builder,
        served("PathPrefix", "Marker", "MaxItems"),
        (q, call) ->
            IamPage.cut(
                    q,
                    call
                        .world()
                        .table(InstanceProfile.KIND)
                        .by(InstanceProfile.BY_ACCOUNT, Asked.account(call))
                        .stream()
                        .filter(it -> it.path().startsWith(Asked.or(q.pathPrefix(), "/"))),
                    InstanceProfile::name)
                .map(
                    page ->
                        ListInstanceProfilesResponse.builder()
                            .instanceProfiles(
                                page.items().stream()
                                    .map(it -> Shown.profile(it, call.world()))
                                    .toList())
                            .isTruncated(page.truncated())
                            .marker(page.marker())
                            .build()));
    on.on(
        "ListInstanceProfilesForRole",
        ListInstanceProfilesForRoleRequest::builder,
        served("RoleName!", "Marker", "MaxItems"),
        (q, call) ->
            Asked.role(call, q.roleName())
                .then(
                    role ->
                        IamPage.cut(
                            q,
                            call
                                .world()
                                .table(InstanceProfile.KIND)
                                .by(InstanceProfile.BY_ROLE, role.arn())
                                .stream(),
                            InstanceProfile::name))
                .map(
                    page ->
                        ListInstanceProfilesForRoleResponse.builder()
                            .instanceProfiles(
                                page.items().stream()
                                    .map(it -> Shown.profile(it, call.world()))
                                    .toList())
                            .isTruncated(page.truncated())
                            .marker(page.marker())
                            .build()));
    on.on(
        "DeleteInstanceProfile",
        DeleteInstanceProfileRequest::builder,
        served("InstanceProfileName!"),
        (q, call) ->
            call.execute(new DeleteInstanceProfile(Asked.account(call), q.instanceProfileName()))
                .map(_ -> DeleteInstanceProfileResponse.builder().build()));
    on.on(
        "AddRoleToInstanceProfile",
        AddRoleToInstanceProfileRequest::builder,
        served("InstanceProfileName!", "RoleName!"),
        (q, call) ->
            call.execute(
                    new AddRoleToInstanceProfile(
                        Asked.account(call), q.instanceProfileName(), q.roleName()))
                .map(_ -> AddRoleToInstanceProfileResponse.builder().build()));
    on.on(
        "RemoveRoleFromInstanceProfile",
        RemoveRoleFromInstanceProfileRequest::builder,
        served("InstanceProfileName!", "RoleName!"),
        (q, call) ->
            call.execute(
                    new RemoveRoleFromInstanceProfile(
                        Asked.account(call), q.instanceProfileName(), q.roleName()))
                .map(_ -> RemoveRoleFromInstanceProfileResponse.builder().build()));
    on.on(
        "TagInstanceProfile",
        TagInstanceProfileRequest::builder,
        served("InstanceProfileName!", "Tags!"),
        (q, call) ->
            Asked.tags(call, q.tags())
                .then(
                    tags ->
                        call.execute(
                            new TagInstanceProfile(
                                Asked.account(call), q.instanceProfileName(), tags)))
                .map(_ -> TagInstanceProfileResponse.builder().build()));
    on.on(
        "UntagInstanceProfile",
        UntagInstanceProfileRequest::builder,
        served("InstanceProfileName!", "TagKeys!"),
        (q, call) ->
            call.execute(
                    new UntagInstanceProfile(
                        Asked.account(call), q.instanceProfileName(), q.tagKeys()))
                .map(_ -> UntagInstanceProfileResponse.builder().build()));
    on.on(
        "ListInstanceProfileTags",
        ListInstanceProfileTagsRequest::builder,
        served("InstanceProfileName!", "Marker", "MaxItems"),
        (q, call) ->
            Asked.profile(call, q.instanceProfileName())
                .then(it -> IamPage.cut(q, Asked.tags(it.tags()).stream(), Tag::key))
                .map(
                    page ->
                        ListInstanceProfileTagsResponse.builder()
                            .tags(page.items())
                            .isTruncated(page.truncated())
                            .marker(page.marker())
                            .build()));
  }
}
