package io.eksnet.app.daemon;

import io.eksnet.app.config.ClusterConfig;
import io.eksnet.app.config.ClusterConfig.NodeGroupConfig;
import io.eksnet.app.config.ClusterConfig.SubnetConfig;
import io.eksnet.cloud.NetworkLayout;
import io.eksnet.cloud.NetworkPlan;
import io.eksnet.eks.AccessEntries;
import io.eksnet.eks.AccessEntry;
import io.eksnet.eks.Addon;
import io.eksnet.eks.AddonCatalog;
import io.eksnet.eks.AddonRuling;
import io.eksnet.eks.ApiEndpoint;
import io.eksnet.eks.Cluster;
import io.eksnet.eks.ClusterSettings;
import io.eksnet.eks.NodeGroup;
import io.eksnet.iam.AttachRolePolicy;
import io.eksnet.iam.CreateRole;
import io.eksnet.iam.Policy;
import io.eksnet.iam.Role;
import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Region;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneName;
import io.eksnet.table.Change;
import io.eksnet.vpc.CreateSecurityGroup;
import io.eksnet.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A network's first facts, made from its ClusterConfig as eksctl and EKS would make them: by EC2's
 * own commands, so that a config which EC2 would refuse is refused with EC2's words.
 */
final class Birth {
  private static final int MOST_ROLE_NAME = 64;

  private final ClusterConfig config;
  private final Scope scope;
  private final Context context;

  private Birth(ClusterConfig config, Context context) {
    this.config = config;
    this.context = context;
    this.scope = scope(config);
  }

  /** The account and Region of a network. */
  static Scope scope(ClusterConfig config) {
    return new Scope(new AccountId(ClusterConfig.ACCOUNT), new Region(config.region()));
  }

  /** What the first facts came to. */
  sealed interface Born {
    /** The changes that make them, all in one commit. */
    record Changes(List<Change<?, ?>> changes) implements Born {}

    /** EC2 would not have it. */
    record Refused(Refusal refusal) implements Born {}
  }

  /**
   * The first facts of a network.
   *
   * @param endpoint the API server's URL
   * @param certificateAuthority its CA in PEM
   */
  static Born of(
      ClusterConfig config, Context context, String endpoint, String certificateAuthority) {
    return new Birth(config, context).changes(endpoint, certificateAuthority);
  }

  private Born changes(String endpoint, String certificateAuthority) {
    NetworkLayout layout = NetworkLayout.of(plan(), context.ids());
    List<Command<?>> commands = new ArrayList<>(List.of(layout.commands()));
    podSecurityGroup(layout.vpc()).ifPresent(commands::add);
    if (config.eksnet().cluster()) {
      commands.addAll(role());
    }
    // Settings come first: the commands are judged by them.
    List<Change<?, ?>> changes = new ArrayList<>(config.eksnet().ec2().changes());
    if (config.eksnet().guide()) {
      changes.add(Change.put(AddonRuling.KIND, new AddonRuling(true)));
    }
    World world = World.EMPTY.with(changes);
    for (Command<?> command : commands) {
      switch (command.decide(world, context)) {
        case Decision.Accepted<?>(Object _, List<Change<?, ?>> made) -> {
          world = world.commit(made).world();
          changes.addAll(made);
        }
        case Decision.Refused<?>(Refusal refusal) -> {
          return new Born.Refused(refusal);
        }
      }
    }
    changes.add(Change.put(ApiEndpoint.KIND, new ApiEndpoint(endpoint, certificateAuthority)));
    if (config.eksnet().cluster()) {
      Cluster cluster = cluster(layout, endpoint, certificateAuthority);
      changes.add(Change.put(Cluster.KIND, cluster));
      AccessEntries.ofCreator(world, cluster, context)
          .ifPresent(entry -> changes.add(Change.put(AccessEntry.KIND, entry)));
      config.addons().forEach(addon -> changes.add(Change.put(Addon.KIND, addon(addon))));
      Role nodes = nodeRole();
      changes.add(Change.put(Role.KIND, nodes));
      AccessEntries.ofNodes(world, cluster, nodes.arn(), context)
          .ifPresent(entry -> changes.add(Change.put(AccessEntry.KIND, entry)));
      config
          .nodeGroups()
          .forEach(
              group -> changes.add(Change.put(NodeGroup.KIND, nodeGroup(group, layout, nodes))));
    }
    return new Born.Changes(changes);
  }

  private NetworkPlan plan() {
    return new NetworkPlan(
        config.name(),
        scope,
        config.vpc().cidr(),
        config.vpc().subnets().stream().map(Birth::subnet).toList(),
        switch (config.vpc().nat()) {
          case DISABLE -> NetworkPlan.Nat.DISABLE;
          case SINGLE -> NetworkPlan.Nat.SINGLE;
          case HIGHLY_AVAILABLE -> NetworkPlan.Nat.HIGHLY_AVAILABLE;
        },
        Tags.of(config.tags()),
        new NetworkPlan.Pins(
            config.vpc().id().map(VpcId::new),
            pin("mainRouteTable").map(RouteTableId::new),
            Optional.empty()),
        config.eksnet().cluster());
  }

  private static NetworkPlan.PlannedSubnet subnet(SubnetConfig subnet) {
    return new NetworkPlan.PlannedSubnet(
        Optional.of(subnet.name()),
        subnet.id().map(SubnetId::new),
        subnet.cidr(),
        new ZoneName(subnet.zone()),
        subnet.isPublic());
  }

  private Optional<String> pin(String thing) {
    return Optional.ofNullable(config.eksnet().pins().get(thing));
  }

  /** The group that the guide's pod names in its annotation. */
  private Optional<Command<?>> podSecurityGroup(VpcId vpc) {
    return pin("podSecurityGroup")
        .map(
            id ->
                new CreateSecurityGroup(
                    vpc,
                    "web-app",
                    "The guide's group for pods",
                    Tags.NONE,
                    Optional.of(new SecurityGroupId(id))));
  }

  /** The role that eksctl makes for a cluster. */
  private List<Command<?>> role() {
    return List.of(
        new CreateRole(
            scope.account(),
            "/",
            roleName(),
            Policy.trustingWithTags(List.of("eks.amazonaws.com")),
            "",
            Duration.ofHours(1),
            Optional.empty(),
            Tags.NONE.with("alpha.eksctl.io/cluster-name", config.name())),
        new AttachRolePolicy(
            scope.account(), roleName(), "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"));
  }

  private String roleName() {
    return roleName("-cluster-ServiceRole");
  }

  /** At most 64 characters, as IAM wants it. */
  private String roleName(String suffix) {
    String name = config.name();
    int most = MOST_ROLE_NAME - "eksctl-".length() - suffix.length();
    return "eksctl-" + name.substring(0, Math.min(name.length(), most)) + suffix;
  }

  private Cluster cluster(NetworkLayout layout, String endpoint, String certificateAuthority) {
    return new Cluster(
        config.name(),
        scope,
        layout.vpc(),
        layout.subnets(),
        config.version(),
        config.serviceCidr(),
        layout.clusterSecurityGroup(),
        endpoint,
        certificateAuthority,
        Cluster.Status.ACTIVE,
        context.now(),
        Tags.of(config.tags()),
        ClusterSettings.STANDARD.withAuthenticationMode(
            ClusterSettings.AuthenticationMode.API_AND_CONFIG_MAP),
        new Cluster.Origin(
            "arn:aws:iam::" + scope.account() + ":role/" + roleName(),
            "arn:aws:iam::" + scope.account() + ":root",
            context.ids().hex(32).toUpperCase(Locale.ROOT),
            true,
            false,
            Optional.empty()),
        context.now());
  }

  private Addon addon(ClusterConfig.AddonConfig addon) {
    String newest = AddonCatalog.newestVersion(addon.name(), config.version()).orElseThrow();
    return Addon.creating(
        new Addon.Key(config.name(), addon.name()),
        context.ids().uuid(),
        new Addon.Configuration(
            addon.version().filter(version -> !version.equals("latest")).orElse(newest),
            addon.configurationValues(),
            Optional.empty()),
        Addon.Conflicts.NONE,
        context.now(),
        Tags.NONE);
  }

  /** The role of the nodes of all node groups, with the policies that eksctl attaches. */
  private Role nodeRole() {
    return Role.ofService(
        scope.account(),
        roleName("-nodegroup-NodeInstanceRole"),
        "AROA" + context.ids().hex(17).toUpperCase(Locale.ROOT),
        "ec2.amazonaws.com",
        Stream.of(
                "AmazonEC2ContainerRegistryPullOnly",
                "AmazonEKSWorkerNodePolicy",
                "AmazonEKS_CNI_Policy",
                "AmazonSSMManagedInstanceCore")
            .map("arn:aws:iam::aws:policy/"::concat)
            .toList(),
        context.now());
  }

  private NodeGroup nodeGroup(NodeGroupConfig group, NetworkLayout layout, Role role) {
    List<SubnetConfig> subnets = config.vpc().subnets();
    boolean anyPrivate = subnets.stream().anyMatch(subnet -> !subnet.isPublic());
    boolean anyPublic = subnets.stream().anyMatch(SubnetConfig::isPublic);
    boolean wantsPublic = (!group.privateNetworking() && anyPublic) || !anyPrivate;
    List<SubnetId> used =
        IntStream.range(0, subnets.size())
            .filter(i -> subnets.get(i).isPublic() == wantsPublic)
            .filter(i -> group.zones().isEmpty() || group.zones().contains(subnets.get(i).zone()))
            .mapToObj(i -> layout.subnets().get(i))
            .toList();
    return new NodeGroup(
        config.name(),
        group.name(),
        context.ids().uuid(),
        new NodeGroup.Scaling(group.min(), group.max(), group.desired()),
        used,
        NodeGroup.Nodes.of(group.instanceType(), config.version(), role.arn(), group.maxPods()),
        group.labels(),
        group.taints().stream()
            .map(taint -> new NodeGroup.Taint(taint.key(), taint.value(), taint.effect()))
            .toList(),
        NodeGroup.UpdateConfig.STANDARD,
        false,
        NodeGroup.Status.CREATING,
        context.now(),
        context.now(),
        Tags.of(group.tags()));
  }
}
