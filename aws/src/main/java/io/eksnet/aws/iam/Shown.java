package io.eksnet.aws.iam;

import io.eksnet.iam.AwsManagedPolicy;
import io.eksnet.iam.InstanceProfile;
import io.eksnet.iam.ManagedPolicies;
import io.eksnet.iam.ManagedPolicy;
import io.eksnet.iam.Role;
import io.eksnet.id.AccountId;
import io.eksnet.table.Facts;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryAttachmentType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/** Core's facts as IAM shows them. */
final class Shown {
  private Shown() {}

  /** A role as CreateRole and ListRoles show it: without tags and use. */
  static software.amazon.awssdk.services.iam.model.Role.Builder listed(Role role) {
    var shown =
        software.amazon.awssdk.services.iam.model.Role.builder()
            .path(role.path())
            .roleName(role.name())
            .roleId(role.roleId())
            .arn(role.arn())
            .createDate(role.createdAt())
            .assumeRolePolicyDocument(Asked.escaped(role.trustPolicy().text()))
            .maxSessionDuration((int) role.maxSession().toSeconds());
    if (!role.description().isEmpty()) {
      shown.description(role.description());
    }
    return shown;
  }

  /** A role with everything. */
  static software.amazon.awssdk.services.iam.model.Role whole(Role role) {
    var shown = listed(role).roleLastUsed(it -> {});
    if (!role.tags().values().isEmpty()) {
      shown.tags(Asked.tags(role.tags()));
    }
    role.boundary().ifPresent(arn -> shown.permissionsBoundary(boundary(arn)));
    return shown.build();
  }

  private static AttachedPermissionsBoundary boundary(String arn) {
    return AttachedPermissionsBoundary.builder()
        .permissionsBoundaryArn(arn)
        .permissionsBoundaryType(PermissionsBoundaryAttachmentType.PERMISSIONS_BOUNDARY_POLICY)
        .build();
  }

  static AttachedPolicy attached(String arn) {
    return AttachedPolicy.builder()
        .policyArn(arn)
        .policyName(arn.substring(arn.lastIndexOf('/') + 1))
        .build();
  }

  static software.amazon.awssdk.services.iam.model.Policy.Builder policy(
      ManagedPolicy policy, Facts facts) {
    return software.amazon.awssdk.services.iam.model.Policy.builder()
        .policyName(policy.name())
        .policyId(policy.policyId())
        .arn(policy.arn())
        .path(policy.path())
        .defaultVersionId("v" + policy.defaultVersion())
        .attachmentCount((int) ManagedPolicies.attachments(facts, policy.arn(), policy.account()))
        .permissionsBoundaryUsageCount(
            (int) ManagedPolicies.boundaries(facts, policy.arn(), policy.account()))
        .isAttachable(true)
        .createDate(policy.createdAt())
        .updateDate(policy.updatedAt());
  }

  static software.amazon.awssdk.services.iam.model.Policy.Builder policy(
      AwsManagedPolicy policy, Facts facts, AccountId account) {
    return software.amazon.awssdk.services.iam.model.Policy.builder()
        .policyName(policy.name())
        .policyId(policy.policyId())
        .arn(policy.arn())
        .path(policy.path())
        .defaultVersionId(policy.version())
        .attachmentCount((int) ManagedPolicies.attachments(facts, policy.arn(), account))
        .permissionsBoundaryUsageCount(
            (int) ManagedPolicies.boundaries(facts, policy.arn(), account))
        .isAttachable(policy.attachable())
        .createDate(policy.createdAt())
        .updateDate(policy.updatedAt());
  }

  static PolicyVersion.Builder version(ManagedPolicy.Version version, boolean inForce) {
    return PolicyVersion.builder()
        .versionId(version.id())
        .isDefaultVersion(inForce)
        .createDate(version.createdAt());
  }

  static PolicyVersion.Builder version(AwsManagedPolicy policy) {
    return PolicyVersion.builder()
        .versionId(policy.version())
        .isDefaultVersion(true)
        .createDate(policy.updatedAt());
  }

  static software.amazon.awssdk.services.iam.model.InstanceProfile profile(
      InstanceProfile profile, Facts facts) {
    List<software.amazon.awssdk.services.iam.model.Role> roles =
        profile.role().flatMap(arn -> facts.find(Role.KIND, arn)).stream()
            .map(it -> listed(it).build())
            .toList();
    var shown =
        software.amazon.awssdk.services.iam.model.InstanceProfile.builder()
            .path(profile.path())
            .instanceProfileName(profile.name())
            .instanceProfileId(profile.profileId())
            .arn(profile.arn())
            .createDate(profile.createdAt())
            .roles(roles);
    if (!profile.tags().values().isEmpty()) {
      shown.tags(Asked.tags(profile.tags()));
    }
    return shown.build();
  }
}
