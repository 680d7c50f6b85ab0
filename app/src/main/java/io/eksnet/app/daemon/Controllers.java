package io.eksnet.app.daemon;

import io.eksnet.cloud.Cloud;
import io.eksnet.cni.AddressOrder;
import io.eksnet.cni.Ipamd;
import io.eksnet.scheduler.Scheduler;
import io.eksnet.workloads.Workloads;
import io.eksnet.world.Controller;
import java.util.ArrayList;
import java.util.List;

/** Every controller of a network, in the order in which a change usually runs through them. */
final class Controllers {
  private Controllers() {}

  static List<Controller<?>> all(Secrets secrets) {
    List<Controller<?>> all = new ArrayList<>(Cloud.controllers());
    all.addAll(Workloads.controllers(secrets.certificates().authority().certificate()));
    all.add(new Scheduler());
    all.addAll(Ipamd.controllers(new AddressOrder.Ascending()));
    return List.copyOf(all);
  }
}
