package io.eksnet.vpc;

import io.eksnet.id.InstanceId;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;

/** What AWS does when an instance that was shutting down has ended. */
public final class InstanceEnd {
  private InstanceEnd() {}

  /**
   * The instance is terminated; the interfaces and volumes that go with it are deleted, and the
   * others are free.
   */
  public static List<Change<?, ?>> of(Vpcs vpcs, InstanceId id) {
    List<Change<?, ?>> changes = new ArrayList<>(Instances.ended(vpcs, id));
    vpcs.instance(id)
        .ifPresent(
            it -> changes.add(Change.put(Instance.KIND, it.withState(Instance.State.TERMINATED))));
    return changes;
  }
}
