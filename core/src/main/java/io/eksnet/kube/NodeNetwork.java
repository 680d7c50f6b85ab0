package io.eksnet.kube;

import io.eksnet.table.Kind;

/**
 * Where the kubelet and the CNI meet about a whole node: whether the CNI has written its
 * configuration, so that the container runtime's network is ready. The CNI states it; the kubelet
 * reads it into the node's Ready condition. A node without this fact has no CNI yet.
 *
 * @param node the node's name
 * @param ready once true it stays so: the configuration file outlives a CNI that stops
 * @param message why it is not ready, in the kubelet's words; empty when it is
 */
public record NodeNetwork(String node, boolean ready, String message) {
  /** What the kubelet's Ready condition says while no CNI has written its configuration. */
  public static final String NOT_INITIALIZED =
      "container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady"
          + " message:Network plugin returns error: cni plugin not initialized";

  /** Networks of nodes by node. */
  public static final Kind<String, NodeNetwork> KIND =
      Kind.of("node-network", NodeNetwork.class, NodeNetwork::node);

  /** The network of a node whose CNI runs. */
  public static NodeNetwork ready(String node) {
    return new NodeNetwork(node, true, "");
  }

  /** The network of a node whose CNI has not run yet. */
  public static NodeNetwork notReady(String node) {
    return new NodeNetwork(node, false, NOT_INITIALIZED);
  }
}
