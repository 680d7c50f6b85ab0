package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.InstanceId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Ends instances: all that are named, or none. They shut down first; their interfaces and volumes
 * go when they have ended. Ended ones stay as they are.
 *
 * <p>Refused with InvalidInstanceID.NotFound, OperationNotPermitted (protected).
 */
public record TerminateInstances(List<InstanceId> ids) implements Command<List<Instance>> {
  public TerminateInstances {
    ids = ids.stream().distinct().toList();
  }

  @Override
  public Decision<List<Instance>> decide(Facts facts, Context context) {
    return Instances.terminate(facts, this, context);
  }
}
