package io.eksnet.control;

import io.eksnet.eks.Cluster;
import io.eksnet.world.World;

/** What is said where there would be nodes and pods if the network had a cluster. */
final class NoCluster {
  private NoCluster() {}

  /** A line, or nothing. */
  static String note(World world) {
    return Cluster.only(world).isPresent()
        ? ""
        : "this network has no EKS cluster; aws eks create-cluster makes one\n";
  }
}
