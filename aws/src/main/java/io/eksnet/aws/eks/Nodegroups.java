package io.eksnet.aws.eks;

import io.eksnet.eks.Cluster;
import io.eksnet.eks.EksArns;
import io.eksnet.eks.NodeGroup;
import io.eksnet.eks.NodeGroupHealth;
import io.eksnet.id.Id;
import io.eksnet.vpc.LaunchTemplate;
import io.eksnet.world.World;
import java.util.List;
import software.amazon.awssdk.services.eks.model.AutoScalingGroup;
import software.amazon.awssdk.services.eks.model.Issue;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupUpdateConfig;
import software.amazon.awssdk.services.eks.model.TaintEffect;

/** Node groups as EKS shows them. */
final class Nodegroups {

  private Nodegroups() {}

  static Nodegroup sdk(NodeGroup group, Cluster cluster, World world) {
    NodeGroup.Nodes nodes = group.nodes();
    var sdk =
        Nodegroup.builder()
            .nodegroupName(group.name())
            .nodegroupArn(EksArns.nodeGroup(cluster, group))
            .clusterName(group.cluster())
            .version(nodes.version())
            .status(group.status().name())
            .createdAt(group.createdAt())
            .modifiedAt(group.modifiedAt())
            .capacityType(nodes.capacity().name())
            .scalingConfig(
                scaling ->
                    scaling
                        .minSize(group.scaling().min())
                        .maxSize(group.scaling().max())
                        .desiredSize(group.scaling().desired()))
            .amiType(nodes.amiType())
            .nodeRole(nodes.role())
            .subnets(group.subnets().stream().map(Id::value).toList())
            .labels(group.labels())
            .resources(
                it ->
                    it.autoScalingGroups(
                        AutoScalingGroup.builder().name(group.autoScalingGroup()).build()))
            .updateConfig(update(group.update()))
            .health(health -> health.issues(issues(group, world)))
            .tags(group.tags().values());
    if (!group.taints().isEmpty()) {
      sdk.taints(group.taints().stream().map(Nodegroups::sdk).toList());
    }
    if (!templateSays(nodes, world)) {
      sdk.instanceTypes(nodes.instanceTypes());
    }
    sdk.releaseVersion(nodes.release().isEmpty() ? nodes.imageId().orElse("") : nodes.release());
    nodes.diskSize().ifPresent(sdk::diskSize);
    if (group.repair()) {
      sdk.nodeRepairConfig(it -> it.enabled(true));
    }
    nodes
        .template()
        .ifPresent(
            it ->
                sdk.launchTemplate(
                    lt ->
                        lt.id(it.id().value())
                            .name(it.name())
                            .version(Integer.toString(it.version()))));
    return sdk.build();
  }

  /** Whether the launch template names the instance type: EKS leaves it out then. */
  private static boolean templateSays(NodeGroup.Nodes nodes, World world) {
    return nodes
        .template()
        .flatMap(
            it ->
                world
                    .find(LaunchTemplate.KIND, it.id())
                    .flatMap(template -> template.version(it.version())))
        .filter(version -> version.data().containsKey("InstanceType"))
        .isPresent();
  }

  private static NodegroupUpdateConfig update(NodeGroup.UpdateConfig update) {
    var sdk = NodegroupUpdateConfig.builder();
    update.maxUnavailable().ifPresent(sdk::maxUnavailable);
    update.percentage().ifPresent(sdk::maxUnavailablePercentage);
    if (update.minimal()) {
      sdk.updateStrategy("MINIMAL");
    }
    return sdk.build();
  }

  private static List<Issue> issues(NodeGroup group, World world) {
    return world.find(NodeGroupHealth.KIND, group.key()).stream()
        .flatMap(health -> health.issues().stream())
        .map(
            it ->
                Issue.builder()
                    .code(it.code())
                    .message(it.message())
                    .resourceIds(it.resourceIds())
                    .build())
        .toList();
  }

  private static software.amazon.awssdk.services.eks.model.Taint sdk(NodeGroup.Taint taint) {
    return software.amazon.awssdk.services.eks.model.Taint.builder()
        .key(taint.key())
        .value(taint.value())
        .effect(
            switch (taint.effect()) {
              case "NoSchedule" -> TaintEffect.NO_SCHEDULE;
              case "NoExecute" -> TaintEffect.NO_EXECUTE;
              default -> TaintEffect.PREFER_NO_SCHEDULE;
            })
        .build();
  }
}
