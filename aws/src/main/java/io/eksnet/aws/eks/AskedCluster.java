package io.eksnet.aws.eks;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.eks.ClusterSettings;
import io.eksnet.eks.ClusterSettings.AuthenticationMode;
import io.eksnet.eks.ClusterSettings.EndpointAccess;
import io.eksnet.eks.ClusterSettings.Support;
import io.eksnet.eks.CreateCluster;
import io.eksnet.eks.UpdateClusterConfig;
import io.eksnet.eks.UpdateClusterConfig.Asked;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eks.model.BlockStorage;
import software.amazon.awssdk.services.eks.model.ComputeConfigRequest;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.ElasticLoadBalancing;
import software.amazon.awssdk.services.eks.model.EncryptionConfig;
import software.amazon.awssdk.services.eks.model.KubernetesNetworkConfigRequest;
import software.amazon.awssdk.services.eks.model.LogSetup;
import software.amazon.awssdk.services.eks.model.Logging;
import software.amazon.awssdk.services.eks.model.StorageConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.VpcConfigRequest;

/** What clients ask of clusters, as commands. */
final class AskedCluster {

  private AskedCluster() {}

  static Reply<CreateCluster> create(CreateClusterRequest q, Call call) {
    Optional<String> notServed =
        autoMode(
                Optional.ofNullable(q.computeConfig()),
                Optional.ofNullable(q.storageConfig()),
                Optional.ofNullable(q.kubernetesNetworkConfig()))
            .or(() -> ipv6(Optional.ofNullable(q.kubernetesNetworkConfig())));
    if (notServed.isPresent()) {
      return invalid(notServed.get());
    }
    Optional<String> services =
        Optional.ofNullable(q.kubernetesNetworkConfig())
            .map(KubernetesNetworkConfigRequest::serviceIpv4Cidr);
    if (services.flatMap(Cidr::strict).isEmpty() && services.isPresent()) {
      return invalid("Invalid serviceIpv4Cidr: " + services.get());
    }
    var access = Optional.ofNullable(q.accessConfig());
    return settings(q)
        .map(
            settings ->
                new CreateCluster(
                    call.scope(),
                    q.name(),
                    Optional.ofNullable(q.version()),
                    q.roleArn(),
                    subnets(q.resourcesVpcConfig()),
                    settings,
                    services.map(Cidr::parse),
                    access.map(it -> it.bootstrapClusterCreatorAdminPermissions()).orElse(true),
                    Optional.ofNullable(q.bootstrapSelfManagedAddons()).orElse(true),
                    call.caller().principal().arn(),
                    Optional.ofNullable(q.clientRequestToken()),
                    Tags.of(q.tags())));
  }

  private static Reply<ClusterSettings> settings(CreateClusterRequest q) {
    VpcConfigRequest vpc = q.resourcesVpcConfig();
    EndpointAccess standard = EndpointAccess.STANDARD;
    ClusterSettings base =
        ClusterSettings.STANDARD
            .withSecurityGroups(groups(vpc))
            .withEndpointAccess(
                new EndpointAccess(
                    Optional.ofNullable(vpc.endpointPublicAccess()).orElse(standard.isPublic()),
                    Optional.ofNullable(vpc.endpointPrivateAccess()).orElse(standard.isPrivate()),
                    vpc.publicAccessCidrs().isEmpty()
                        ? standard.publicCidrs()
                        : vpc.publicAccessCidrs()))
            .withLogging(q.logging() == null ? List.of() : logging(q.logging()).on())
            .withZonalShift(
                q.zonalShiftConfig() != null && Boolean.TRUE.equals(q.zonalShiftConfig().enabled()))
            .withDeletionProtection(Boolean.TRUE.equals(q.deletionProtection()));
    Reply<ClusterSettings> settings = Reply.answer(base);
    if (q.accessConfig() != null && q.accessConfig().authenticationModeAsString() != null) {
      String text = q.accessConfig().authenticationModeAsString();
      settings = settings.then(it -> mode(text).map(it::withAuthenticationMode));
    }
    if (q.upgradePolicy() != null && q.upgradePolicy().supportTypeAsString() != null) {
      String text = q.upgradePolicy().supportTypeAsString();
      settings = settings.then(it -> support(text).map(it::withSupport));
    }
    if (!q.encryptionConfig().isEmpty()) {
      settings = settings.then(it -> encryption(q.encryptionConfig()).map(it::withEncryption));
    }
    return settings;
  }

  static Reply<UpdateClusterConfig> config(UpdateClusterConfigRequest q, Call call) {
    Optional<String> notServed =
        autoMode(
            Optional.ofNullable(q.computeConfig()),
            Optional.ofNullable(q.storageConfig()),
            Optional.ofNullable(q.kubernetesNetworkConfig()));
    if (notServed.isPresent()) {
      return invalid(notServed.get());
    }
    List<Reply<Asked>> asked = new ArrayList<>();
    if (q.resourcesVpcConfig() != null) {
      vpc(q.resourcesVpcConfig()).forEach(it -> asked.add(Reply.answer(it)));
    }
    if (q.logging() != null) {
      asked.add(Reply.answer(logging(q.logging())));
    }
    if (q.accessConfig() != null) {
      asked.add(
          mode(String.valueOf(q.accessConfig().authenticationModeAsString()))
              .map(Asked.Authentication::new));
    }
    if (q.upgradePolicy() != null) {
      asked.add(
          support(String.valueOf(q.upgradePolicy().supportTypeAsString()))
              .map(Asked.UpgradePolicy::new));
    }
    if (q.zonalShiftConfig() != null) {
      asked.add(
          Reply.answer(new Asked.ZonalShift(Boolean.TRUE.equals(q.zonalShiftConfig().enabled()))));
    }
    if (q.deletionProtection() != null) {
      asked.add(Reply.answer(new Asked.DeletionProtection(q.deletionProtection())));
    }
    Reply<List<Asked>> all = Reply.answer(List.of());
    for (Reply<Asked> next : asked) {
      all =
          all.then(
              before -> next.map(it -> Stream.concat(before.stream(), Stream.of(it)).toList()));
    }
    return all.map(it -> new UpdateClusterConfig(call.scope(), q.name(), it));
  }

  /** Access to the API server and the VPC's part are two kinds of change in one member. */
  private static List<Asked> vpc(VpcConfigRequest vpc) {
    List<Asked> asked = new ArrayList<>();
    if (vpc.hasSubnetIds() || vpc.hasSecurityGroupIds()) {
      asked.add(
          new Asked.Network(
              vpc.hasSubnetIds() ? Optional.of(subnets(vpc)) : Optional.empty(),
              vpc.hasSecurityGroupIds() ? Optional.of(groups(vpc)) : Optional.empty()));
    }
    if (vpc.endpointPublicAccess() != null
        || vpc.endpointPrivateAccess() != null
        || vpc.hasPublicAccessCidrs()) {
      asked.add(
          new Asked.Access(
              Optional.ofNullable(vpc.endpointPublicAccess()),
              Optional.ofNullable(vpc.endpointPrivateAccess()),
              vpc.hasPublicAccessCidrs()
                  ? Optional.of(vpc.publicAccessCidrs())
                  : Optional.empty()));
    }
    return asked;
  }

  private static Asked.Logging logging(Logging logging) {
    List<String> on = new ArrayList<>();
    List<String> off = new ArrayList<>();
    for (LogSetup setup : logging.clusterLogging()) {
      (Boolean.TRUE.equals(setup.enabled()) ? on : off).addAll(setup.typesAsStrings());
    }
    return new Asked.Logging(on, off);
  }

  static Reply<ClusterSettings.Encryption> encryption(List<EncryptionConfig> asked) {
    if (asked.size() != 1 || asked.getFirst().provider() == null) {
      return invalid("encryptionConfig must have one element with a provider");
    }
    EncryptionConfig config = asked.getFirst();
    return Reply.answer(
        new ClusterSettings.Encryption(
            String.valueOf(config.provider().keyArn()), config.resources()));
  }

  private static Reply<AuthenticationMode> mode(String text) {
    return Stream.of(AuthenticationMode.values())
        .filter(it -> it.name().equals(text))
        .findFirst()
        .map(Reply::answer)
        .orElseGet(
            () ->
                invalid(
                    "authenticationMode "
                        + text
                        + " is invalid, expected one of "
                        + List.of(AuthenticationMode.values())));
  }

  private static Reply<Support> support(String text) {
    return Stream.of(Support.values())
        .filter(it -> it.name().equals(text))
        .findFirst()
        .map(Reply::answer)
        .orElseGet(
            () ->
                invalid(
                    "supportType "
                        + text
                        + " is invalid, expected one of "
                        + List.of(Support.values())));
  }

  private static Optional<String> autoMode(
      Optional<ComputeConfigRequest> compute,
      Optional<StorageConfigRequest> storage,
      Optional<KubernetesNetworkConfigRequest> network) {
    boolean wanted =
        Stream.of(
                compute.map(ComputeConfigRequest::enabled),
                storage.map(StorageConfigRequest::blockStorage).map(BlockStorage::enabled),
                network
                    .map(KubernetesNetworkConfigRequest::elasticLoadBalancing)
                    .map(ElasticLoadBalancing::enabled))
            .flatMap(Optional::stream)
            .anyMatch(enabled -> enabled);
    return wanted
        ? Optional.of(
            "eksnet does not serve EKS Auto Mode (computeConfig, storageConfig and"
                + " elasticLoadBalancing enabled). Nothing was done; leave it out.")
        : Optional.empty();
  }

  private static Optional<String> ipv6(Optional<KubernetesNetworkConfigRequest> network) {
    return network
        .map(KubernetesNetworkConfigRequest::ipFamilyAsString)
        .filter(it -> it.equals("ipv6"))
        .map(
            _ ->
                "eksnet does not serve the ipFamily ipv6 of kubernetesNetworkConfig. Nothing was"
                    + " done; leave it out.");
  }

  private static List<SubnetId> subnets(VpcConfigRequest vpc) {
    return vpc.subnetIds().stream().map(SubnetId::new).toList();
  }

  private static List<SecurityGroupId> groups(VpcConfigRequest vpc) {
    return vpc.securityGroupIds().stream().map(SecurityGroupId::new).toList();
  }

  private static <R> Reply<R> invalid(String message) {
    return Reply.refuse("InvalidParameterException", message);
  }
}
