package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.InstanceId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Starts stopped instances: all that are named, or none.
 *
 * <p>Refused with InvalidInstanceID.NotFound, IncorrectInstanceState, InsufficientAddressCapacity.
 */
public record StartInstances(List<InstanceId> ids) implements Command<List<Instance>> {
  public StartInstances {
    ids = ids.stream().distinct().toList();
  }

  @Override
  public Decision<List<Instance>> decide(Facts facts, Context context) {
    return Instances.start(facts, this, context);
  }
}
