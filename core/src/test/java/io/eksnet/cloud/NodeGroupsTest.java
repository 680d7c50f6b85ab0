package io.eksnet.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.eks.NodeGroup;
import io.eksnet.eks.NodeGroupHealth;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.kube.Condition;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.Node;
import io.eksnet.kube.NodeNetwork;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.PlainDocuments;
import io.eksnet.kube.Pod;
import io.eksnet.kube.Taint;
import io.eksnet.table.Change;
import io.eksnet.vpc.CreateNetworkInterface;
import io.eksnet.vpc.DeleteNetworkInterface;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.TerminateInstances;
import io.eksnet.world.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeGroupsTest {
  @Test
  void aNodeGroupSpreadsItsInstancesOverTheZonesOfItsSubnets() {
    Aws aws = Aws.fast();
    NodeGroup group = aws.nodeGroup("workers", 2, aws.privateSubnets());
    aws.settled();

    assertThat(aws.zonesOfInstances()).containsExactly("us-west-2a", "us-west-2b");
    aws.scale(group, 5);
    assertThat(aws.settled().zonesOfInstances())
        .containsExactly("us-west-2a", "us-west-2a", "us-west-2b", "us-west-2b", "us-west-2c");
    aws.scale(group, 3);
    assertThat(aws.settled().zonesOfInstances())
        .containsExactly("us-west-2a", "us-west-2b", "us-west-2c");
  }

  @Test
  void instancesCarryTheTagsOfTheirClusterAndGroupAndTheClusterSecurityGroup() {
    Aws aws = Aws.fast();
    aws.nodeGroup("workers", 1, aws.privateSubnets());
    Instance instance = aws.settled().alive().getFirst();

    assertThat(instance.state()).isEqualTo(Instance.State.RUNNING);
    assertThat(instance.tags().values())
        .isEqualTo(
            Map.of(
                "Name", "demo-workers-Node",
                "aws:autoscaling:groupName", "eks-workers-00000000-0000-4000-a000-000000000000",
                "aws:ec2launchtemplate:version", "1",
                "eks:cluster-name", "demo",
                "eks:nodegroup-name", "workers",
                "k8s.io/cluster-autoscaler/demo", "owned",
                "k8s.io/cluster-autoscaler/enabled", "true",
                "kubernetes.io/cluster/demo", "owned"));
    assertThat(aws.vpcs().interfacesOf(instance.id()).getFirst().groups())
        .containsExactly(aws.network.clusterSecurityGroup());
  }

  @Test
  void anInstanceRegistersANodeThatLooksAsOnEks() {
    Aws aws = Aws.fast();
    aws.nodeGroup("workers", 1, aws.privateSubnets());
    Node node = aws.settled().onlyNode();
    Instance instance = aws.alive().getFirst();

    // 10.0.96.4 is the control plane's.
    assertThat(node.name()).isEqualTo("ip-10-0-96-5.us-west-2.compute.internal");
    assertThat(node.spec().providerId()).isEqualTo("aws:///us-west-2a/" + instance.id());
    assertThat(node.meta().labels())
        .containsEntry("topology.kubernetes.io/region", "us-west-2")
        .containsEntry("topology.kubernetes.io/zone", "us-west-2a")
        .containsEntry("topology.k8s.aws/zone-id", "usw2-az1")
        .containsEntry("failure-domain.beta.kubernetes.io/zone", "us-west-2a")
        .containsEntry("node.kubernetes.io/instance-type", "m5.large")
        .containsEntry("kubernetes.io/hostname", node.name())
        .containsEntry("kubernetes.io/arch", "amd64")
        .containsEntry("eks.amazonaws.com/nodegroup", "workers")
        .containsEntry("eks.amazonaws.com/capacityType", "ON_DEMAND")
        .containsEntry("team", "blue");
    assertThat(node.status().addresses())
        .containsExactly(
            new Node.Address("InternalIP", "10.0.96.5"),
            new Node.Address("InternalDNS", node.name()),
            new Node.Address("Hostname", node.name()));
    assertThat(node.status().capacity().pods()).isEqualTo(29);
    assertThat(node.status().info().kubeletVersion()).startsWith("v1.34.");
  }

  @Test
  void aNewNodeIsNotReadyUntilTheCniIs() {
    Aws aws = Aws.fast();
    aws.nodeGroup("workers", 1, aws.privateSubnets());
    Node node = aws.settled().onlyNode();

    assertThat(node.spec().taints())
        .containsExactly(new Taint("node.kubernetes.io/not-ready", "", "NoSchedule"));
    assertThat(node.status().conditions())
        .contains(
            new Condition(
                "Ready", "False", "KubeletNotReady", NodeNetwork.NOT_INITIALIZED, Aws.START));
    assertThat(node.ready()).isFalse();
  }

  @Test
  void aNodeInAPublicSubnetHasItsPublicAddressAndName() {
    Aws aws = Aws.fast();
    aws.nodeGroup("workers", 1, aws.network.subnets().subList(0, 1));

    // 203.0.113.1 is the NAT gateway's.
    assertThat(aws.settled().onlyNode().status().addresses())
        .contains(
            new Node.Address("ExternalIP", "203.0.113.2"),
            new Node.Address("ExternalDNS", "ec2-203-0-113-2.us-west-2.compute.amazonaws.com"));
  }

  @Test
  void aGroupIsActiveWhenAllOfItsNodesAreReady() {
    Aws aws = Aws.fast();
    NodeGroup group = aws.nodeGroup("workers", 2, aws.privateSubnets());
    aws.settled();
    ready(aws, aws.nodes().get(0));

    assertThat(aws.settled().group(group).status()).isEqualTo(NodeGroup.Status.CREATING);
    ready(aws, aws.nodes().get(1));
    assertThat(aws.settled().group(group).status()).isEqualTo(NodeGroup.Status.ACTIVE);
  }

  @Test
  void instancesAndNodesComeInTheirOwnTimeAtTheRealPace() {
    Aws aws = new Aws(Pace.REAL, Aws.plan(NetworkPlan.Nat.SINGLE, 19));
    aws.nodeGroup("workers", 1, aws.privateSubnets());

    assertThat(aws.settled().alive().getFirst().state()).isEqualTo(Instance.State.PENDING);
    aws.after(InstanceLifecycle.START);
    assertThat(aws.alive().getFirst().state()).isEqualTo(Instance.State.RUNNING);
    assertThat(aws.nodes()).isEmpty();
    aws.after(NodeRegistration.BOOT.minus(InstanceLifecycle.START));
    assertThat(aws.nodes()).hasSize(1);
  }

  @Test
  void aFullZoneIsPassedOverWhileAnotherHasRoom() {
    Aws aws = new Aws(Pace.FAST, Aws.plan(NetworkPlan.Nat.SINGLE, 28));
    fill(aws, 0);
    aws.nodeGroup("workers", 3, aws.privateSubnets());

    assertThat(aws.settled().zonesOfInstances())
        .containsExactly("us-west-2b", "us-west-2b", "us-west-2c");
  }

  @Test
  void aRefusedLaunchIsToldInTheGroupsHealthAndTriedAgain() {
    Aws aws = new Aws(Pace.FAST, Aws.plan(NetworkPlan.Nat.SINGLE, 28));
    List<NetworkInterface> blockers = fill(aws, 0);
    NodeGroup group = aws.nodeGroup("workers", 2, aws.privateSubnets().subList(0, 1));
    aws.settled();

    NodeGroupHealth health = aws.world().find(NodeGroupHealth.KIND, group.key()).orElseThrow();
    assertThat(health.issues())
        .singleElement()
        .hasFieldOrPropertyWithValue("code", "InsufficientFreeAddresses")
        .hasFieldOrPropertyWithValue(
            "resourceIds", List.of(aws.privateSubnets().getFirst().value()));
    assertThat(aws.alive()).isEmpty();

    blockers.forEach(eni -> aws.done(new DeleteNetworkInterface(eni.id())));
    assertThat(aws.settled().alive()).hasSize(2);
    assertThat(aws.world().find(NodeGroupHealth.KIND, group.key())).isEmpty();
  }

  @Test
  void aLaunchThatEc2RefusesForGoodIsTriedOnceAMinute() {
    Aws aws = Aws.fast();
    NodeGroup group = aws.nodeGroup("workers", "m5.lage", 1, aws.privateSubnets());
    aws.settled();

    assertThat(issue(aws, group))
        .isEqualTo(
            "AsgInstanceLaunchFailures: Could not launch On-Demand Instances."
                + " InvalidParameterValue - Invalid value 'm5.lage' for InstanceType. Launching"
                + " EC2 instance failed.");
    aws.after(NodeGroups.RETRY.minusSeconds(1));
    assertThat(failedAt(aws, group)).isEqualTo(Duration.ZERO);
    aws.after(Duration.ofSeconds(1));
    assertThat(failedAt(aws, group)).isEqualTo(NodeGroups.RETRY);
  }

  @Test
  void aGroupWithoutASubnetSaysSo() {
    Aws aws = Aws.fast();
    NodeGroup group = aws.nodeGroup("workers", 1, List.of(new SubnetId("subnet-gone")));
    aws.settled();

    assertThat(issue(aws, group)).startsWith("Ec2SubnetNotFound: ");
  }

  @Test
  void anInstanceThatEndsIsReplacedAndItsNodeDeleted() {
    Aws aws = Aws.fast();
    aws.nodeGroup("workers", 1, aws.privateSubnets());
    Instance first = aws.settled().alive().getFirst();

    aws.done(new TerminateInstances(List.of(first.id())));
    aws.after(Duration.ofSeconds(5));
    Instance second = aws.alive().getFirst();
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(aws.onlyNode().instanceId()).contains(second.id().value());
    assertThat(PlainDocuments.events(aws.world(), "DeletingNode")).hasSize(1);
    assertThat(aws.world().find(Instance.KIND, first.id()).orElseThrow().state())
        .isEqualTo(Instance.State.TERMINATED);
    aws.after(Duration.ofHours(1));
    assertThat(aws.world().find(Instance.KIND, first.id())).isEmpty();
    assertThat(aws.world().table(Departure.KIND).size()).isZero();
    assertThat(aws.world().table(Registration.KIND).size()).isEqualTo(1);
  }

  @Test
  void aNodeWaitsForItsNameUntilThePodsOfItsPredecessorAreGone() {
    Aws aws = Aws.fast();
    NodeGroup group = aws.nodeGroup("workers", 1, aws.privateSubnets());
    String name = aws.settled().onlyNode().name();
    Pod pod = KubeSamples.pod("web").on(name).build();
    aws.change(PlainDocuments.put(pod));

    aws.scale(group, 0);
    // The pod stays, so that the drain takes all the time that it has.
    aws.after(NodeDrains.LIMIT.plusMinutes(2));
    aws.scale(group, 1);
    aws.after(Duration.ofMinutes(2));
    assertThat(aws.nodes()).isEmpty();
    aws.change(Change.remove(KubeObject.PODS, pod.meta().key()));
    aws.after(Duration.ofSeconds(1));
    assertThat(aws.onlyNode().name()).isEqualTo(name);
  }

  @Test
  void aNodeThatSomebodyDeletesDoesNotComeBack() {
    Aws aws = Aws.fast();
    aws.nodeGroup("workers", 1, aws.privateSubnets());
    String name = aws.settled().onlyNode().name();

    aws.change(Change.remove(KubeObject.NODES, ObjectKey.cluster(name)));
    aws.after(Duration.ofMinutes(10));
    assertThat(aws.nodes()).isEmpty();
    assertThat(aws.alive()).hasSize(1);
  }

  @Test
  void aGroupThatIsDeletedTakesItsInstancesAlong() {
    Aws aws = Aws.fast();
    NodeGroup group = aws.nodeGroup("workers", 3, aws.privateSubnets());
    aws.settled();

    aws.state(NodeGroup.KIND, aws.group(group).withStatus(NodeGroup.Status.DELETING, aws.now));
    aws.settled();
    assertThat(aws.world().find(NodeGroup.KIND, group.key())).isEmpty();
    assertThat(aws.alive()).isEmpty();
    assertThat(aws.nodes()).isEmpty();
    assertThat(
            aws.vpcs()
                .availableAddresses(aws.vpcs().subnet(aws.privateSubnets().get(2)).orElseThrow()))
        .isEqualTo(8187);
  }

  @Test
  void twoGroupsOfOneNameInTwoClustersDoNotMix() {
    Aws aws = Aws.fast();
    NodeGroup group = aws.nodeGroup("workers", 1, aws.privateSubnets());
    aws.settled();
    Instance own = aws.alive().getFirst();
    aws.state(Instance.KIND, own.withTags(own.tags().with(NodeGroup.CLUSTER_TAG, "other")));

    aws.settled();
    assertThat(aws.alive()).hasSize(2);
    assertThat(aws.group(group).scaling().desired()).isEqualTo(1);
  }

  @Test
  void aHundredNodesJoinInOneGo() {
    Aws aws = Aws.fast();
    aws.nodeGroup("workers", 100, aws.privateSubnets());

    assertThat(aws.settled().nodes()).hasSize(100);
    assertThat(aws.nodes()).extracting(Node::name).doesNotHaveDuplicates();
  }

  /** Takes every free address of a private subnet. */
  private static List<NetworkInterface> fill(Aws aws, int index) {
    var subnet = aws.vpcs().subnet(aws.privateSubnets().get(index)).orElseThrow();
    List<NetworkInterface> blockers = new ArrayList<>();
    while (aws.vpcs().availableAddresses(subnet) > 0) {
      blockers.add(aws.done(CreateNetworkInterface.in(subnet.id(), List.of(), "", 0, Tags.NONE)));
    }
    return blockers;
  }

  private static void ready(Aws aws, Node node) {
    Node.Status status = node.status();
    aws.change(
        PlainDocuments.put(
            new Node(
                node.meta(),
                node.spec(),
                new Node.Status(
                    status.capacity(),
                    status.allocatable(),
                    status.addresses(),
                    List.of(Condition.of("Ready", true, Aws.START)),
                    status.info()))));
  }

  private static String issue(Aws aws, NodeGroup group) {
    NodeGroupHealth.Issue issue =
        aws.world().find(NodeGroupHealth.KIND, group.key()).orElseThrow().issues().getFirst();
    return issue.code() + ": " + issue.message();
  }

  private static Duration failedAt(Aws aws, NodeGroup group) {
    return Duration.between(
        Aws.START,
        aws.world().find(NodeGroupHealth.KIND, group.key()).orElseThrow().lastFailedAt());
  }
}
