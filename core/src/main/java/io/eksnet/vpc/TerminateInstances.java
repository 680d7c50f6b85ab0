package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.InstanceId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Shuts instances down for good, all or none. Interfaces that go with them are gone at once, with
 * their addresses; others become available. An instance that is terminated already stays so.
 *
 * <p>Refused with InvalidInstanceID.NotFound.
 */
public record TerminateInstances(List<InstanceId> ids) implements Command<List<Instance>> {
  public TerminateInstances {
    ids = List.copyOf(ids);
  }

  @Override
  public Decision<List<Instance>> decide(Facts facts, Context context) {
    return Instances.terminate(new Vpcs(facts), this);
  }
}
