package io.eksnet.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.eks.AccessEntry;
import io.eksnet.eks.Cluster;
import io.eksnet.eks.ClusterNetwork;
import io.eksnet.eks.ClusterSettings;
import io.eksnet.eks.ControlPlane;
import io.eksnet.eks.CreateCluster;
import io.eksnet.eks.DeleteCluster;
import io.eksnet.eks.NodeGroup;
import io.eksnet.eks.Update;
import io.eksnet.eks.UpdateClusterConfig;
import io.eksnet.eks.UpdateClusterConfig.Asked;
import io.eksnet.eks.UpdateClusterVersion;
import io.eksnet.iam.CreateRole;
import io.eksnet.iam.Policy;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.kube.KubeObject;
import io.eksnet.table.Change;
import io.eksnet.vpc.DeleteSubnet;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.SecurityGroup;
import io.eksnet.world.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterLifecycleTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/eks";

  private final Aws aws = new Aws(Pace.REAL, Aws.plan(NetworkPlan.Nat.DISABLE, 19));

  /** A network whose first cluster has been deleted. */
  private void empty() {
    aws.done(new DeleteCluster(Aws.SCOPE, Aws.CLUSTER));
    aws.after(ClusterLifecycle.TEARDOWN);
    aws.done(
        new CreateRole(
            Aws.SCOPE.account(),
            "/",
            "eks",
            Policy.trustingWithTags(List.of("eks.amazonaws.com")),
            "",
            Duration.ofHours(1),
            Optional.empty(),
            Tags.NONE));
  }

  private Cluster made(List<SubnetId> subnets) {
    return aws.done(
        new CreateCluster(
            Aws.SCOPE,
            "new",
            Optional.of("1.33"),
            ROLE,
            subnets,
            ClusterSettings.STANDARD.withAuthenticationMode(ClusterSettings.AuthenticationMode.API),
            Optional.empty(),
            true,
            false,
            "arn:aws:iam::123456789012:root",
            Optional.empty(),
            Tags.NONE));
  }

  private Cluster active() {
    empty();
    Cluster made = made(aws.privateSubnets());
    aws.state(ControlPlane.KIND, new ControlPlane(made.name(), made.origin().id(), aws.now));
    aws.after(ClusterLifecycle.SETUP);
    return cluster();
  }

  private Cluster cluster() {
    return Cluster.only(aws.world()).orElseThrow();
  }

  private List<NetworkInterface> interfaces() {
    return aws.world().table(NetworkInterface.KIND).stream()
        .filter(eni -> eni.type() == NetworkInterface.Type.EKS_CONTROL_PLANE)
        .toList();
  }

  @Test
  void aClusterIsActiveMinutesLaterWithInterfacesInTwoZones() {
    empty();
    Cluster made = made(aws.privateSubnets());
    aws.state(ControlPlane.KIND, new ControlPlane(made.name(), made.origin().id(), aws.now));

    aws.after(ClusterLifecycle.SETUP.minusSeconds(1));
    assertThat(cluster().status()).isEqualTo(Cluster.Status.CREATING);
    aws.after(Duration.ofSeconds(1));

    assertThat(cluster().status()).isEqualTo(Cluster.Status.ACTIVE);
    assertThat(interfaces()).hasSize(2);
    assertThat(interfaces().stream().map(eni -> eni.zone().name()).distinct()).hasSize(2);
    assertThat(interfaces())
        .allSatisfy(
            eni -> {
              assertThat(eni.attributes().description()).isEqualTo("Amazon EKS new");
              assertThat(eni.groups()).containsExactly(made.clusterSecurityGroup());
              assertThat(eni.type().requesterManaged()).isTrue();
            });
  }

  @Test
  void aClusterWaitsForWhatEksPutsIntoIt() {
    empty();
    Cluster made = made(aws.privateSubnets());

    aws.after(ClusterLifecycle.SETUP.multipliedBy(2));
    assertThat(cluster().status()).isEqualTo(Cluster.Status.CREATING);
    aws.state(ControlPlane.KIND, new ControlPlane("new", "of another cluster", aws.now));
    aws.settled();
    assertThat(cluster().status()).isEqualTo(Cluster.Status.CREATING);
    aws.state(ControlPlane.KIND, new ControlPlane("new", made.origin().id(), aws.now));
    aws.settled();

    assertThat(cluster().status()).isEqualTo(Cluster.Status.ACTIVE);
  }

  @Test
  void aSubnetWithAnInterfaceOfTheControlPlaneCannotBeDeleted() {
    active();
    var refused =
        new DeleteSubnet(interfaces().getFirst().subnet())
            .decide(aws.world(), new Context(aws.now, IdSource.seeded(1)));

    assertThat(refused)
        .isInstanceOfSatisfying(
            Decision.Refused.class,
            it -> assertThat(it.refusal().code()).isEqualTo("DependencyViolation"));
  }

  @Test
  void anUpgradeTakesMinutesAndThenTheVersionIsAnother() {
    active();
    Update update = aws.done(new UpdateClusterVersion(Aws.SCOPE, "new", "1.34"));

    aws.after(ClusterLifecycle.UPGRADE.minusSeconds(1));
    assertThat(cluster().version()).isEqualTo("1.33");
    assertThat(cluster().status()).isEqualTo(Cluster.Status.UPDATING);
    aws.after(Duration.ofSeconds(1));

    assertThat(cluster().version()).isEqualTo("1.34");
    assertThat(cluster().status()).isEqualTo(Cluster.Status.ACTIVE);
    assertThat(aws.world().find(Update.KIND, update.id()).orElseThrow().status())
        .isEqualTo(Update.Status.SUCCESSFUL);
  }

  @Test
  void theInterfacesFollowTheSubnets() {
    active();
    List<SubnetId> publicOnes = aws.network.subnets().subList(0, 3);

    aws.done(
        new UpdateClusterConfig(
            Aws.SCOPE,
            "new",
            List.of(new Asked.Network(Optional.of(publicOnes), Optional.empty()))));
    aws.after(ClusterLifecycle.UPDATE);

    assertThat(interfaces()).hasSize(ClusterNetwork.INTERFACES);
    assertThat(interfaces()).allMatch(eni -> publicOnes.contains(eni.subnet()));
  }

  @Test
  void aDeletedClusterLeavesNothing() {
    Cluster cluster = active();
    aws.done(new UpdateClusterVersion(Aws.SCOPE, "new", "1.34"));
    aws.after(ClusterLifecycle.UPGRADE);

    aws.done(new DeleteCluster(Aws.SCOPE, "new"));
    aws.after(ClusterLifecycle.TEARDOWN.minusSeconds(1));
    assertThat(cluster().status()).isEqualTo(Cluster.Status.DELETING);
    aws.after(Duration.ofSeconds(1));

    assertThat(Cluster.only(aws.world())).isEmpty();
    assertThat(interfaces()).isEmpty();
    assertThat(aws.world().table(SecurityGroup.KIND).get(cluster.clusterSecurityGroup())).isEmpty();
    assertThat(aws.world().table(AccessEntry.KIND).stream()).isEmpty();
    assertThat(aws.world().table(Update.KIND).stream()).isEmpty();
    assertThat(aws.world().table(ControlPlane.KIND).stream()).isEmpty();
  }

  @Test
  void itsKubernetesObjectsGoWithIt() {
    active();
    NodeGroup group = aws.nodeGroup("workers", 1, aws.privateSubnets());
    aws.state(
        NodeGroup.KIND,
        new NodeGroup(
            "new",
            group.name(),
            group.uuid(),
            group.scaling(),
            group.subnets(),
            group.nodes(),
            group.labels(),
            group.taints(),
            group.update(),
            group.repair(),
            group.status(),
            group.createdAt(),
            group.modifiedAt(),
            group.tags()));
    aws.change(Change.remove(NodeGroup.KIND, group.key()));
    aws.after(Duration.ofMinutes(2));
    assertThat(aws.nodes()).hasSize(1);
    aws.change(Change.remove(NodeGroup.KIND, new NodeGroup.Key("new", "workers")));

    aws.done(new DeleteCluster(Aws.SCOPE, "new"));
    aws.after(ClusterLifecycle.TEARDOWN);

    assertThat(aws.world().tables())
        .filteredOn(table -> table.kind().type() == KubeObject.class)
        .allMatch(table -> table.size() == 0);
  }
}
