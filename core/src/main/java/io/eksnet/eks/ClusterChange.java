package io.eksnet.eks;

import io.eksnet.id.SubnetId;
import io.eksnet.table.Kind;
import java.util.List;

/**
 * What a cluster becomes when the update that is under way succeeds.
 *
 * @param update the {@link Update}'s id
 */
public record ClusterChange(
    String cluster,
    String update,
    String version,
    List<SubnetId> subnets,
    ClusterSettings settings) {

  /** Changes by cluster: there is one at a time. */
  public static final Kind<String, ClusterChange> KIND =
      Kind.of("eks-cluster-change", ClusterChange.class, ClusterChange::cluster);

  public ClusterChange {
    subnets = List.copyOf(subnets);
  }
}
