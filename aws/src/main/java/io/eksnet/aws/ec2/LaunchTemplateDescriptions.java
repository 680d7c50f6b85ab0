package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.LaunchTemplateId;
import io.eksnet.id.Tags;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.LaunchTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;

/** Launch templates and their versions as EC2 shows them. */
final class LaunchTemplateDescriptions {
  private LaunchTemplateDescriptions() {}

  private static final Resources<LaunchTemplateId, LaunchTemplate> TEMPLATES =
      new Resources<>(
          new Pages("DescribeLaunchTemplates", 1, 200),
          Ec2Resources.LAUNCH_TEMPLATES,
          Filters.<LaunchTemplate>of()
              .by("create-time", LaunchTemplate::createdAt)
              .by("launch-template-name", LaunchTemplate::name)
              .tags(LaunchTemplate::tags)
              .build());

  private static final Pages VERSION_PAGES = new Pages("DescribeLaunchTemplateVersions", 1, 200);

  /** A version with the template that it is of. */
  private record Row(LaunchTemplate template, LaunchTemplate.Version version) {
    Optional<String> data(String path) {
      return Optional.ofNullable(version.data().get(path));
    }

    /** Sorts as text as the numbers do. */
    String key() {
      return template.id() + String.format(java.util.Locale.ROOT, " %09d", version.number());
    }
  }

  private static final Filters<Row> VERSIONS =
      Filters.<Row>of()
          .by("create-time", row -> row.version().createdAt())
          .by(
              "is-default-version",
              row -> row.version().number() == row.template().defaultVersion())
          .maybe("ebs-optimized", row -> row.data("EbsOptimized"))
          .maybe("http-endpoint", row -> row.data("MetadataOptions.HttpEndpoint"))
          .maybe("http-protocol-ipv4", row -> row.data("MetadataOptions.HttpEndpoint"))
          .maybe("http-tokens", row -> row.data("MetadataOptions.HttpTokens"))
          .maybe("host-resource-group-arn", row -> row.data("Placement.HostResourceGroupArn"))
          .maybe(
              "iam-instance-profile",
              row ->
                  row.data("IamInstanceProfile.Arn").or(() -> row.data("IamInstanceProfile.Name")))
          .maybe("image-id", row -> row.data("ImageId"))
          .maybe("instance-type", row -> row.data("InstanceType"))
          .maybe("kernel-id", row -> row.data("KernelId"))
          .maybe(
              "license-configuration-arn",
              row -> row.data("LicenseSpecifications.1.LicenseConfigurationArn"))
          .maybe("network-card-index", row -> row.data("NetworkInterfaces.1.NetworkCardIndex"))
          .maybe("ram-disk-id", row -> row.data("RamDiskId"))
          .tags(row -> Tags.NONE)
          .build();

  static void register(Ec2Registration on) {
    on.on(
            "DescribeLaunchTemplates",
            DescribeLaunchTemplatesRequest::builder,
            served(
                "LaunchTemplateIds",
                "LaunchTemplateNames",
                "Filters",
                "MaxResults",
                "NextToken",
                "DryRun"),
            LaunchTemplateDescriptions::templates)
        .on(
            "DescribeLaunchTemplateVersions",
            DescribeLaunchTemplateVersionsRequest::builder,
            served(
                "LaunchTemplateId",
                "LaunchTemplateName",
                "Versions",
                "MinVersion",
                "MaxVersion",
                "Filters",
                "MaxResults",
                "NextToken",
                "DryRun"),
            LaunchTemplateDescriptions::versions);
  }

  private static Reply<DescribeLaunchTemplatesResponse> templates(
      DescribeLaunchTemplatesRequest q, Call call) {
    View view = call.view();
    List<String> ids = new ArrayList<>();
    for (String id : q.launchTemplateIds()) {
      switch (LaunchTemplateActions.named(view, Optional.of(id), Optional.empty())) {
        case Reply.Answer<LaunchTemplate>(var it) -> ids.add(it.id().value());
        case Reply.Refusal<LaunchTemplate>(var error) -> {
          return Reply.refuse(error);
        }
      }
    }
    for (String name : q.launchTemplateNames()) {
      switch (LaunchTemplateActions.named(view, Optional.empty(), Optional.of(name))) {
        case Reply.Answer<LaunchTemplate>(var it) -> ids.add(it.id().value());
        case Reply.Refusal<LaunchTemplate>(var error) -> {
          return Reply.refuse(error);
        }
      }
    }
    return TEMPLATES
        .list(view, q, ids)
        .map(
            page ->
                DescribeLaunchTemplatesResponse.builder()
                    .launchTemplates(page.map(LaunchTemplateActions::sdk))
                    .nextToken(page.nextOrNull())
                    .build());
  }

  private static Reply<DescribeLaunchTemplateVersionsResponse> versions(
      DescribeLaunchTemplateVersionsRequest q, Call call) {
    View view = call.view();
    return rows(q, view)
        .then(
            rows ->
                VERSIONS
                    .predicate(q.filters(), view)
                    .then(
                        wanted ->
                            VERSION_PAGES
                                .asked(q)
                                .map(
                                    asked ->
                                        VERSION_PAGES.cut(
                                            rows.stream()
                                                .filter(wanted)
                                                .filter(row -> isAfter(asked, row.key())),
                                            asked,
                                            Row::key))))
        .map(
            page ->
                DescribeLaunchTemplateVersionsResponse.builder()
                    .launchTemplateVersions(
                        page.map(row -> LaunchTemplateActions.sdk(row.template(), row.version())))
                    .nextToken(page.nextOrNull())
                    .build());
  }

  private static boolean isAfter(Pages.Asked asked, String key) {
    return asked.after().map(last -> key.compareTo(last) > 0).orElse(true);
  }

  /** The versions of one template, or the latest or default ones of all. */
  private static Reply<List<Row>> rows(DescribeLaunchTemplateVersionsRequest q, View view) {
    if (q.launchTemplateId() != null || q.launchTemplateName() != null) {
      return LaunchTemplateActions.named(
              view,
              Optional.ofNullable(q.launchTemplateId()),
              Optional.ofNullable(q.launchTemplateName()))
          .then(template -> ofOne(template, q));
    }
    if (q.versions().isEmpty() || !List.of("$Latest", "$Default").containsAll(q.versions())) {
      return Reply.refuse(
          "MissingParameter",
          "When no launch template is specified, expected $Latest, $Default or both as versions.");
    }
    return Reply.answer(
        view.vpcs().facts().table(LaunchTemplate.KIND).stream()
            .filter(it -> it.scope().equals(view.scope()))
            .flatMap(
                it ->
                    q.versions().stream()
                        .flatMap(text -> it.version(text).stream())
                        .distinct()
                        .map(version -> new Row(it, version)))
            .toList());
  }

  private static Reply<List<Row>> ofOne(
      LaunchTemplate template, DescribeLaunchTemplateVersionsRequest q) {
    List<Row> rows = new ArrayList<>();
    for (String text : q.versions()) {
      switch (LaunchTemplateActions.version(template, text)) {
        case Reply.Answer<LaunchTemplate.Version>(var it) -> rows.add(new Row(template, it));
        case Reply.Refusal<LaunchTemplate.Version>(var error) -> {
          return Reply.refuse(error);
        }
      }
    }
    if (!q.versions().isEmpty()) {
      return Reply.answer(rows.stream().distinct().toList());
    }
    int least = number(Optional.ofNullable(q.minVersion()), 1);
    int most = number(Optional.ofNullable(q.maxVersion()), Integer.MAX_VALUE);
    return Reply.answer(
        template.versions().stream()
            .filter(it -> it.number() >= least && it.number() <= most)
            .map(it -> new Row(template, it))
            .toList());
  }

  private static int number(Optional<String> text, int otherwise) {
    return text.filter(it -> it.matches("[0-9]{1,9}")).map(Integer::valueOf).orElse(otherwise);
  }
}
