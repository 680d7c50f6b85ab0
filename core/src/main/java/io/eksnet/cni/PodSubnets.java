package io.eksnet.cni;

import io.eksnet.id.SubnetId;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpcs;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which subnets serve a node's pods. The tag {@code kubernetes.io/role/cni} decides: a subnet of
 * another role is used only with it, the node's own unless it says {@code 0}. Source: vpc-cni
 * v1.22.1 and newer, pkg/awsutils.
 */
final class PodSubnets {
  /** Opens a subnet to pods, or closes it with the value {@code 0}. */
  static final String ROLE_TAG = "kubernetes.io/role/cni";

  /** Keys that start so keep a subnet for the clusters that they name. */
  static final String CLUSTER_TAG = "cni.networking.k8s.aws/cluster/";

  private PodSubnets() {}

  /**
   * The subnets in which a new interface may be made, in the order in which ipamd tries them: with
   * discovery those of the node's VPC and zone, the one with most free addresses first, else the
   * node's own.
   */
  static List<SubnetId> forNewEni(Vpcs vpcs, Instance instance, Settings settings) {
    if (!settings.subnetDiscovery()) {
      return vpcs.subnet(instance.subnet()).stream()
          .filter(own -> role(own).filter("0"::equals).isEmpty())
          .map(Subnet::id)
          .toList();
    }
    record Candidate(SubnetId id, long free) {}
    return vpcs.subnetsOf(instance.vpc()).stream()
        .filter(subnet -> subnet.zone().equals(instance.zone()))
        .filter(subnet -> serves(subnet, instance.subnet(), settings))
        .map(subnet -> new Candidate(subnet.id(), vpcs.availableAddresses(subnet)))
        .sorted(Comparator.comparingLong(Candidate::free).reversed())
        .map(Candidate::id)
        .toList();
  }

  /**
   * Whether pods get no address of an interface that lives in a subnet: its tag says {@code 0}, or
   * it is kept for other clusters.
   */
  static boolean closed(Subnet subnet, Settings settings) {
    return switch (role(subnet).orElse("")) {
      case "0" -> true;
      case "" -> false;
      case String _ -> !ofThisCluster(subnet, settings);
    };
  }

  private static boolean serves(Subnet subnet, SubnetId own, Settings settings) {
    return switch (role(subnet).orElse("")) {
      case "0" -> false;
      case "" -> subnet.id().equals(own);
      case String _ -> ofThisCluster(subnet, settings);
    };
  }

  private static boolean ofThisCluster(Subnet subnet, Settings settings) {
    List<String> clusters =
        subnet.tags().values().keySet().stream()
            .filter(key -> key.startsWith(CLUSTER_TAG))
            .map(key -> key.substring(CLUSTER_TAG.length()))
            .toList();
    return clusters.isEmpty()
        || settings.clusterName().isEmpty()
        || clusters.contains(settings.clusterName());
  }

  private static Optional<String> role(Subnet subnet) {
    return subnet.tags().get(ROLE_TAG);
  }
}
