package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.InstanceId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Stops instances: all that are named, or none. A stopped instance keeps its private addresses and
 * gives back the public one that AWS lent.
 *
 * <p>Refused with InvalidInstanceID.NotFound, IncorrectInstanceState, OperationNotPermitted
 * (protected).
 */
public record StopInstances(List<InstanceId> ids) implements Command<List<Instance>> {
  public StopInstances {
    ids = ids.stream().distinct().toList();
  }

  @Override
  public Decision<List<Instance>> decide(Facts facts, Context context) {
    return Instances.stop(facts, this, context);
  }
}
