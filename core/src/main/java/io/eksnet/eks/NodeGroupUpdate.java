package io.eksnet.eks;

import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The work that an update of a node group leaves to be done; there is one at a time.
 *
 * @param update the id of the {@link Update} that is told how it went
 * @param since when it began
 */
public record NodeGroupUpdate(NodeGroup.Key group, String update, Work work, Instant since) {

  /** What is to be done. */
  public sealed interface Work {
    /** Existing nodes get the group's labels and taints, and lose those that it had before. */
    record Mark(Set<String> labelsGone, List<NodeGroup.Taint> taintsGone) implements Work {
      public Mark {
        labelsGone = Set.copyOf(labelsGone);
        taintsGone = List.copyOf(taintsGone);
      }
    }

    /**
     * Nodes of an older generation are replaced.
     *
     * @param before what the group's nodes were, to go back to if new ones fail
     * @param surge how many nodes more there are meanwhile
     * @param force whether pods that do not leave are no obstacle
     */
    record Roll(NodeGroup.Nodes before, int surge, boolean force) implements Work {}
  }

  /** Updates under way by group. */
  public static final Kind<NodeGroup.Key, NodeGroupUpdate> KIND =
      Kind.of("eks-node-group-update", NodeGroupUpdate.class, NodeGroupUpdate::group);

  /** How many more nodes the group has meanwhile. */
  public int surge() {
    return switch (work) {
      case Work.Mark _ -> 0;
      case Work.Roll(NodeGroup.Nodes _, int surge, boolean _) -> surge;
    };
  }
}
