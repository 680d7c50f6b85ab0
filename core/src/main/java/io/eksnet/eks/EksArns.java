package io.eksnet.eks;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The ARNs of what belongs to a cluster. EKS ends them in a UUID; ours follows from the names, so
 * that it stays the same.
 */
public final class EksArns {
  private EksArns() {}

  /** A node group's. */
  public static String nodeGroup(Cluster cluster, String name) {
    return of(cluster, "nodegroup", name);
  }

  /** An add-on's. */
  public static String addon(Cluster cluster, String name) {
    return of(cluster, "addon", name);
  }

  private static String of(Cluster cluster, String kind, String name) {
    String path = cluster.name() + "/" + name;
    byte[] text = (cluster.arn() + "/" + kind + "/" + path).getBytes(StandardCharsets.UTF_8);
    return cluster.scope().arn("eks", kind + "/" + path + "/" + UUID.nameUUIDFromBytes(text));
  }
}
