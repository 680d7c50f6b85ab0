package io.eksnet.aws.eks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.eks.Cluster;
import io.eksnet.eks.ClusterHealth;
import io.eksnet.eks.ClusterSettings;
import io.eksnet.eks.ClusterVersion;
import io.eksnet.eks.Update;
import io.eksnet.id.Id;
import io.eksnet.table.Facts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eks.model.ClusterIssue;
import software.amazon.awssdk.services.eks.model.ClusterVersionInformation;
import software.amazon.awssdk.services.eks.model.EncryptionConfig;
import software.amazon.awssdk.services.eks.model.ErrorDetail;
import software.amazon.awssdk.services.eks.model.IpFamily;
import software.amazon.awssdk.services.eks.model.LogSetup;
import software.amazon.awssdk.services.eks.model.UpdateParam;

/** Clusters, their updates and versions as EKS shows them. */
final class ClusterView {
  private static final String TYPE = "eks";

  private ClusterView() {}

  /** A cluster; where its API is shows only once it answers. */
  static software.amazon.awssdk.services.eks.model.Cluster sdk(Facts facts, Cluster cluster) {
    ClusterSettings settings = cluster.settings();
    var sdk =
        software.amazon.awssdk.services.eks.model.Cluster.builder()
            .name(cluster.name())
            .arn(cluster.arn())
            .version(cluster.version())
            .status(cluster.status().name())
            .createdAt(cluster.createdAt())
            .roleArn(cluster.origin().roleArn())
            .platformVersion(
                ClusterVersion.of(cluster.version())
                    .map(ClusterVersion::platformText)
                    .orElse("eks.1"))
            .resourcesVpcConfig(
                vpc ->
                    vpc.vpcId(cluster.vpc().value())
                        .subnetIds(texts(cluster.subnets()))
                        .securityGroupIds(texts(settings.securityGroups()))
                        .clusterSecurityGroupId(cluster.clusterSecurityGroup().value())
                        .endpointPublicAccess(settings.endpointAccess().isPublic())
                        .endpointPrivateAccess(settings.endpointAccess().isPrivate())
                        .publicAccessCidrs(settings.endpointAccess().publicCidrs()))
            .kubernetesNetworkConfig(
                network ->
                    network
                        .ipFamily(IpFamily.IPV4)
                        .serviceIpv4Cidr(cluster.serviceCidr().toString())
                        .elasticLoadBalancing(it -> it.enabled(false)))
            .logging(logging -> logging.clusterLogging(logSetups(settings.logging())))
            .accessConfig(it -> it.authenticationMode(settings.authenticationMode().name()))
            .upgradePolicy(it -> it.supportType(settings.support().name()))
            .deletionProtection(settings.deletionProtection())
            .health(
                health ->
                    health.issues(
                        ClusterHealth.of(facts, cluster).stream().map(ClusterView::sdk).toList()))
            .tags(cluster.tags().values());
    if (settings.zonalShift()) {
      sdk.zonalShiftConfig(it -> it.enabled(true));
    }
    settings.encryption().ifPresent(it -> sdk.encryptionConfig(sdk(it)));
    cluster.origin().clientToken().ifPresent(sdk::clientRequestToken);
    if (cluster.status() != Cluster.Status.CREATING) {
      sdk.endpoint(cluster.endpoint())
          .identity(it -> it.oidc(oidc -> oidc.issuer(cluster.issuer())))
          .certificateAuthority(
              ca ->
                  ca.data(
                      Base64.getEncoder()
                          .encodeToString(cluster.certificateAuthority().getBytes(UTF_8))));
    }
    return sdk.build();
  }

  private static List<String> texts(List<? extends Id<?>> ids) {
    return ids.stream().<String>map(Id::value).toList();
  }

  /** Those that are on, and then those that are off. */
  private static List<LogSetup> logSetups(List<String> on) {
    List<String> off =
        ClusterSettings.LOG_TYPES.stream().filter(type -> !on.contains(type)).toList();
    return Stream.of(
            LogSetup.builder().typesWithStrings(on).enabled(true).build(),
            LogSetup.builder().typesWithStrings(off).enabled(false).build())
        .filter(setup -> !setup.types().isEmpty())
        .toList();
  }

  private static EncryptionConfig sdk(ClusterSettings.Encryption encryption) {
    return EncryptionConfig.builder()
        .resources(encryption.resources())
        .provider(it -> it.keyArn(encryption.keyArn()))
        .build();
  }

  private static ClusterIssue sdk(ClusterHealth.Issue issue) {
    return ClusterIssue.builder()
        .code(issue.code())
        .message(issue.message())
        .resourceIds(issue.resourceIds())
        .build();
  }

  /** An update. */
  static software.amazon.awssdk.services.eks.model.Update sdk(Update update) {
    return software.amazon.awssdk.services.eks.model.Update.builder()
        .id(update.id())
        .type(update.type())
        .status(update.status().text())
        .createdAt(update.createdAt())
        .params(
            update.params().stream()
                .map(it -> UpdateParam.builder().type(it.type()).value(it.value()).build())
                .toList())
        .errors(
            update.errors().stream()
                .map(
                    it ->
                        ErrorDetail.builder()
                            .errorCode(it.code())
                            .errorMessage(it.message())
                            .resourceIds(it.resourceIds())
                            .build())
                .toList())
        .build();
  }

  /** A version that clusters can have. */
  static ClusterVersionInformation sdk(ClusterVersion version, ClusterVersion.Support support) {
    return ClusterVersionInformation.builder()
        .clusterVersion(version.text())
        .clusterType(TYPE)
        .defaultPlatformVersion(version.platformText())
        .defaultVersion(version.equals(ClusterVersion.newest()))
        .releaseDate(start(version.released()))
        .endOfStandardSupportDate(start(version.endOfStandard()))
        .endOfExtendedSupportDate(start(version.endOfExtended()))
        .status(
            switch (support) {
              case STANDARD_SUPPORT -> "standard-support";
              case EXTENDED_SUPPORT -> "extended-support";
              case UNSUPPORTED -> "unsupported";
            })
        .versionStatus(support.name())
        .kubernetesPatchVersion(version.text() + "." + version.patch())
        .build();
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
