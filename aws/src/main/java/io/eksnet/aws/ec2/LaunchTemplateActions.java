package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.LaunchTemplateId;
import io.eksnet.vpc.CreateLaunchTemplate;
import io.eksnet.vpc.CreateLaunchTemplateVersion;
import io.eksnet.vpc.DeleteLaunchTemplate;
import io.eksnet.vpc.DeleteLaunchTemplateVersions;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.LaunchTemplate;
import io.eksnet.vpc.ModifyLaunchTemplate;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseErrorItem;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseSuccessItem;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateErrorCode;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** What clients do to launch templates; see {@link LaunchTemplateDescriptions} for the rest. */
final class LaunchTemplateActions {
  private LaunchTemplateActions() {}

  static void register(Ec2Registration on) {
    on.on(
            "CreateLaunchTemplate",
            CreateLaunchTemplateRequest::builder,
            served(
                "LaunchTemplateName!",
                "VersionDescription",
                "LaunchTemplateData!",
                "TagSpecifications",
                "ClientToken",
                "DryRun"),
            LaunchTemplateActions::create)
        .on(
            "CreateLaunchTemplateVersion",
            CreateLaunchTemplateVersionRequest::builder,
            served(
                "LaunchTemplateId",
                "LaunchTemplateName",
                "SourceVersion",
                "VersionDescription",
                "LaunchTemplateData!",
                "ClientToken",
                "DryRun"),
            LaunchTemplateActions::createVersion)
        .on(
            "ModifyLaunchTemplate",
            ModifyLaunchTemplateRequest::builder,
            served(
                "LaunchTemplateId",
                "LaunchTemplateName",
                "DefaultVersion",
                "ClientToken",
                "DryRun"),
            (q, call) ->
                named(
                        call.view(),
                        Optional.ofNullable(q.launchTemplateId()),
                        Optional.ofNullable(q.launchTemplateName()))
                    .then(
                        it ->
                            call.execute(
                                new ModifyLaunchTemplate(
                                    it.id(), Optional.ofNullable(q.defaultVersion()).orElse(""))))
                    .map(
                        it ->
                            ModifyLaunchTemplateResponse.builder().launchTemplate(sdk(it)).build()))
        .on(
            "DeleteLaunchTemplate",
            DeleteLaunchTemplateRequest::builder,
            served("LaunchTemplateId", "LaunchTemplateName", "DryRun"),
            (q, call) ->
                named(
                        call.view(),
                        Optional.ofNullable(q.launchTemplateId()),
                        Optional.ofNullable(q.launchTemplateName()))
                    .then(it -> call.execute(new DeleteLaunchTemplate(it.id())))
                    .map(
                        it ->
                            DeleteLaunchTemplateResponse.builder().launchTemplate(sdk(it)).build()))
        .on(
            "DeleteLaunchTemplateVersions",
            DeleteLaunchTemplateVersionsRequest::builder,
            served("LaunchTemplateId", "LaunchTemplateName", "Versions!", "DryRun"),
            LaunchTemplateActions::deleteVersions);
  }

  /** The caller's template with an id or a name. */
  static Reply<LaunchTemplate> named(View view, Optional<String> id, Optional<String> name) {
    if (id.isPresent() == name.isPresent()) {
      return Reply.refuse(
          id.isPresent() ? "InvalidParameterCombination" : "MissingParameter",
          "Expected exactly one of a launch template ID and a launch template name.");
    }
    if (id.isPresent() && !Ec2Resources.LAUNCH_TEMPLATES.wellFormed(id.get())) {
      var refusal = Ec2Resources.LAUNCH_TEMPLATES.missing(java.util.List.of(id.get()));
      return Reply.refuse(refusal.code(), refusal.message());
    }
    var templates = view.vpcs().facts().table(LaunchTemplate.KIND);
    Optional<LaunchTemplate> found =
        id.isPresent()
            ? templates
                .get(new LaunchTemplateId(id.get()))
                .filter(it -> it.scope().equals(view.scope()))
            : templates.firstBy(
                LaunchTemplate.BY_NAME, LaunchTemplate.key(view.scope(), name.orElse("")));
    return found
        .map(Reply::answer)
        .orElseGet(
            () ->
                id.isPresent()
                    ? Reply.refuse(
                        "InvalidLaunchTemplateId.NotFound",
                        "The specified launch template, with template ID "
                            + id.get()
                            + ", does not exist.")
                    : Reply.refuse(
                        "InvalidLaunchTemplateName.NotFoundException",
                        "The specified launch template, with template name "
                            + name.orElse("")
                            + ", does not exist."));
  }

  /** A version of a template as requests name it. */
  static Reply<LaunchTemplate.Version> version(LaunchTemplate template, String text) {
    return template
        .version(text)
        .map(Reply::answer)
        .orElseGet(
            () ->
                Reply.refuse(
                    "InvalidLaunchTemplateId.VersionNotFound",
                    "Could not find the specified version "
                        + text
                        + " for the launch template with ID "
                        + template.id()
                        + "."));
  }

  private static Reply<CreateLaunchTemplateResponse> create(
      CreateLaunchTemplateRequest q, Call call) {
    if (q.launchTemplateName() == null) {
      return NetworkInterfaceChanges.missing("LaunchTemplateName");
    }
    if (q.launchTemplateData() == null) {
      return NetworkInterfaceChanges.missing("LaunchTemplateData");
    }
    return TagSpecifications.of(q.tagSpecifications(), ResourceType.LAUNCH_TEMPLATE)
        .then(
            tags ->
                call.create(
                    Ec2Resources.LAUNCH_TEMPLATES,
                    new CreateLaunchTemplate(
                        call.scope(),
                        q.launchTemplateName(),
                        Optional.ofNullable(q.versionDescription()).orElse(""),
                        FlatMembers.of(q.launchTemplateData()),
                        tags)))
        .map(it -> CreateLaunchTemplateResponse.builder().launchTemplate(sdk(it)).build());
  }

  private static Reply<CreateLaunchTemplateVersionResponse> createVersion(
      CreateLaunchTemplateVersionRequest q, Call call) {
    if (q.launchTemplateData() == null) {
      return NetworkInterfaceChanges.missing("LaunchTemplateData");
    }
    return named(
            call.view(),
            Optional.ofNullable(q.launchTemplateId()),
            Optional.ofNullable(q.launchTemplateName()))
        .then(
            template ->
                call.create(
                    Ec2Resources.LAUNCH_TEMPLATES,
                    new CreateLaunchTemplateVersion(
                        template.id(),
                        Optional.ofNullable(q.sourceVersion()),
                        Optional.ofNullable(q.versionDescription()).orElse(""),
                        FlatMembers.of(q.launchTemplateData()))))
        .map(
            it ->
                CreateLaunchTemplateVersionResponse.builder()
                    .launchTemplateVersion(sdk(it, it.versions().getLast()))
                    .build());
  }

  private static Reply<DeleteLaunchTemplateVersionsResponse> deleteVersions(
      DeleteLaunchTemplateVersionsRequest q, Call call) {
    return named(
            call.view(),
            Optional.ofNullable(q.launchTemplateId()),
            Optional.ofNullable(q.launchTemplateName()))
        .then(
            template ->
                call.execute(new DeleteLaunchTemplateVersions(template.id(), q.versions()))
                    .map(deleted -> sdk(template, deleted)));
  }

  private static DeleteLaunchTemplateVersionsResponse sdk(
      LaunchTemplate template, DeleteLaunchTemplateVersions.Deleted deleted) {
    var done =
        deleted.deleted().stream()
            .map(
                number ->
                    DeleteLaunchTemplateVersionsResponseSuccessItem.builder()
                        .launchTemplateId(template.id().value())
                        .launchTemplateName(template.name())
                        .versionNumber((long) number)
                        .build())
            .toList();
    var failed = new java.util.ArrayList<DeleteLaunchTemplateVersionsResponseErrorItem>();
    for (String missing : deleted.missing()) {
      var item =
          DeleteLaunchTemplateVersionsResponseErrorItem.builder()
              .launchTemplateId(template.id().value())
              .launchTemplateName(template.name())
              .responseError(
                  e ->
                      e.code(LaunchTemplateErrorCode.LAUNCH_TEMPLATE_VERSION_DOES_NOT_EXIST)
                          .message("Could not find launch template version"));
      if (missing.matches("[0-9]{1,9}")) {
        item.versionNumber(Long.valueOf(missing));
      }
      failed.add(item.build());
    }
    for (int kept : deleted.kept()) {
      failed.add(
          DeleteLaunchTemplateVersionsResponseErrorItem.builder()
              .launchTemplateId(template.id().value())
              .launchTemplateName(template.name())
              .versionNumber((long) kept)
              .responseError(
                  e ->
                      e.code(LaunchTemplateErrorCode.UNEXPECTED_ERROR)
                          .message("Cannot delete the default launch template version"))
              .build());
    }
    return DeleteLaunchTemplateVersionsResponse.builder()
        .successfullyDeletedLaunchTemplateVersions(done)
        .unsuccessfullyDeletedLaunchTemplateVersions(failed)
        .build();
  }

  /** A template as EC2 shows it. */
  static software.amazon.awssdk.services.ec2.model.LaunchTemplate sdk(LaunchTemplate template) {
    return software.amazon.awssdk.services.ec2.model.LaunchTemplate.builder()
        .launchTemplateId(template.id().value())
        .launchTemplateName(template.name())
        .createTime(template.createdAt())
        .createdBy(root(template))
        .defaultVersionNumber((long) template.defaultVersion())
        .latestVersionNumber((long) template.latestVersion())
        .tags(Sdk.tagsIfAny(template.tags()))
        .build();
  }

  /** A version as EC2 shows it. */
  static LaunchTemplateVersion sdk(LaunchTemplate template, LaunchTemplate.Version version) {
    return LaunchTemplateVersion.builder()
        .launchTemplateId(template.id().value())
        .launchTemplateName(template.name())
        .versionNumber((long) version.number())
        .versionDescription(version.description().isEmpty() ? null : version.description())
        .createTime(version.createdAt())
        .createdBy(root(template))
        .defaultVersion(version.number() == template.defaultVersion())
        .launchTemplateData(
            FlatMembers.fill(version.data(), ResponseLaunchTemplateData.builder()).build())
        .build();
  }

  private static String root(LaunchTemplate template) {
    return "arn:aws:iam::" + template.scope().account() + ":root";
  }
}
