package io.eksnet.cloud;

import io.eksnet.eks.Cluster;
import io.eksnet.eks.NodeGroup;
import io.eksnet.eks.NodeGroupHealth;
import io.eksnet.id.Refusal;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.vpc.AddressSpecification;
import io.eksnet.vpc.BlockDevice;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.Launch;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.RunInstances;
import io.eksnet.world.World;
import java.util.List;
import java.util.Optional;

/** What a node group's Auto Scaling group asks of EC2, and what its refusals mean to EKS. */
final class NodeLaunch {
  private NodeLaunch() {}

  /** As many nodes in a subnet as there is room for, and so many at most. */
  static RunInstances in(
      World world, SubnetId subnet, int count, Cluster cluster, NodeGroup group) {
    NodeGroup.Nodes nodes = group.nodes();
    List<SecurityGroupId> groups =
        nodes.securityGroups().isEmpty()
            ? List.of(cluster.clusterSecurityGroup())
            : nodes.securityGroups();
    Launch.Source primary =
        new Launch.Source.New(
            subnet,
            groups,
            "",
            AddressSpecification.at(Optional.empty()),
            NetworkInterface.Type.INTERFACE);
    return new RunInstances(
        new Launch(
            type(world, nodes),
            nodes.imageId().orElseGet(() -> NodeImage.id(nodes.amiType(), image(nodes))),
            List.of(new Launch.Interface(0, 0, primary, true, Optional.empty())),
            nodes.diskSize().map(NodeLaunch::disk).map(List::of).orElse(List.of()),
            Instance.Settings.STANDARD,
            tags(cluster, group),
            Tags.NONE,
            Tags.NONE),
        1,
        count,
        Optional.empty());
  }

  /** The first type that EC2 has. */
  private static String type(World world, NodeGroup.Nodes nodes) {
    return nodes.instanceTypes().stream()
        .filter(name -> world.vpcs().instanceType(name).isPresent())
        .findFirst()
        .orElse(nodes.instanceTypes().getFirst());
  }

  private static String image(NodeGroup.Nodes nodes) {
    return nodes.release().isEmpty() ? nodes.version() : nodes.release();
  }

  private static BlockDevice disk(int gib) {
    BlockDevice it = BlockDevice.STANDARD;
    return new BlockDevice(
        it.name(),
        gib,
        it.type(),
        it.iops(),
        it.throughput(),
        it.encrypted(),
        it.key(),
        it.deleteOnTermination());
  }

  private static Tags tags(Cluster cluster, NodeGroup group) {
    return Tags.named(cluster.name() + "-" + group.name() + "-Node")
        .with(NodeGroup.CLUSTER_TAG, cluster.name())
        .with(NodeGroup.INSTANCE_TAG, group.name())
        .with(NodeGroup.GENERATION_TAG, Integer.toString(group.nodes().generation()))
        .with("aws:autoscaling:groupName", group.autoScalingGroup())
        .with("k8s.io/cluster-autoscaler/" + cluster.name(), "owned")
        .with("k8s.io/cluster-autoscaler/enabled", "true")
        .with("kubernetes.io/cluster/" + cluster.name(), "owned");
  }

  /** In EKS's words where they are known; for the rest, in those of Auto Scaling. */
  static NodeGroupHealth.Issue issue(NodeGroup group, RunInstances launch, Refusal why) {
    List<String> subnet = launch.subnet().map(it -> List.of(it.value())).orElse(List.of());
    return switch (why.code()) {
      case "InsufficientFreeAddressesInSubnet" ->
          new NodeGroupHealth.Issue(
              NodeGroupHealth.INSUFFICIENT_FREE_ADDRESSES,
              "One or more of the subnets associated with your node group does not have enough"
                  + " available IP addresses for new nodes.",
              subnet);
      case "InvalidSubnetID.NotFound" ->
          new NodeGroupHealth.Issue(
              NodeGroupHealth.EC2_SUBNET_NOT_FOUND,
              "One or more of the subnets associated with your node group could not be found.",
              subnet);
      case String code ->
          new NodeGroupHealth.Issue(
              NodeGroupHealth.ASG_INSTANCE_LAUNCH_FAILURES,
              "Could not launch "
                  + group.nodes().capacity().text()
                  + " Instances. "
                  + code
                  + " - "
                  + why.message()
                  + " Launching EC2 instance failed.",
              List.of(group.autoScalingGroup()));
    };
  }
}
