package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Changes a node group's size, the labels and taints of its nodes, or how it is updated.
 *
 * <p>Refused with ResourceNotFoundException, ResourceInUseException (an update is under way),
 * InvalidParameterException (nothing asked, sizes, labels, taints).
 *
 * @param labels set beside those that there are
 * @param taints set beside those that there are; one of the same key and effect is replaced
 */
public record UpdateNodegroupConfig(
    Scope scope,
    NodeGroup.Key group,
    CreateNodegroup.Sizes sizes,
    Map<String, String> labels,
    Set<String> labelsGone,
    List<NodeGroup.Taint> taints,
    List<NodeGroup.Taint> taintsGone,
    Optional<NodeGroup.UpdateConfig> update,
    Optional<Boolean> repair)
    implements Command<Update> {

  public UpdateNodegroupConfig {
    labels = Map.copyOf(labels);
    labelsGone = Set.copyOf(labelsGone);
    taints = List.copyOf(taints);
    taintsGone = List.copyOf(taintsGone);
  }

  /** Whether nothing is asked. */
  boolean empty() {
    return sizes.none() && !marks() && update.isEmpty() && repair.isEmpty();
  }

  /** Whether labels or taints change. */
  boolean marks() {
    return !labels.isEmpty() || !labelsGone.isEmpty() || !taints.isEmpty() || !taintsGone.isEmpty();
  }

  @Override
  public Decision<Update> decide(Facts facts, Context context) {
    return NodeGroupUpdates.configure(facts, this, context);
  }
}
