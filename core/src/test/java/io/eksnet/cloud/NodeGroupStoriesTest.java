package io.eksnet.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.eks.CreateNodegroup;
import io.eksnet.eks.DeleteNodegroup;
import io.eksnet.eks.NodeGroup;
import io.eksnet.eks.NodeGroupHealth;
import io.eksnet.eks.Update;
import io.eksnet.eks.UpdateNodegroupConfig;
import io.eksnet.eks.UpdateNodegroupVersion;
import io.eksnet.iam.Role;
import io.eksnet.id.Tags;
import io.eksnet.kube.Condition;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.Node;
import io.eksnet.kube.PlainDocuments;
import io.eksnet.kube.Pod;
import io.eksnet.kube.Taint;
import io.eksnet.table.Change;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.ModifySubnetAttribute;
import io.eksnet.world.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Node groups over time: how they fail, shrink, are updated and deleted. */
class NodeGroupStoriesTest {
  @Test
  void aPublicSubnetWithoutPublicAddressesFailsTheGroupAndLaunchesNothing() {
    Aws aws = Aws.fast();
    var subnet = aws.vpcs().subnet(aws.network.subnets().getFirst()).orElseThrow();
    aws.done(
        new ModifySubnetAttribute(
            subnet.id(), new ModifySubnetAttribute.Attribute.MapPublicIpOnLaunch(false)));
    NodeGroup group = aws.nodeGroup("public", 2, List.of(subnet.id()));
    aws.settled();

    assertThat(aws.group(group).status()).isEqualTo(NodeGroup.Status.CREATE_FAILED);
    assertThat(issues(aws, group))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.code()).isEqualTo("Ec2SubnetInvalidConfiguration");
              assertThat(it.message())
                  .startsWith(
                      "One or more Amazon EC2 Subnets of ["
                          + subnet.id()
                          + "] for node group public does not automatically assign public IP"
                          + " addresses to instances launched into it.");
            });
    assertThat(aws.alive()).isEmpty();
  }

  @Test
  void nodesThatNeverBecomeReadyFailANewGroup() {
    Aws aws = Aws.fast();
    NodeGroup group = aws.nodeGroup("workers", 2, aws.privateSubnets());
    aws.after(NodeGroups.CREATION.minusSeconds(1));

    assertThat(aws.group(group).status()).isEqualTo(NodeGroup.Status.CREATING);
    aws.after(Duration.ofSeconds(1));
    assertThat(aws.group(group).status()).isEqualTo(NodeGroup.Status.CREATE_FAILED);
    assertThat(issues(aws, group))
        .extracting(NodeGroupHealth.Issue::code, NodeGroupHealth.Issue::message)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "NodeCreationFailure", "Unhealthy nodes in the kubernetes cluster"));
  }

  @Test
  void aLabelThatTheKubeletMayNotSetKeepsNodesFromJoining() {
    Aws aws = Aws.fast();
    NodeGroup group = aws.nodeGroup("workers", 1, aws.privateSubnets());
    aws.change(
        Change.put(
            NodeGroup.KIND,
            group.marked(Map.of("node-role.kubernetes.io/worker", "true"), List.of(), aws.now)));
    aws.after(NodeGroups.CREATION);

    assertThat(aws.nodes()).isEmpty();
    assertThat(issues(aws, group))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.message()).isEqualTo("Instances failed to join the kubernetes cluster");
              assertThat(it.resourceIds()).containsExactly(aws.alive().getFirst().id().value());
            });
  }

  @Test
  void aGroupWithoutItsRoleIsDegradedUntilTheRoleIsBack() {
    Aws aws = Aws.fast();
    NodeGroup group = aws.nodeGroup("workers", 1, aws.privateSubnets());
    aws.allReady();

    aws.change(Change.remove(Role.KIND, Aws.ROLE.arn()));
    assertThat(aws.settled().group(group).status()).isEqualTo(NodeGroup.Status.DEGRADED);
    assertThat(issues(aws, group))
        .extracting(NodeGroupHealth.Issue::code)
        .containsExactly("IamNodeRoleNotFound");
    aws.state(Role.KIND, Aws.ROLE);
    assertThat(aws.settled().group(group).status()).isEqualTo(NodeGroup.Status.ACTIVE);
  }

  @Test
  void aGroupOfSeveralTypesHasTheFirstAndTheLowestNumberOfPods() {
    Aws aws = Aws.fast();
    aws.done(
        new CreateNodegroup(
            Aws.SCOPE,
            Aws.CLUSTER,
            "mixed",
            new CreateNodegroup.Sizes(Optional.of(1), Optional.of(1), Optional.of(1)),
            aws.privateSubnets(),
            new CreateNodegroup.Machine(
                Aws.ROLE.arn(),
                List.of("m5.xlarge", "t3.small"),
                Optional.empty(),
                NodeGroup.Capacity.SPOT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            Map.of(),
            List.of(),
            Optional.empty(),
            false,
            Tags.NONE));
    Node node = aws.settled().onlyNode();

    assertThat(aws.alive().getFirst().type()).isEqualTo("m5.xlarge");
    assertThat(node.status().capacity().pods()).isEqualTo(11);
    assertThat(node.meta().labels()).containsEntry("eks.amazonaws.com/capacityType", "SPOT");
  }

  @Test
  void scalingInTakesTheFullestZoneThenTheOldestTemplateThenTheNearestBillingHour() {
    Aws aws = Aws.fast();
    NodeGroup group = aws.nodeGroup("workers", 3, aws.privateSubnets());
    aws.allReady();
    aws.after(Duration.ofMinutes(50));
    aws.scale(group, 4);
    aws.allReady();
    Instance second = newest(aws);
    assertThat(second.zone().name().value()).isEqualTo("us-west-2a");

    // Zone a is the fullest; its first instance is ten minutes from its next hour.
    Instance first =
        aws.alive().stream()
            .filter(it -> it.zone().equals(second.zone()) && !it.equals(second))
            .findFirst()
            .orElseThrow();
    aws.scale(group, 3);
    assertThat(aws.settled().alive()).contains(second).doesNotContain(first);
  }

  @Test
  void anOlderTemplateGoesBeforeAnOlderInstance() {
    Aws aws = Aws.fast();
    NodeGroup group = aws.nodeGroup("workers", 2, aws.privateSubnets().subList(0, 1));
    aws.allReady();
    Instance kept = aws.alive().getFirst();
    Instance old = aws.alive().getLast();
    aws.state(Instance.KIND, old.withTags(old.tags().with(NodeGroup.GENERATION_TAG, "0")));

    aws.scale(group, 1);
    assertThat(aws.settled().alive()).extracting(Instance::id).containsExactly(kept.id());
  }

  @Test
  void zonesAreBalancedAgainWhenAFullOneHasRoom() {
    Aws aws = Aws.fast();
    NodeGroup group = aws.nodeGroup("workers", 4, aws.privateSubnets().subList(0, 1));
    aws.allReady();
    aws.change(Change.put(NodeGroup.KIND, over(aws.group(group), aws)));
    aws.allReady();

    assertThat(aws.zonesOfInstances()).hasSize(4).contains("us-west-2b", "us-west-2c");
    assertThat(aws.group(group).scaling().desired()).isEqualTo(4);
  }

  private static NodeGroup over(NodeGroup group, Aws aws) {
    return new NodeGroup(
        group.cluster(),
        group.name(),
        group.uuid(),
        group.scaling(),
        aws.privateSubnets(),
        group.nodes(),
        group.labels(),
        group.taints(),
        group.update(),
        group.repair(),
        group.status(),
        group.createdAt(),
        group.modifiedAt(),
        group.tags());
  }

  @Test
  void aNodeThatGoesIsCordonedAndItsPodsLeaveFirst() {
    Aws aws = Aws.fast();
    NodeGroup group = aws.nodeGroup("workers", 1, aws.privateSubnets());
    aws.allReady();
    Pod pod = pod(aws, "web", aws.onlyNode().name());

    aws.scale(group, 0);
    aws.settled();
    assertThat(aws.onlyNode().spec().unschedulable()).isTrue();
    assertThat(aws.world().kube().pod(pod.key()).orElseThrow().meta().deleting()).isTrue();
    assertThat(aws.alive()).hasSize(1);
    aws.change(Change.remove(KubeObject.PODS, pod.key()));
    assertThat(aws.settled().alive()).isEmpty();
    assertThat(aws.nodes()).isEmpty();
    assertThat(aws.world().table(NodeDrain.KIND).size()).isZero();
  }

  @Test
  void aPodThatDoesNotLeaveKeepsADeletedGroupForAQuarterOfAnHour() {
    Aws aws = Aws.fast();
    NodeGroup group = aws.nodeGroup("workers", 1, aws.privateSubnets());
    aws.allReady();
    pod(aws, "web", aws.onlyNode().name());

    NodeGroup going = aws.done(new DeleteNodegroup(Aws.SCOPE, group.key()));
    assertThat(going.status()).isEqualTo(NodeGroup.Status.DELETING);
    aws.after(NodeDrains.LIMIT.minusSeconds(1));
    assertThat(aws.alive()).hasSize(1);
    assertThat(aws.done(new DeleteNodegroup(Aws.SCOPE, group.key()))).isEqualTo(going);
    aws.after(Duration.ofSeconds(1));
    assertThat(aws.world().find(NodeGroup.KIND, group.key())).isEmpty();
  }

  @Test
  void labelsAndTaintsComeToTheNodesThatThereAre() {
    Aws aws = Aws.fast();
    NodeGroup group = aws.nodeGroup("workers", 1, aws.privateSubnets());
    aws.allReady();
    Update update =
        aws.done(
            config(
                group,
                Map.of("tier", "web"),
                Set.of("team"),
                List.of(new NodeGroup.Taint("only", "web", "NoExecute")),
                List.of()));
    Node node = aws.settled().onlyNode();

    assertThat(node.meta().labels()).containsEntry("tier", "web").doesNotContainKey("team");
    assertThat(node.spec().taints()).contains(new Taint("only", "web", "NoExecute"));
    assertThat(aws.group(group).status()).isEqualTo(NodeGroup.Status.ACTIVE);
    assertThat(ended(aws, update).status()).isEqualTo(Update.Status.SUCCESSFUL);
    assertThat(update.params())
        .contains(
            new Update.Param("LabelsToAdd", "{\"tier\":\"web\"}"),
            new Update.Param("LabelsToRemove", "[\"team\"]"));
    aws.done(
        config(
            group,
            Map.of(),
            Set.of(),
            List.of(),
            List.of(new NodeGroup.Taint("only", "web", "NoExecute"))));
    assertThat(aws.settled().onlyNode().spec().taints())
        .doesNotContain(new Taint("only", "web", "NoExecute"));
  }

  @Test
  void anUpdateSurgesThenReplacesOneNodeAfterTheOther() {
    Aws aws = Aws.fast();
    NodeGroup group = old(aws, 3);
    List<Instance> before = aws.alive();
    Update update = aws.done(rolled(group, false));

    // Three zones: six more than the three desired, and nothing is cordoned before they are ready.
    assertThat(aws.settled().alive()).hasSize(9);
    assertThat(aws.nodes()).noneMatch(node -> node.spec().unschedulable());
    aws.allReady();
    assertThat(aws.alive()).hasSize(3).doesNotContainAnyElementsOf(before);
    assertThat(aws.zonesOfInstances()).containsExactly("us-west-2a", "us-west-2b", "us-west-2c");
    assertThat(ended(aws, update).status()).isEqualTo(Update.Status.SUCCESSFUL);
    assertThat(aws.group(group).status()).isEqualTo(NodeGroup.Status.ACTIVE);
    assertThat(aws.group(group).nodes().release()).isEqualTo("1.34.2-20251217");
    assertThat(update.params())
        .containsExactly(
            new Update.Param("Version", "1.34"),
            new Update.Param("ReleaseVersion", "1.34.2-20251217"));
  }

  @Test
  void atMostSoManyNodesAreOutAtOnce() {
    Aws aws = Aws.fast();
    NodeGroup group = old(aws, 6);
    aws.change(
        Change.put(
            NodeGroup.KIND,
            aws.group(group)
                .updating(
                    new NodeGroup.UpdateConfig(Optional.empty(), Optional.of(34), false),
                    false,
                    aws.now)));
    aws.nodes().forEach(node -> pod(aws, "p-" + node.name(), node.name()));
    aws.done(rolled(group, false));
    aws.allReady();

    // A third of six; their pods have not left yet.
    assertThat(aws.world().table(NodeDrain.KIND).size()).isEqualTo(2);
    assertThat(aws.nodes().stream().filter(node -> node.spec().unschedulable())).hasSize(6);
  }

  @Test
  void anUpdateWithoutForceGivesUpOnPodsThatDoNotLeave() {
    Aws aws = Aws.fast();
    NodeGroup group = old(aws, 1);
    String node = aws.onlyNode().name();
    pod(aws, "web", node);
    Update update = aws.done(rolled(group, false));
    aws.allReady();
    aws.after(NodeDrains.LIMIT);

    assertThat(ended(aws, update).errors())
        .containsExactly(
            new Update.Failure(
                "PodEvictionFailure",
                "Reached max retries while trying to evict pods from nodes in node group workers",
                List.of(node)));
    assertThat(aws.group(group).status()).isEqualTo(NodeGroup.Status.ACTIVE);
  }

  @Test
  void anUpdateWithForceEndsTheNodeAllTheSame() {
    Aws aws = Aws.fast();
    NodeGroup group = old(aws, 1);
    Instance before = aws.alive().getFirst();
    pod(aws, "web", aws.onlyNode().name());
    Update update = aws.done(rolled(group, true));
    aws.allReady();
    aws.after(NodeDrains.LIMIT);
    aws.allReady();

    assertThat(ended(aws, update).status()).isEqualTo(Update.Status.SUCCESSFUL);
    assertThat(aws.alive()).hasSize(1).doesNotContain(before);
  }

  @Test
  void newNodesThatDoNotBecomeReadyAreTakenBack() {
    Aws aws = Aws.fast();
    NodeGroup group = old(aws, 1);
    Instance before = aws.alive().getFirst();
    Update update = aws.done(rolled(group, false));
    aws.after(NodeGroupUpdates.READY);
    aws.allReady();

    assertThat(ended(aws, update).status()).isEqualTo(Update.Status.FAILED);
    assertThat(ended(aws, update).errors())
        .extracting(Update.Failure::code)
        .containsExactly("NodeCreationFailure");
    assertThat(aws.alive()).extracting(Instance::id).containsExactly(before.id());
    assertThat(aws.onlyNode().spec().unschedulable()).isFalse();
    assertThat(aws.group(group).nodes().release()).isEqualTo("1.34.1-20251112");
  }

  @Test
  void aMinimalUpdateNeverHasMoreNodesThanDesired() {
    Aws aws = Aws.fast();
    NodeGroup group = old(aws, 2);
    aws.change(
        Change.put(
            NodeGroup.KIND,
            aws.group(group)
                .updating(
                    new NodeGroup.UpdateConfig(Optional.of(1), Optional.empty(), true),
                    false,
                    aws.now)));
    List<Instance> before = aws.alive();
    Update update = aws.done(rolled(group, false));

    assertThat(aws.settled().alive()).hasSize(2);
    aws.allReady();
    assertThat(aws.alive()).hasSize(2).doesNotContainAnyElementsOf(before);
    assertThat(ended(aws, update).status()).isEqualTo(Update.Status.SUCCESSFUL);
  }

  @Test
  void aNodeThatStaysUnreadyIsReplacedIfTheGroupRepairs() {
    Aws aws = Aws.fast();
    NodeGroup group = aws.nodeGroup("workers", 2, aws.privateSubnets());
    aws.allReady();
    aws.change(
        Change.put(
            NodeGroup.KIND,
            aws.group(group).updating(NodeGroup.UpdateConfig.STANDARD, true, aws.now)));
    Instance sick = aws.alive().getFirst();
    Node node =
        aws.nodes().stream()
            .filter(it -> it.instanceId().equals(Optional.of(sick.id().value())))
            .findFirst()
            .orElseThrow();
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
                    List.of(Condition.of("Ready", false, aws.now)),
                    status.info()))));
    aws.after(NodeGroups.REPAIR.minusSeconds(1));
    assertThat(aws.alive()).contains(sick);
    aws.after(Duration.ofSeconds(1));
    assertThat(aws.alive()).hasSize(2).doesNotContain(sick);
  }

  @Test
  void deletingAGroupCancelsItsUpdate() {
    Aws aws = new Aws(Pace.FAST, Aws.plan(NetworkPlan.Nat.SINGLE, 19));
    NodeGroup group = old(aws, 2);
    Update update = aws.done(rolled(group, false));
    aws.settled();
    aws.done(new DeleteNodegroup(Aws.SCOPE, group.key()));

    assertThat(aws.settled().alive()).isEmpty();
    assertThat(ended(aws, update).status()).isEqualTo(Update.Status.CANCELLED);
    assertThat(aws.world().find(NodeGroup.KIND, group.key())).isEmpty();
  }

  /** An active group of an image that there are newer ones of. */
  private static NodeGroup old(Aws aws, int desired) {
    NodeGroup group = aws.nodeGroup("workers", desired, aws.privateSubnets());
    NodeGroup.Nodes now = group.nodes();
    NodeGroup older =
        group.withNodes(
            new NodeGroup.Nodes(
                now.instanceTypes(),
                now.amiType(),
                now.capacity(),
                now.version(),
                "1.34.1-20251112",
                now.diskSize(),
                now.role(),
                now.template(),
                now.imageId(),
                now.securityGroups(),
                now.maxPods(),
                now.generation()),
            aws.now);
    aws.state(NodeGroup.KIND, older);
    aws.allReady();
    return aws.group(group);
  }

  private static UpdateNodegroupVersion rolled(NodeGroup group, boolean force) {
    return new UpdateNodegroupVersion(
        Aws.SCOPE, group.key(), Optional.empty(), Optional.empty(), Optional.empty(), force);
  }

  private static UpdateNodegroupConfig config(
      NodeGroup group,
      Map<String, String> labels,
      Set<String> labelsGone,
      List<NodeGroup.Taint> taints,
      List<NodeGroup.Taint> taintsGone) {
    return new UpdateNodegroupConfig(
        Aws.SCOPE,
        group.key(),
        CreateNodegroup.Sizes.NONE,
        labels,
        labelsGone,
        taints,
        taintsGone,
        Optional.empty(),
        Optional.empty());
  }

  private static Pod pod(Aws aws, String name, String node) {
    Pod pod = KubeSamples.pod(name).on(node).build();
    aws.change(PlainDocuments.put(pod));
    return pod;
  }

  private static Update ended(Aws aws, Update update) {
    return aws.world().find(Update.KIND, update.id()).orElseThrow();
  }

  private static List<NodeGroupHealth.Issue> issues(Aws aws, NodeGroup group) {
    return aws.world().find(NodeGroupHealth.KIND, group.key()).orElseThrow().issues();
  }

  private static Instance newest(Aws aws) {
    return aws.alive().stream()
        .max(java.util.Comparator.comparing(Instance::launchedAt))
        .orElseThrow();
  }
}
