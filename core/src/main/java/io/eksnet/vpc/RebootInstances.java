package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.InstanceId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Restarts instances, which changes nothing that EC2 shows.
 *
 * <p>Refused with InvalidInstanceID.NotFound, IncorrectInstanceState.
 */
public record RebootInstances(List<InstanceId> ids) implements Command<List<Instance>> {
  public RebootInstances {
    ids = ids.stream().distinct().toList();
  }

  @Override
  public Decision<List<Instance>> decide(Facts facts, Context context) {
    return Instances.reboot(facts, this);
  }
}
