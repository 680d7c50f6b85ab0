package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes a node group; its nodes are drained and its instances end first. Asked again while that
 * goes on, it answers the same.
 *
 * <p>Refused with ResourceNotFoundException.
 */
public record DeleteNodegroup(Scope scope, NodeGroup.Key group) implements Command<NodeGroup> {
  @Override
  public Decision<NodeGroup> decide(Facts facts, Context context) {
    return NodeGroupRules.known(facts, scope, group)
        .then(
            found -> {
              NodeGroup going = found.withStatus(NodeGroup.Status.DELETING, context.now());
              if (found.status() == NodeGroup.Status.DELETING) {
                return Decision.accept(found, List.of());
              }
              List<Change<?, ?>> changes = new ArrayList<>();
              facts
                  .find(NodeGroupUpdate.KIND, group)
                  .ifPresent(
                      work -> {
                        facts
                            .find(Update.KIND, work.update())
                            .ifPresent(it -> changes.add(Change.put(Update.KIND, it.cancelled())));
                        changes.add(Change.remove(NodeGroupUpdate.KIND, group));
                      });
              changes.add(Change.put(NodeGroup.KIND, going));
              return Decision.accept(going, changes);
            });
  }
}
