package io.eksnet.aws.eks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.eks.Cluster;
import io.eksnet.eks.NodeGroup;
import io.eksnet.id.Id;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.eks.model.CapacityTypes;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.TaintEffect;

/** Node groups as EKS shows them. */
final class Nodegroups {

  private Nodegroups() {}

  static Nodegroup sdk(NodeGroup group, Cluster cluster) {
    return Nodegroup.builder()
        .nodegroupName(group.name())
        .nodegroupArn(arn(cluster, "nodegroup", group.name()))
        .clusterName(group.cluster())
        .version(cluster.version())
        .status(group.status().name())
        .createdAt(group.createdAt())
        .modifiedAt(group.createdAt())
        .capacityType(CapacityTypes.ON_DEMAND)
        .scalingConfig(
            scaling ->
                scaling
                    .minSize(group.scaling().min())
                    .maxSize(group.scaling().max())
                    .desiredSize(group.scaling().desired()))
        .instanceTypes(group.instanceType())
        .amiType(group.amiType())
        .subnets(group.subnets().stream().map(Id::value).toList())
        .labels(group.labels())
        .taints(group.taints().stream().map(Nodegroups::sdk).toList())
        .health(health -> health.issues(List.of()))
        .tags(group.tags().values())
        .build();
  }

  /** EKS ends these ARNs in a UUID; ours follows from the names, so that it stays the same. */
  static String arn(Cluster cluster, String kind, String name) {
    String path = cluster.name() + "/" + name;
    UUID id = UUID.nameUUIDFromBytes((cluster.arn() + "/" + kind + "/" + path).getBytes(UTF_8));
    return cluster.scope().arn("eks", kind + "/" + path + "/" + id);
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
