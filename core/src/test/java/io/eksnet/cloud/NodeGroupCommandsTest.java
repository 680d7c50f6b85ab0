package io.eksnet.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.eks.AccessEntry;
import io.eksnet.eks.Cluster;
import io.eksnet.eks.ClusterSettings;
import io.eksnet.eks.CreateNodegroup;
import io.eksnet.eks.DeleteNodegroup;
import io.eksnet.eks.NodeGroup;
import io.eksnet.eks.UpdateNodegroupConfig;
import io.eksnet.eks.UpdateNodegroupVersion;
import io.eksnet.iam.Policy;
import io.eksnet.iam.Role;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.table.Change;
import io.eksnet.vpc.CreateLaunchTemplate;
import io.eksnet.vpc.CreateSubnet;
import io.eksnet.vpc.CreateVpc;
import io.eksnet.vpc.LaunchTemplate;
import io.eksnet.vpc.Quota;
import io.eksnet.vpc.QuotaSetting;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What EKS takes of a node group and what it refuses, in its words. */
class NodeGroupCommandsTest {
  private final Aws aws = Aws.fast();

  /** A request, changed one thing at a time. */
  private record Wanted(
      String name,
      CreateNodegroup.Sizes sizes,
      List<SubnetId> subnets,
      String role,
      List<String> types,
      Optional<String> ami,
      Optional<Integer> disk,
      Optional<CreateNodegroup.TemplateName> template,
      Optional<String> version,
      Optional<String> release,
      Map<String, String> labels,
      List<NodeGroup.Taint> taints,
      Optional<NodeGroup.UpdateConfig> update) {

    CreateNodegroup command() {
      return new CreateNodegroup(
          Aws.SCOPE,
          Aws.CLUSTER,
          name,
          sizes,
          subnets,
          new CreateNodegroup.Machine(
              role, types, ami, NodeGroup.Capacity.ON_DEMAND, disk, template, version, release),
          labels,
          taints,
          update,
          false,
          Tags.NONE);
    }
  }

  private Wanted wanted() {
    return new Wanted(
        "new",
        sizes(1, 3, 2),
        aws.privateSubnets(),
        Aws.ROLE.arn(),
        List.of("m5.large"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(),
        Optional.empty());
  }

  private static CreateNodegroup.Sizes sizes(int min, int max, int desired) {
    return new CreateNodegroup.Sizes(Optional.of(min), Optional.of(max), Optional.of(desired));
  }

  private static Wanted of(
      Wanted it, String name, CreateNodegroup.Sizes sizes, List<SubnetId> subnets, String role) {
    return new Wanted(
        name,
        sizes,
        subnets,
        role,
        it.types(),
        it.ami(),
        it.disk(),
        it.template(),
        it.version(),
        it.release(),
        it.labels(),
        it.taints(),
        it.update());
  }

  private static Wanted machines(
      Wanted it,
      List<String> types,
      Optional<String> ami,
      Optional<Integer> disk,
      Optional<CreateNodegroup.TemplateName> template) {
    return new Wanted(
        it.name(),
        it.sizes(),
        it.subnets(),
        it.role(),
        types,
        ami,
        disk,
        template,
        it.version(),
        it.release(),
        it.labels(),
        it.taints(),
        it.update());
  }

  private static Wanted versions(Wanted it, Optional<String> version, Optional<String> release) {
    return new Wanted(
        it.name(),
        it.sizes(),
        it.subnets(),
        it.role(),
        it.types(),
        it.ami(),
        it.disk(),
        it.template(),
        version,
        release,
        it.labels(),
        it.taints(),
        it.update());
  }

  private static Wanted marked(
      Wanted it,
      Map<String, String> labels,
      List<NodeGroup.Taint> taints,
      Optional<NodeGroup.UpdateConfig> update) {
    return new Wanted(
        it.name(),
        it.sizes(),
        it.subnets(),
        it.role(),
        it.types(),
        it.ami(),
        it.disk(),
        it.template(),
        it.version(),
        it.release(),
        labels,
        taints,
        update);
  }

  private Wanted sized(int min, int max, int desired) {
    return of(wanted(), "new", sizes(min, max, desired), aws.privateSubnets(), Aws.ROLE.arn());
  }

  private Wanted named(String name) {
    return of(wanted(), name, sizes(1, 3, 2), aws.privateSubnets(), Aws.ROLE.arn());
  }

  private Wanted typed(String... types) {
    return machines(wanted(), List.of(types), Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Test
  void aGroupHasWhatWasAskedForAndEksDefaultsForTheRest() {
    NodeGroup made =
        aws.done(
            machines(
                    of(
                        wanted(),
                        "new",
                        CreateNodegroup.Sizes.NONE,
                        aws.privateSubnets(),
                        Aws.ROLE.arn()),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())
                .command());

    assertThat(made.scaling()).isEqualTo(new NodeGroup.Scaling(1, 2, 2));
    assertThat(made.nodes().instanceTypes()).containsExactly("t3.medium");
    assertThat(made.nodes().amiType()).isEqualTo("AL2023_x86_64_STANDARD");
    assertThat(made.nodes().diskSize()).contains(20);
    assertThat(made.nodes().version()).isEqualTo("1.34");
    assertThat(made.nodes().release()).isEqualTo("1.34.2-20251217");
    assertThat(made.update()).isEqualTo(NodeGroup.UpdateConfig.STANDARD);
    assertThat(made.autoScalingGroup()).isEqualTo("eks-new-" + made.uuid());
  }

  @Test
  void itsNodesAreLetIntoTheClusterByAnAccessEntryOfTheirRole() {
    Cluster cluster = aws.world().find(Cluster.KIND, Aws.CLUSTER).orElseThrow();
    aws.state(
        Cluster.KIND,
        cluster.changed(
            cluster.version(),
            cluster.subnets(),
            ClusterSettings.STANDARD.withAuthenticationMode(
                ClusterSettings.AuthenticationMode.API)));

    aws.done(named("new").command());

    assertThat(aws.world().find(AccessEntry.KIND, new AccessEntry.Key(Aws.CLUSTER, Aws.ROLE.arn())))
        .map(AccessEntry::type)
        .contains(AccessEntry.Type.EC2_LINUX);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3 | 2 | 2 | Minimum capacity 3 can't be greater than maximum capacity 2
          3 | 9 | 2 | Minimum capacity 3 can't be greater than desired size 2
          1 | 2 | 3 | Desired capacity 3 can't be greater than max size 2
          0 | 0 | 0 | maxSize must be 1 or more.
          """)
  void sizesMustFitEachOther(int min, int max, int desired, String why) {
    assertThat(aws.refused(sized(min, max, desired).command()))
        .isEqualTo("InvalidParameterException: " + why);
  }

  @Test
  void aGroupHasAtMost450NodesUnlessTheQuotaIsRaised() {
    assertThat(aws.refused(sized(0, 451, 0).command()))
        .isEqualTo(
            "ResourceLimitExceededException: A managed node group can have at most 450 nodes.");
    aws.state(QuotaSetting.KIND, new QuotaSetting(Quota.NODES_PER_MANAGED_NODE_GROUP, 500));
    assertThat(aws.done(sized(0, 451, 0).command()).scaling().max()).isEqualTo(451);
  }

  @Test
  void aClusterHasAtMost30Groups() {
    for (int i = 0; i < 30; i++) {
      aws.nodeGroup("g" + i, 0, aws.privateSubnets());
    }
    assertThat(aws.refused(wanted().command()))
        .startsWith("ResourceLimitExceededException: You've reached the limit of 30 managed node");
  }

  @Test
  void aNameIsTakenOnce() {
    aws.done(wanted().command());
    assertThat(aws.refused(wanted().command()))
        .isEqualTo(
            "ResourceInUseException: NodeGroup already exists with name new and cluster name"
                + " demo");
    assertThat(aws.refused(named("-a").command())).startsWith("InvalidParameterException: ");
    assertThat(aws.refused(named("a".repeat(64)).command()))
        .startsWith("InvalidParameterException: ");
  }

  @Test
  void subnetsAreThereAndInTheClustersVpc() {
    var foreign =
        aws.done(
            new CreateVpc(
                Aws.SCOPE, io.eksnet.net.Cidr.parse("10.9.0.0/16"), Tags.NONE, Optional.empty()));
    var other =
        aws.done(
            new CreateSubnet(
                foreign.id(),
                io.eksnet.net.Cidr.parse("10.9.0.0/24"),
                Optional.empty(),
                Tags.NONE,
                Optional.empty()));

    assertThat(refusedFor(List.of(new SubnetId("subnet-gone"))))
        .isEqualTo("InvalidParameterException: The subnet ID 'subnet-gone' does not exist");
    assertThat(refusedFor(List.of(other.id())))
        .isEqualTo("InvalidParameterException: Subnets specified must belong in the same VPC");
    assertThat(refusedFor(List.of()))
        .isEqualTo("InvalidParameterException: Subnets cannot be empty");
  }

  private String refusedFor(List<SubnetId> subnets) {
    return aws.refused(of(wanted(), "new", sizes(1, 3, 2), subnets, Aws.ROLE.arn()).command());
  }

  @Test
  void theRoleIsThereAndTrustsEc2() {
    Role mine =
        new Role(
            Aws.SCOPE.account(),
            "/",
            "mine",
            "AROA0",
            Policy.trustingWithTags(List.of("eks.amazonaws.com")),
            "",
            java.time.Duration.ofHours(1),
            Aws.START,
            Tags.NONE,
            new TreeMap<>(),
            List.of(),
            Optional.empty());
    aws.state(Role.KIND, mine);

    assertThat(withRole("arn:aws:iam::123456789012:role/gone"))
        .isEqualTo("InvalidParameterException: The role with name gone cannot be found.");
    assertThat(withRole(mine.arn()))
        .isEqualTo(
            "InvalidParameterException: Following required service principals"
                + " [ec2.amazonaws.com] were not found in the trust relationships of nodeRole"
                + " arn:aws:iam::123456789012:role/mine");
  }

  private String withRole(String arn) {
    return aws.refused(of(wanted(), "new", sizes(1, 3, 2), aws.privateSubnets(), arn).command());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          m5.lage  | -                      | The following supplied instance types do not exist: [m5.lage]
          t4g.small| -                      | [t4g.small] is not a valid instance type for requested amiType AL2023_x86_64_STANDARD
          m5.large | AL2023_ARM_64_STANDARD | [m5.large] is not a valid instance type for requested amiType AL2023_ARM_64_STANDARD
          m5.large | AL2_x86_64             | AMI Type AL2_x86_64 is only supported for kubernetes versions 1.32 or earlier
          m5.large | WINDOWS_CORE_2022_x86_64 | eksnet does not serve Windows nodes: amiType WINDOWS_CORE_2022_x86_64
          m5.large | AL9                    | The specified amiType AL9 is not valid.
          """)
  void theImageRunsOnTheTypes(String type, String ami, String why) {
    Wanted it =
        machines(
            wanted(), List.of(type), Optional.ofNullable(ami), Optional.empty(), Optional.empty());
    assertThat(aws.refused(it.command())).isEqualTo("InvalidParameterException: " + why);
  }

  @Test
  void aGroupHasAtMostTwentyTypes() {
    assertThat(
            aws.refused(
                typed(java.util.Collections.nCopies(21, "m5.large").toArray(String[]::new))
                    .command()))
        .startsWith("InvalidParameterException: A managed node group can have at most 20");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          1.33 | -               | Requested Nodegroup Kubernetes version 1.33 is invalid. Allowed Kubernetes version is 1.34
          -    | 1.34.0-20250101 | Requested Nodegroup release version 1.34.0-20250101 is invalid. Allowed release version is 1.34.2-20251217
          -    | 1.33.5-20251120 | Requested release version 1.33.5-20251120 is not valid for kubernetes version 1.34.
          """)
  void versionsAreThoseThatThereAre(String version, String release, String why) {
    Wanted it = versions(wanted(), Optional.ofNullable(version), Optional.ofNullable(release));
    assertThat(aws.refused(it.command())).isEqualTo("InvalidParameterException: " + why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kubernetes.io/x        | a   | Label cannot contain reserved prefixes [kubernetes.io/, k8s.io/, eks.amazonaws.com/]
          eks.amazonaws.com/x    | a   | Label cannot contain reserved prefixes [kubernetes.io/, k8s.io/, eks.amazonaws.com/]
          team                   | a/b | Invalid value: a/b : field must consist of alphanumeric characters
          -team                  | a   | Invalid value: -team : field must consist of alphanumeric characters
          """)
  void labelsAreKubernetes(String key, String value, String why) {
    Wanted it = marked(wanted(), Map.of(key, value), List.of(), Optional.empty());
    assertThat(aws.refused(it.command())).startsWith("InvalidParameterException: " + why);
  }

  @Test
  void taintsAreFewAndDifferent() {
    NodeGroup.Taint taint = new NodeGroup.Taint("a", "b", "NoSchedule");
    List<NodeGroup.Taint> many = new ArrayList<>();
    for (int i = 0; i < 51; i++) {
      many.add(new NodeGroup.Taint("k" + i, "", "NoExecute"));
    }

    assertThat(
            aws.refused(
                marked(wanted(), Map.of(), List.of(taint, taint), Optional.empty()).command()))
        .isEqualTo("InvalidParameterException: Two taints can't have the same key and effect.");
    assertThat(aws.refused(marked(wanted(), Map.of(), many, Optional.empty()).command()))
        .isEqualTo(
            "InvalidParameterException: A managed node group can have at most 50 taints, not 51.");
  }

  @Test
  void anUpdateReplacesACountOrAPercentage() {
    assertThat(
            aws.refused(
                marked(
                        wanted(),
                        Map.of(),
                        List.of(),
                        Optional.of(
                            new NodeGroup.UpdateConfig(Optional.of(1), Optional.of(10), false)))
                    .command()))
        .isEqualTo(
            "InvalidParameterException: Only one of maxUnavailable and maxUnavailablePercentage"
                + " can be specified.");
    assertThat(
            aws.refused(
                marked(
                        wanted(),
                        Map.of(),
                        List.of(),
                        Optional.of(
                            new NodeGroup.UpdateConfig(Optional.of(101), Optional.empty(), false)))
                    .command()))
        .startsWith("InvalidParameterException: maxUnavailable and");
  }

  @Test
  void aLaunchTemplateSaysTypeGroupsImageAndThePodsOfItsUserData() {
    String config =
        "apiVersion: node.eks.aws/v1alpha1\nspec:\n  kubelet:\n    config:\n      maxPods: 20\n";
    template(
        Map.of(
            "InstanceType", "c5.xlarge",
            "SecurityGroupIds.1", aws.network.clusterSecurityGroup().value(),
            "UserData",
                Base64.getEncoder().encodeToString(config.getBytes(StandardCharsets.UTF_8))));
    NodeGroup made = aws.done(byTemplate(List.of(), Optional.empty()).command());

    assertThat(made.nodes().instanceTypes()).containsExactly("c5.xlarge");
    assertThat(made.nodes().maxPods()).contains(20);
    assertThat(made.nodes().diskSize()).isEmpty();
    assertThat(made.nodes().securityGroups()).containsExactly(aws.network.clusterSecurityGroup());
    assertThat(aws.allReady().group(made).status()).isEqualTo(NodeGroup.Status.ACTIVE);
    assertThat(aws.nodes().getFirst().status().capacity().pods()).isEqualTo(20);
    assertThat(aws.nodes().getFirst().meta().labels())
        .containsEntry("eks.amazonaws.com/sourceLaunchTemplateVersion", "1");
  }

  @Test
  void whatTheTemplateSaysTheRequestDoesNotSay() {
    template(Map.of("InstanceType", "c5.xlarge"));

    assertThat(aws.refused(byTemplate(List.of("m5.large"), Optional.empty()).command()))
        .isEqualTo(
            "InvalidRequestException: Cannot specify instance types in launch template and API"
                + " request");
    assertThat(aws.refused(byTemplate(List.of(), Optional.of(30)).command()))
        .isEqualTo(
            "InvalidParameterException: Disk size must be specified within the launch template.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          IamInstanceProfile.Name        | Launch template nodes should not specify an instance profile. The noderole in your request will be used to construct an instance profile.
          NetworkInterfaces.1.SubnetId   | Launch template nodes should not specify a subnet.
          InstanceMarketOptions.MarketType | Launch template nodes should not specify instance market options. Use capacityType instead.
          """)
  void aTemplateLeavesToEksWhatIsEks(String member, String why) {
    template(Map.of(member, "x"));
    assertThat(aws.refused(byTemplate(List.of(), Optional.empty()).command()))
        .isEqualTo("InvalidRequestException: " + why);
  }

  @Test
  void aTemplateWithAnImageMakesACustomGroup() {
    template(Map.of("ImageId", "ami-0123456789abcdef0"));
    Wanted it = byTemplate(List.of(), Optional.empty());

    assertThat(
            aws.refused(
                machines(
                        it,
                        List.of(),
                        Optional.of("AL2023_x86_64_STANDARD"),
                        Optional.empty(),
                        it.template())
                    .command()))
        .isEqualTo(
            "InvalidRequestException: You cannot specify an AMI Type other than CUSTOM, when"
                + " specifying an image id in your launch template.");
    assertThat(aws.refused(versions(it, Optional.of("1.34"), Optional.empty()).command()))
        .isEqualTo(
            "InvalidRequestException: You cannot specify the field kubernetesVersion when using"
                + " custom AMIs.");
    assertThat(aws.done(it.command()).nodes().amiType()).isEqualTo("CUSTOM");
    assertThat(aws.settled().alive().getFirst().imageId()).isEqualTo("ami-0123456789abcdef0");
  }

  @Test
  void aTemplateThatIsNotThereIsRefused() {
    assertThat(aws.refused(byTemplate(List.of(), Optional.empty()).command()))
        .isEqualTo(
            "InvalidRequestException: You must use a valid fully-formed launch template. The"
                + " specified launch template, with template name nodes, does not exist.");
  }

  private LaunchTemplate template(Map<String, String> data) {
    return aws.done(
        new CreateLaunchTemplate(Aws.SCOPE, "nodes", "", new TreeMap<>(data), Tags.NONE));
  }

  private Wanted byTemplate(List<String> types, Optional<Integer> disk) {
    return machines(
        wanted(),
        types,
        Optional.empty(),
        disk,
        Optional.of(new CreateNodegroup.TemplateName(Optional.empty(), Optional.of("nodes"), "")));
  }

  @Test
  void onlyTheClustersOwnerSeesIt() {
    var stranger =
        new io.eksnet.id.Scope(new io.eksnet.id.AccountId("999999999999"), Aws.SCOPE.region());
    NodeGroup group = aws.nodeGroup("workers", 0, aws.privateSubnets());

    assertThat(aws.refused(new DeleteNodegroup(stranger, group.key())))
        .isEqualTo("ResourceNotFoundException: No cluster found for name: demo.");
    assertThat(aws.refused(new DeleteNodegroup(Aws.SCOPE, new NodeGroup.Key(Aws.CLUSTER, "nope"))))
        .isEqualTo("ResourceNotFoundException: No node group found for name: nope.");
  }

  @Test
  void aClusterThatIsNotActiveTakesNoGroup() {
    Cluster cluster = aws.world().find(Cluster.KIND, Aws.CLUSTER).orElseThrow();
    aws.change(Change.put(Cluster.KIND, cluster.withStatus(Cluster.Status.CREATING)));
    assertThat(aws.refused(wanted().command())).startsWith("InvalidRequestException: Cluster");
  }

  @Test
  void anUpdateIsOfAGroupAtRestAndAsksForSomething() {
    NodeGroup group = aws.nodeGroup("workers", 1, aws.privateSubnets());
    aws.settled();

    assertThat(aws.refused(resized(group, 2)))
        .isEqualTo(
            "ResourceInUseException: Nodegroup cannot be updated as it is currently not in Active"
                + " State");
    aws.allReady();
    assertThat(aws.refused(resized(group, 451)))
        .isEqualTo(
            "InvalidParameterException: Desired capacity 451 can't be greater than max size 450");
    assertThat(
            aws.refused(
                new UpdateNodegroupConfig(
                    Aws.SCOPE,
                    group.key(),
                    CreateNodegroup.Sizes.NONE,
                    Map.of(),
                    Set.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty())))
        .isEqualTo("InvalidParameterException: No changes needed for the nodegroup update request");
  }

  private static UpdateNodegroupConfig resized(NodeGroup group, int desired) {
    return new UpdateNodegroupConfig(
        Aws.SCOPE,
        group.key(),
        new CreateNodegroup.Sizes(Optional.empty(), Optional.empty(), Optional.of(desired)),
        Map.of(),
        Set.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          1.35 | -               | Requested Nodegroup Kubernetes version 1.35 is invalid. Allowed Kubernetes versions are from 1.34 to 1.34
          1.33 | -               | Requested Nodegroup Kubernetes version 1.33 is invalid. Allowed Kubernetes versions are from 1.34 to 1.34
          -    | 1.34.1-20251112 | Requested Nodegroup release version 1.34.1-20251112 is invalid. Allowed release version is 1.34.2-20251217
          """)
  void aGroupGoesForwardAndNoFurtherThanItsCluster(String version, String release, String why) {
    NodeGroup group = aws.nodeGroup("workers", 1, aws.privateSubnets());
    aws.allReady();

    assertThat(
            aws.refused(
                new UpdateNodegroupVersion(
                    Aws.SCOPE,
                    group.key(),
                    Optional.ofNullable(version),
                    Optional.ofNullable(release),
                    Optional.empty(),
                    false)))
        .isEqualTo("InvalidParameterException: " + why);
  }
}
