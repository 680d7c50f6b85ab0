package io.eksnet.cloud;

import io.eksnet.eks.NodeGroup;
import io.eksnet.id.InstanceId;
import io.eksnet.table.Kind;
import java.time.Instant;

/**
 * That EKS takes a node out: its pods are to leave, and then its instance ends.
 *
 * @param since when that began
 * @param insists whether the instance ends all the same when pods have not left in time
 */
public record NodeDrain(InstanceId instance, NodeGroup.Key group, Instant since, boolean insists) {
  /** Drains by instance. */
  public static final Kind<InstanceId, NodeDrain> KIND =
      Kind.of("cloud-node-drain", NodeDrain.class, NodeDrain::instance);
}
