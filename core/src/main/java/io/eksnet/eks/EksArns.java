package io.eksnet.eks;

/** The ARNs of what belongs to a cluster. They end in a UUID. */
public final class EksArns {
  private EksArns() {}

  /** A node group's. */
  public static String nodeGroup(Cluster cluster, NodeGroup group) {
    return of(cluster, "nodegroup", group.name(), group.uuid());
  }

  /** An add-on's. */
  public static String addon(Cluster cluster, Addon addon) {
    return of(cluster, "addon", addon.name(), addon.uuid());
  }

  private static String of(Cluster cluster, String kind, String name, String uuid) {
    return cluster.scope().arn("eks", kind + "/" + cluster.name() + "/" + name + "/" + uuid);
  }
}
