package io.eksnet.eks;

import io.eksnet.table.Kind;
import java.time.Instant;

/**
 * That a cluster's API server holds everything that EKS puts into a new cluster. Stated by whoever
 * runs the API server; a cluster does not become active before.
 *
 * @param id the cluster's {@link Cluster.Origin#id}: another cluster may get the same name later
 */
public record ControlPlane(String cluster, String id, Instant since) {
  /** Control planes by cluster. */
  public static final Kind<String, ControlPlane> KIND =
      Kind.of("eks-control-plane", ControlPlane.class, ControlPlane::cluster);
}
