package io.eksnet.aws.eks;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.eks.AddonCatalog;
import io.eksnet.eks.AddonInfo;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.AddonPodIdentityConfiguration;
import software.amazon.awssdk.services.eks.model.AddonVersionInfo;
import software.amazon.awssdk.services.eks.model.Compatibility;
import software.amazon.awssdk.services.eks.model.DescribeAddonConfigurationRequest;
import software.amazon.awssdk.services.eks.model.DescribeAddonConfigurationResponse;
import software.amazon.awssdk.services.eks.model.DescribeAddonVersionsRequest;
import software.amazon.awssdk.services.eks.model.DescribeAddonVersionsResponse;

/** What add-ons there are to have, in which versions, and what can be set. */
final class AddonVersionActions {
  private static final String OWNER = "aws";
  private static final String PUBLISHER = "eks";
  private static final List<String> ARCHITECTURES = List.of("amd64", "arm64");
  private static final List<String> COMPUTE_TYPES = List.of("ec2", "hybrid");

  private AddonVersionActions() {}

  static void register(Call.Registry on) {
    on.on(
            "DescribeAddonVersions",
            "GET /addons/supported-versions",
            DescribeAddonVersionsRequest::builder,
            served(
                "kubernetesVersion",
                "maxResults",
                "nextToken",
                "addonName",
                "types",
                "publishers",
                "owners"),
            (q, _) -> {
              List<AddonInfo> all = asked(q);
              return EksPages.cut(q, all.stream().map(AddonInfo::name))
                  .map(
                      page ->
                          DescribeAddonVersionsResponse.builder()
                              .addons(
                                  page.names().stream()
                                      .flatMap(name -> AddonCatalog.find(name).stream())
                                      .map(it -> sdk(it, text(q.kubernetesVersion())))
                                      .toList())
                              .nextToken(page.nextOrNull())
                              .build());
            })
        .on(
            "DescribeAddonConfiguration",
            "GET /addons/configuration-schemas",
            DescribeAddonConfigurationRequest::builder,
            served("addonName!", "addonVersion!"),
            (q, call) ->
                EksFound.found(
                        call,
                        AddonCatalog.find(q.addonName())
                            .filter(
                                it ->
                                    it.versions().stream()
                                        .anyMatch(v -> v.name().equals(q.addonVersion()))),
                        "No addon: " + q.addonName() + " found with version: " + q.addonVersion())
                    .map(
                        it ->
                            DescribeAddonConfigurationResponse.builder()
                                .addonName(it.name())
                                .addonVersion(q.addonVersion())
                                .configurationSchema(AddonValues.schema(it.name()))
                                .podIdentityConfiguration(identities(it))
                                .build()));
  }

  private static Optional<String> text(String value) {
    return Optional.ofNullable(value).filter(it -> !it.isEmpty());
  }

  private static List<AddonInfo> asked(DescribeAddonVersionsRequest q) {
    return AddonCatalog.all().stream()
        .filter(it -> text(q.addonName()).map(it.name()::equals).orElse(true))
        .filter(it -> q.types().isEmpty() || q.types().contains(it.type()))
        .filter(_ -> q.publishers().isEmpty() || q.publishers().contains(PUBLISHER))
        .filter(_ -> q.owners().isEmpty() || q.owners().contains(OWNER))
        .filter(
            it ->
                text(q.kubernetesVersion())
                    .map(minor -> it.versions().stream().anyMatch(v -> v.fits(minor)))
                    .orElse(true))
        .toList();
  }

  private static software.amazon.awssdk.services.eks.model.AddonInfo sdk(
      AddonInfo info, Optional<String> minor) {
    return software.amazon.awssdk.services.eks.model.AddonInfo.builder()
        .addonName(info.name())
        .type(info.type())
        .publisher(PUBLISHER)
        .owner(OWNER)
        .defaultNamespace("kube-system")
        .addonVersions(
            info.versions().stream()
                .filter(it -> minor.map(it::fits).orElse(true))
                .map(it -> sdk(info, it, minor))
                .toList())
        .build();
  }

  private static AddonVersionInfo sdk(
      AddonInfo info, AddonInfo.Version version, Optional<String> minor) {
    return AddonVersionInfo.builder()
        .addonVersion(version.name())
        .architecture(ARCHITECTURES)
        .computeTypes(COMPUTE_TYPES)
        .compatibilities(
            version.kubernetes().stream()
                .filter(it -> minor.map(it::equals).orElse(true))
                .map(
                    it ->
                        Compatibility.builder()
                            .clusterVersion(it)
                            .platformVersions("*")
                            .defaultVersion(version.defaultOf().contains(it))
                            .build())
                .toList())
        .requiresConfiguration(false)
        .requiresIamPermissions(info.needsRole())
        .build();
  }

  private static List<AddonPodIdentityConfiguration> identities(AddonInfo info) {
    return info.serviceAccount().stream()
        .map(
            account ->
                AddonPodIdentityConfiguration.builder()
                    .serviceAccount(account)
                    .recommendedManagedPolicies(info.policies())
                    .build())
        .toList();
  }
}
