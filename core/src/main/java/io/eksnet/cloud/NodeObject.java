package io.eksnet.cloud;

import io.eksnet.eks.NodeGroup;
import io.eksnet.kube.Condition;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.Node;
import io.eksnet.kube.NodeNetwork;
import io.eksnet.kube.Taint;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.InstanceType;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Vpc;
import io.eksnet.vpc.Vpcs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Node as a managed node's kubelet and the cloud controller first make it. */
final class NodeObject {
  private static final String NOT_READY_TAINT = "node.kubernetes.io/not-ready";

  private NodeObject() {}

  static KubeWrite.CreateNode of(
      Vpcs vpcs, NodeGroup group, Instance instance, InstanceType type, Instant now) {
    NodeGroup.Nodes nodes = group.nodes();
    List<InstanceType> mixed =
        nodes.instanceTypes().stream().flatMap(name -> vpcs.instanceType(name).stream()).toList();
    int maxPods = NodeSize.maxPods(nodes.maxPods(), type, mixed);
    List<Taint> taints = new ArrayList<>();
    group.taints().forEach(it -> taints.add(new Taint(it.key(), it.value(), it.effect())));
    taints.add(new Taint(NOT_READY_TAINT, "", "NoSchedule"));
    String providerId = "aws:///" + instance.zone().name() + "/" + instance.id();
    return new KubeWrite.CreateNode(
        instance.privateDnsName(),
        labels(group, instance, type),
        Map.of(
            "alpha.kubernetes.io/provided-node-ip",
            instance.privateAddress().toString(),
            "node.alpha.kubernetes.io/ttl",
            "0",
            "volumes.kubernetes.io/controller-managed-attach-detach",
            "true"),
        new Node.Spec(providerId, false, taints),
        new Node.Status(
            NodeSize.capacity(type, maxPods),
            NodeSize.allocatable(type, maxPods),
            addresses(vpcs, instance),
            conditions(now),
            NodeImage.info(nodes.amiType(), nodes.version(), type.arm64())));
  }

  private static Map<String, String> labels(NodeGroup group, Instance instance, InstanceType type) {
    String arch = type.arm64() ? "arm64" : "amd64";
    String region = instance.scope().region().value();
    String zone = instance.zone().name().value();
    Map<String, String> labels = new TreeMap<>(group.labels());
    labels.put("beta.kubernetes.io/arch", arch);
    labels.put("beta.kubernetes.io/instance-type", type.name());
    labels.put("beta.kubernetes.io/os", "linux");
    labels.put("eks.amazonaws.com/capacityType", group.nodes().capacity().name());
    labels.put(NodeGroups.NODE_LABEL, group.name());
    labels.put("eks.amazonaws.com/nodegroup-image", instance.imageId());
    group
        .nodes()
        .template()
        .ifPresent(
            it -> {
              labels.put("eks.amazonaws.com/sourceLaunchTemplateId", it.id().value());
              labels.put(
                  "eks.amazonaws.com/sourceLaunchTemplateVersion", Integer.toString(it.version()));
            });
    labels.put("failure-domain.beta.kubernetes.io/region", region);
    labels.put("failure-domain.beta.kubernetes.io/zone", zone);
    labels.put("kubernetes.io/arch", arch);
    labels.put("kubernetes.io/hostname", instance.privateDnsName());
    labels.put("kubernetes.io/os", "linux");
    labels.put("node.kubernetes.io/instance-type", type.name());
    labels.put("topology.k8s.aws/zone-id", instance.zone().id().value());
    labels.put("topology.kubernetes.io/region", region);
    labels.put("topology.kubernetes.io/zone", zone);
    return labels;
  }

  /** In the order in which the AWS cloud controller lists them. */
  private static List<Node.Address> addresses(Vpcs vpcs, Instance instance) {
    List<Node.Address> addresses = new ArrayList<>();
    addresses.add(new Node.Address("InternalIP", instance.privateAddress().toString()));
    Optional<String> external =
        vpcs.interfacesOf(instance.id()).stream()
            .filter(NetworkInterface::isPrimary)
            .flatMap(eni -> eni.publicAddress().stream())
            .map(it -> it.address().toString())
            .findFirst();
    external.ifPresent(address -> addresses.add(new Node.Address("ExternalIP", address)));
    addresses.add(new Node.Address("InternalDNS", instance.privateDnsName()));
    addresses.add(new Node.Address("Hostname", instance.privateDnsName()));
    external
        .filter(_ -> vpcs.vpc(instance.vpc()).map(Vpc::enableDnsHostnames).orElse(false))
        .ifPresent(
            address ->
                addresses.add(new Node.Address("ExternalDNS", publicName(instance, address))));
    return addresses;
  }

  private static String publicName(Instance instance, String address) {
    String host = "ec2-" + address.replace('.', '-');
    String region = instance.scope().region().value();
    return region.equals("us-east-1")
        ? host + ".compute-1.amazonaws.com"
        : host + "." + region + ".compute.amazonaws.com";
  }

  private static List<Condition> conditions(Instant now) {
    return List.of(
        healthy(
            "MemoryPressure",
            "KubeletHasSufficientMemory",
            "kubelet has sufficient memory available",
            now),
        healthy("DiskPressure", "KubeletHasNoDiskPressure", "kubelet has no disk pressure", now),
        healthy(
            "PIDPressure", "KubeletHasSufficientPID", "kubelet has sufficient PID available", now),
        new Condition("Ready", "False", "KubeletNotReady", NodeNetwork.NOT_INITIALIZED, now));
  }

  private static Condition healthy(String pressure, String reason, String message, Instant now) {
    return new Condition(pressure, "False", reason, message, now);
  }
}
