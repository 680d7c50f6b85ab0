package io.eksnet.eks;

import io.eksnet.eks.ClusterSettings.AuthenticationMode;
import io.eksnet.eks.ClusterSettings.EndpointAccess;
import io.eksnet.eks.UpdateClusterConfig.Asked;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Id;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpcs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules for changing clusters. A change begins as an {@link Update} with a {@link
 * ClusterChange}; what AWS does by itself carries it out.
 */
final class ClusterUpdates {
  private static final String VERSION = "VersionUpdate";
  private static final String ENCRYPTION = "AssociateEncryptionConfig";
  private static final int MOST_CIDRS = 40;

  private ClusterUpdates() {}

  /** What a cluster is to become. */
  private record Wanted(
      String type,
      List<Update.Param> params,
      String version,
      List<SubnetId> subnets,
      ClusterSettings settings) {

    static Wanted settings(
        Cluster cluster, String type, ClusterSettings to, List<Update.Param> params) {
      return new Wanted(type, params, cluster.version(), cluster.subnets(), to);
    }
  }

  /** The update of a cluster itself that is under way. */
  static Optional<Update> inProgress(Facts facts, Cluster cluster) {
    return facts.table(Update.KIND).by(Update.BY_CLUSTER, cluster.name()).stream()
        .filter(it -> it.isOfCluster() && it.isInProgress())
        .findFirst();
  }

  static Decision<Update> version(Facts facts, UpdateClusterVersion asked, Context context) {
    return ready(facts, asked.scope(), asked.name(), VERSION)
        .then(
            cluster -> {
              Optional<ClusterVersion> to = ClusterVersion.of(asked.version());
              Optional<ClusterVersion> from = ClusterVersion.of(cluster.version());
              if (to.isEmpty()) {
                return ClusterRefusals.parameter(
                    "unsupported Kubernetes version " + asked.version());
              }
              if (from.map(it -> it.minor() + 1 != to.get().minor()).orElse(true)) {
                return ClusterRefusals.parameter(
                    "Unsupported Kubernetes minor version update from "
                        + cluster.version()
                        + " to "
                        + asked.version());
              }
              Optional<Refusal> unfit =
                  ClusterNetwork.unfit(
                      new Vpcs(facts),
                      cluster.name(),
                      cluster.scope(),
                      present(facts, cluster.subnets()),
                      "InvalidRequestException");
              return unfit.isPresent()
                  ? Decision.<Wanted>refuse(unfit.get())
                  : Decision.<Wanted>accept(
                      new Wanted(
                          VERSION,
                          List.of(
                              new Update.Param("Version", asked.version()),
                              new Update.Param("PlatformVersion", to.get().platformText())),
                          asked.version(),
                          cluster.subnets(),
                          cluster.settings()));
            })
        .then(wanted -> begun(asked.name(), wanted, facts, context));
  }

  private static List<SubnetId> present(Facts facts, List<SubnetId> subnets) {
    return subnets.stream().filter(id -> new Vpcs(facts).subnet(id).isPresent()).toList();
  }

  static Decision<Update> encryption(
      Facts facts, AssociateEncryptionConfig asked, Context context) {
    return ready(facts, asked.scope(), asked.name(), ENCRYPTION)
        .then(
            cluster ->
                cluster.settings().encryption().isPresent()
                    ? ClusterRefusals.<Wanted>parameter(
                        "Encryption config already exists for this cluster")
                    : unfitEncryption(asked.encryption())
                        .map(Decision::<Wanted>refuse)
                        .orElseGet(
                            () ->
                                Decision.accept(
                                    Wanted.settings(
                                        cluster,
                                        ENCRYPTION,
                                        cluster.settings().withEncryption(asked.encryption()),
                                        List.of(
                                            new Update.Param(
                                                "EncryptionConfig",
                                                "[{\"resources\":[\"secrets\"],\"provider\":"
                                                    + "{\"keyArn\":\""
                                                    + asked.encryption().keyArn()
                                                    + "\"}}]"))))))
        .then(wanted -> begun(asked.name(), wanted, facts, context));
  }

  static Decision<Update> config(Facts facts, UpdateClusterConfig asked, Context context) {
    if (asked.asked().size() > 1) {
      return Cluster.of(facts, asked.scope(), asked.name()).isEmpty()
          ? Decision.refuse(ClusterRefusals.noCluster(asked.name()))
          : ClusterRefusals.parameter("Only one type of update can be allowed.");
    }
    if (asked.asked().isEmpty()) {
      return ClusterRefusals.parameter("At least one type of update is required.");
    }
    Asked change = asked.asked().getFirst();
    return ready(facts, asked.scope(), asked.name(), type(change))
        .then(cluster -> wanted(facts, cluster, change))
        .then(wanted -> begun(asked.name(), wanted, facts, context));
  }

  private static String type(Asked asked) {
    return switch (asked) {
      case Asked.Access _ -> "EndpointAccessUpdate";
      case Asked.Network _ -> "VpcConfigUpdate";
      case Asked.Logging _ -> "LoggingUpdate";
      case Asked.Authentication _ -> "AccessConfigUpdate";
      case Asked.UpgradePolicy _ -> "UpgradePolicyUpdate";
      case Asked.ZonalShift _ -> "ZonalShiftConfigUpdate";
      case Asked.DeletionProtection _ -> "DeletionProtectionUpdate";
    };
  }

  private static Decision<Wanted> wanted(Facts facts, Cluster cluster, Asked asked) {
    ClusterSettings now = cluster.settings();
    return switch (asked) {
      case Asked.Access access -> access(cluster, access);
      case Asked.Network network -> network(facts, cluster, network);
      case Asked.Logging logging -> logging(cluster, logging);
      case Asked.Authentication(AuthenticationMode mode) -> authentication(cluster, mode);
      case Asked.UpgradePolicy(ClusterSettings.Support support) ->
          now.support() == support
              ? unchanged("upgradePolicy", "supportType: " + support)
              : settings(
                  cluster,
                  asked,
                  now.withSupport(support),
                  "UpgradePolicy",
                  "{\"supportType\":\"" + support + "\"}");
      case Asked.ZonalShift(boolean enabled) ->
          now.zonalShift() == enabled
              ? unchanged("zonalShiftConfig", "enabled: " + enabled)
              : settings(
                  cluster,
                  asked,
                  now.withZonalShift(enabled),
                  "ZonalShiftConfig",
                  "{\"enabled\":" + enabled + "}");
      case Asked.DeletionProtection(boolean enabled) ->
          now.deletionProtection() == enabled
              ? unchanged("deletionProtection", String.valueOf(enabled))
              : settings(
                  cluster,
                  asked,
                  now.withDeletionProtection(enabled),
                  "DeletionProtection",
                  String.valueOf(enabled));
    };
  }

  private static Decision<Wanted> settings(
      Cluster cluster, Asked asked, ClusterSettings to, String param, String value) {
    return Decision.accept(
        Wanted.settings(cluster, type(asked), to, List.of(new Update.Param(param, value))));
  }

  private static Decision<Wanted> unchanged(String what, String value) {
    return ClusterRefusals.parameter(
        "Cluster is already at the desired configuration with " + what + " " + value);
  }

  private static Decision<Wanted> access(Cluster cluster, Asked.Access asked) {
    EndpointAccess now = cluster.settings().endpointAccess();
    EndpointAccess to =
        new EndpointAccess(
            asked.isPublic().orElse(now.isPublic()),
            asked.isPrivate().orElse(now.isPrivate()),
            asked.publicCidrs().filter(it -> !it.isEmpty()).orElse(now.publicCidrs()));
    Optional<Refusal> unfit = unfitAccess(to);
    if (unfit.isPresent()) {
      return Decision.refuse(unfit.get());
    }
    boolean same =
        now.isPublic() == to.isPublic()
            && now.isPrivate() == to.isPrivate()
            && Set.copyOf(now.publicCidrs()).equals(Set.copyOf(to.publicCidrs()));
    if (same) {
      return ClusterRefusals.parameter(
          "Cluster is already at the desired configuration with endpointPrivateAccess: "
              + now.isPrivate()
              + " , endpointPublicAccess: "
              + now.isPublic()
              + ", and Public Endpoint Restrictions: ["
              + String.join(", ", now.publicCidrs())
              + "]");
    }
    return Decision.accept(
        Wanted.settings(
            cluster,
            type(asked),
            cluster.settings().withEndpointAccess(to),
            List.of(
                new Update.Param("EndpointPublicAccess", String.valueOf(to.isPublic())),
                new Update.Param("EndpointPrivateAccess", String.valueOf(to.isPrivate())),
                new Update.Param("PublicAccessCidrs", json(to.publicCidrs())))));
  }

  private static Decision<Wanted> network(Facts facts, Cluster cluster, Asked.Network asked) {
    Vpcs vpcs = new Vpcs(facts);
    List<SubnetId> subnets = asked.subnets().orElse(cluster.subnets());
    List<SecurityGroupId> groups =
        asked.securityGroups().orElse(cluster.settings().securityGroups());
    boolean same =
        Set.copyOf(subnets).equals(Set.copyOf(cluster.subnets()))
            && Set.copyOf(groups).equals(Set.copyOf(cluster.settings().securityGroups()));
    if (same) {
      return ClusterRefusals.parameter(
          "Cluster is already at the desired configuration with subnetIds: "
              + ids(subnets)
              + " and securityGroupIds: "
              + ids(groups));
    }
    Optional<Refusal> unfit =
        asked
            .subnets()
            .flatMap(
                it ->
                    ClusterNetwork.unfit(
                            vpcs, cluster.name(), cluster.scope(), it, "InvalidRequestException")
                        .or(() -> elsewhere(vpcs, cluster, it)))
            .or(() -> ClusterNetwork.unfitGroups(vpcs, cluster.vpc(), groups));
    if (unfit.isPresent()) {
      return Decision.refuse(unfit.get());
    }
    List<Update.Param> params = new ArrayList<>();
    asked.subnets().ifPresent(it -> params.add(new Update.Param("Subnets", json(texts(it)))));
    asked
        .securityGroups()
        .ifPresent(it -> params.add(new Update.Param("SecurityGroups", json(texts(it)))));
    return Decision.accept(
        new Wanted(
            type(asked),
            params,
            cluster.version(),
            subnets,
            cluster.settings().withSecurityGroups(groups)));
  }

  /** New subnets stay in the cluster's VPC and in the zones that it was made with. */
  private static Optional<Refusal> elsewhere(Vpcs vpcs, Cluster cluster, List<SubnetId> subnets) {
    Set<String> zones =
        cluster.subnets().stream()
            .flatMap(id -> vpcs.subnet(id).stream())
            .map(it -> it.zone().name().value())
            .collect(Collectors.toSet());
    for (SubnetId id : subnets) {
      Subnet subnet = vpcs.subnet(id).orElseThrow();
      if (!subnet.vpc().equals(cluster.vpc())) {
        return Optional.of(
            new Refusal(
                "InvalidParameterException",
                "Subnets must be in the cluster's VPC " + cluster.vpc() + ": " + id));
      }
      if (!zones.contains(subnet.zone().name().value())) {
        return Optional.of(
            new Refusal(
                "InvalidParameterException",
                "Provided subnets must belong to the set of AZs in which the cluster was created: "
                    + zones.stream().sorted().collect(Collectors.joining(", "))
                    + "; "
                    + id
                    + " is in "
                    + subnet.zone().name()));
      }
    }
    return Optional.empty();
  }

  private static Decision<Wanted> logging(Cluster cluster, Asked.Logging asked) {
    Optional<String> unknown =
        java.util.stream.Stream.concat(asked.on().stream(), asked.off().stream())
            .filter(it -> !ClusterSettings.LOG_TYPES.contains(it))
            .findFirst();
    if (unknown.isPresent()) {
      return ClusterRefusals.parameter("Unknown log type " + unknown.get());
    }
    List<String> types = new ArrayList<>(cluster.settings().logging());
    types.addAll(asked.on());
    types.removeAll(asked.off());
    ClusterSettings to = cluster.settings().withLogging(types);
    if (to.equals(cluster.settings())) {
      return ClusterRefusals.parameter("No changes needed for the logging config provided");
    }
    return settings(
        cluster,
        asked,
        to,
        "ClusterLogging",
        "{\"clusterLogging\":[{\"types\":" + json(to.logging()) + ",\"enabled\":true}]}");
  }

  private static Decision<Wanted> authentication(Cluster cluster, AuthenticationMode mode) {
    AuthenticationMode now = cluster.settings().authenticationMode();
    if (mode == now) {
      return unchanged("accessConfig", "authenticationMode: " + mode);
    }
    if (!now.mayBecome(mode)) {
      return ClusterRefusals.parameter(
          "Unsupported authentication mode update from " + now + " to " + mode);
    }
    return Decision.accept(
        Wanted.settings(
            cluster,
            "AccessConfigUpdate",
            cluster.settings().withAuthenticationMode(mode),
            List.of(new Update.Param("AuthenticationMode", "\"" + mode + "\""))));
  }

  /** Whether a cluster may not have these settings. */
  static Optional<Refusal> unfit(ClusterSettings settings) {
    return unfitAccess(settings.endpointAccess())
        .or(() -> settings.encryption().flatMap(ClusterUpdates::unfitEncryption));
  }

  private static Optional<Refusal> unfitAccess(EndpointAccess access) {
    if (!access.isPublic() && !access.isPrivate()) {
      return invalid("Private and public endpoint access cannot be false");
    }
    List<String> wrong =
        access.publicCidrs().stream().filter(it -> Cidr.strict(it).isEmpty()).toList();
    if (!wrong.isEmpty()) {
      return invalid("The following CIDRs are invalid in publicAccessCidrs: " + wrong);
    }
    return access.publicCidrs().size() > MOST_CIDRS
        ? invalid("A cluster can have at most " + MOST_CIDRS + " publicAccessCidrs")
        : Optional.empty();
  }

  private static Optional<Refusal> unfitEncryption(ClusterSettings.Encryption encryption) {
    if (!encryption.resources().equals(List.of("secrets"))) {
      return invalid("The only supported resource for encryptionConfig is [secrets]");
    }
    return encryption.keyArn().matches("arn:[a-z-]+:kms:[a-z0-9-]+:\\d{12}:key/.+")
        ? Optional.empty()
        : invalid("Invalid keyArn " + encryption.keyArn());
  }

  /** The caller's cluster, if a change of it can begin. */
  private static Decision<Cluster> ready(Facts facts, Scope scope, String name, String type) {
    Optional<Cluster> found = Cluster.of(facts, scope, name);
    if (found.isEmpty()) {
      return Decision.refuse(ClusterRefusals.noCluster(name));
    }
    Optional<Update> under = inProgress(facts, found.get());
    if (under.isPresent()) {
      return Decision.refuse(ClusterRefusals.updateInProgress(type, name, under.get().id()));
    }
    return found.get().status() == Cluster.Status.ACTIVE
        ? Decision.accept(found.get(), List.of())
        : Decision.refuse(ClusterRefusals.notActive(name));
  }

  private static Decision<Update> begun(String name, Wanted wanted, Facts facts, Context context) {
    Update update =
        Update.ofCluster(context.ids().uuid(), name, wanted.type(), wanted.params(), context.now());
    Cluster cluster = facts.find(Cluster.KIND, name).orElseThrow();
    return Decision.accept(
        update,
        Change.put(Update.KIND, update),
        Change.put(
            ClusterChange.KIND,
            new ClusterChange(
                name, update.id(), wanted.version(), wanted.subnets(), wanted.settings())),
        Change.put(Cluster.KIND, cluster.withStatus(Cluster.Status.UPDATING, context.now())));
  }

  private static String ids(List<? extends Id<?>> ids) {
    return "[" + String.join(", ", texts(ids)) + "]";
  }

  private static List<String> texts(List<? extends Id<?>> ids) {
    return ids.stream().<String>map(Id::value).toList();
  }

  private static String json(List<String> texts) {
    return texts.stream().map(it -> "\"" + it + "\"").collect(Collectors.joining(",", "[", "]"));
  }

  private static Optional<Refusal> invalid(String message) {
    return Optional.of(new Refusal("InvalidParameterException", message));
  }
}
